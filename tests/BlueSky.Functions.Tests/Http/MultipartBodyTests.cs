using System.Text;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Http;

namespace BlueSky.Functions.Tests.Http;

public sealed class MultipartBodyTests
{
    private const string Truncated = "The multipart body is malformed or ends early.";
    private const string Nameless = "A part of the multipart body does not say which field it is.";

    [Theory]
    [InlineData("name=\"a\"", "1", "a", "1")]
    [InlineData("name=a", "1", "a", "1")]
    [InlineData("name=\"a\"", "", "a", "")]
    [InlineData("name=\"Full Name\"", " Zoë 😀 ", "Full Name", " Zoë 😀 ")]
    [InlineData("name=\"größe 😀\"", "1", "größe 😀", "1")]
    [InlineData("name=\"a;b=c\"", "1", "a;b=c", "1")]
    [InlineData("name=\"say %22hi%22\"", "1", "say \"hi\"", "1")]
    [InlineData("name=\"one%0D%0Atwo\"", "1", "one\r\ntwo", "1")]
    [InlineData("name=\"a\"", "one\r\ntwo\r\n--three", "a", "one\r\ntwo\r\n--three")]
    [InlineData("name=\"a\"", "1+1%202&x=y", "a", "1+1%202&x=y")]
    public async Task A_part_is_a_field(string parameters, string content, string name, string value) =>
        Assert.Equal([new PostedField(name, value)], (await ParseAsync(Body((parameters, content)))).Fields);

    [Fact]
    public async Task Fields_keep_their_order_and_repeats()
    {
        var form = await ParseAsync(Body(("name=\"b\"", "1"), ("name=\"a\"", "2"), ("name=\"b\"", "3")));

        Assert.Equal([new PostedField("b", "1"), new PostedField("a", "2"), new PostedField("b", "3")], form.Fields);
        Assert.Null(form.FileField);
    }

    [Fact]
    public async Task Text_before_and_after_the_parts_is_ignored() =>
        Assert.Equal(
            [new PostedField("a", "1")],
            (await ParseAsync($"preamble\r\n{Body(("name=\"a\"", "1"))}epilogue")).Fields);

    [Fact]
    public async Task A_file_input_left_alone_is_ignored()
    {
        var form = await ParseAsync(Body(("name=\"a\"", "1"), ("name=\"f\"; filename=\"\"", "")));

        Assert.Equal([new PostedField("a", "1")], form.Fields);
        Assert.Null(form.FileField);
    }

    [Theory]
    [InlineData("name=\"f\"; filename=\"x.txt\"")]
    [InlineData("name=\"f\"; filename=\"\"")]
    [InlineData("name=\"f\"; filename*=UTF-8''x.txt")]
    public async Task A_file_is_noticed_and_not_kept(string parameters)
    {
        var form = await ParseAsync(Body(("name=\"a\"", "1"), (parameters, "content")));

        Assert.Equal([new PostedField("a", "1")], form.Fields);
        Assert.Equal("f", form.FileField);
    }

    [Fact]
    public async Task A_file_may_hold_any_bytes()
    {
        byte[] body =
        [
            .. "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"x\"\r\n\r\n"u8,
            0xFF, 0xFE, 0x00,
            .. "\r\n--b--\r\n"u8,
        ];

        Assert.Equal("f", (await MultipartBody.ParseAsync(body, "b")).FileField);
    }

    [Fact]
    public async Task An_empty_body_has_no_fields()
    {
        Assert.Empty((await ParseAsync("")).Fields);
        Assert.Empty((await ParseAsync("--b--\r\n")).Fields);
    }

    [Fact]
    public async Task A_quoted_boundary_is_read() =>
        Assert.Single((await MultipartBody.ParseAsync(Encoding.UTF8.GetBytes(Body(("name=a", "1"))), "\"b\"")).Fields);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("\"\"")]
    public async Task Without_a_boundary_it_is_malformed(string? boundary)
    {
        var malformed = await Assert.ThrowsAsync<MalformedBodyException>(
            () => MultipartBody.ParseAsync(Encoding.UTF8.GetBytes(Body(("name=a", "1"))), boundary));

        Assert.Equal("The multipart body's boundary is missing.", malformed.Message);
    }

    [Theory]
    [InlineData("--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nval")]
    [InlineData("--b\r\nContent-Disposition: form-data; name=\"a\"\r\n")]
    [InlineData("--other\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--other--\r\n")]
    [InlineData("a=1&b=2")]
    public async Task A_body_that_ends_early_is_malformed(string body) =>
        Assert.Equal(Truncated, await ProblemAsync(body));

    [Theory]
    [InlineData("--b\r\n")]
    [InlineData("--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--b\r\n")]
    [InlineData("--b\r\n\r\n1\r\n--b--\r\n")]
    [InlineData("--b\r\nContent-Disposition: form-data\r\n\r\n1\r\n--b--\r\n")]
    [InlineData("--b\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\n1\r\n--b--\r\n")]
    [InlineData("--b\r\nContent-Type: text/plain\r\n\r\n1\r\n--b--\r\n")]
    public async Task A_part_without_a_name_is_malformed(string body) =>
        Assert.Equal(Nameless, await ProblemAsync(body));

    [Fact]
    public async Task A_value_that_is_not_utf8_is_read_as_windows_1252_and_a_name_as_far_as_it_can_be()
    {
        byte[] inName =
            [.. "--b\r\nContent-Disposition: form-data; name=\"Zo"u8, 0xEB, .. "\"\r\n\r\n1\r\n--b--\r\n"u8];
        byte[] inValue =
            [.. "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nZo"u8, 0xEB, .. "\r\n--b--\r\n"u8];

        Assert.Equal([new PostedField("Zo\uFFFD", "1")], (await MultipartBody.ParseAsync(inName, "b")).Fields);
        Assert.Equal([new PostedField("a", "Zoë")], (await MultipartBody.ParseAsync(inValue, "b")).Fields);
    }

    private static string Body(params (string Parameters, string Content)[] parts) =>
        string.Concat(parts.Select(part =>
            $"--b\r\nContent-Disposition: form-data; {part.Parameters}\r\n\r\n{part.Content}\r\n")) + "--b--\r\n";

    private static Task<PostedForm> ParseAsync(string body) =>
        MultipartBody.ParseAsync(Encoding.UTF8.GetBytes(body), "b");

    private static Task<string> ProblemAsync(string body) => ProblemAsync(Encoding.UTF8.GetBytes(body));

    private static async Task<string> ProblemAsync(byte[] body) =>
        (await Assert.ThrowsAsync<MalformedBodyException>(() => MultipartBody.ParseAsync(body, "b"))).Message;
}
