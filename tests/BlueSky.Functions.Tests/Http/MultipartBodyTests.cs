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
    public void A_part_is_a_field(string parameters, string content, string name, string value) =>
        Assert.Equal([new PostedField(name, value)], Parse(Body((parameters, content))).Fields);

    [Fact]
    public void Fields_keep_their_order_and_repeats()
    {
        var form = Parse(Body(("name=\"b\"", "1"), ("name=\"a\"", "2"), ("name=\"b\"", "3")));

        Assert.Equal([new PostedField("b", "1"), new PostedField("a", "2"), new PostedField("b", "3")], form.Fields);
        Assert.Null(form.FileField);
    }

    [Fact]
    public void Text_before_and_after_the_parts_is_ignored() =>
        Assert.Equal(
            [new PostedField("a", "1")],
            Parse($"preamble\r\n{Body(("name=\"a\"", "1"))}epilogue").Fields);

    [Fact]
    public void A_file_input_left_alone_is_ignored()
    {
        var form = Parse(Body(("name=\"a\"", "1"), ("name=\"f\"; filename=\"\"", "")));

        Assert.Equal([new PostedField("a", "1")], form.Fields);
        Assert.Null(form.FileField);
    }

    [Theory]
    [InlineData("name=\"f\"; filename=\"x.txt\"")]
    [InlineData("name=\"f\"; filename=\"\"")]
    [InlineData("name=\"f\"; filename*=UTF-8''x.txt")]
    public void A_file_is_noticed_and_not_kept(string parameters)
    {
        var form = Parse(Body(("name=\"a\"", "1"), (parameters, "content")));

        Assert.Equal([new PostedField("a", "1")], form.Fields);
        Assert.Equal("f", form.FileField);
    }

    [Fact]
    public void A_file_may_hold_any_bytes()
    {
        byte[] body =
        [
            .. "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"x\"\r\n\r\n"u8,
            0xFF, 0xFE, 0x00,
            .. "\r\n--b--\r\n"u8,
        ];

        Assert.Equal("f", MultipartBody.Parse(body, "b").FileField);
    }

    [Fact]
    public void A_line_that_only_begins_like_a_boundary_is_text() =>
        Assert.Equal(
            [new PostedField("a", "1\r\n--bc\r\n--b c")], Parse(Body(("name=a", "1\r\n--bc\r\n--b c"))).Fields);

    [Fact]
    public void White_space_behind_a_boundary_is_none_of_the_part() =>
        Assert.Equal(
            [new PostedField("a", "1")],
            Parse("--b \t\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--b--").Fields);

    [Fact]
    public void Header_names_are_read_in_any_case_and_other_headers_ignored() =>
        Assert.Equal(
            [new PostedField("a", "1")],
            Parse("--b\r\nX: y\r\ncontent-disposition:form-data;name=a\r\nContent-Type: text/plain\r\n\r\n1\r\n--b--")
                .Fields);

    [Fact]
    public void An_empty_body_has_no_fields()
    {
        Assert.Empty(Parse("").Fields);
        Assert.Empty(Parse("--b--\r\n").Fields);
    }

    [Fact]
    public void A_quoted_boundary_is_read() =>
        Assert.Single((MultipartBody.Parse(Encoding.UTF8.GetBytes(Body(("name=a", "1"))), "\"b\"")).Fields);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("\"\"")]
    public void Without_a_boundary_it_is_malformed(string? boundary)
    {
        var malformed = Assert.Throws<MalformedBodyException>(
            () => MultipartBody.Parse(Encoding.UTF8.GetBytes(Body(("name=a", "1"))), boundary));

        Assert.Equal("The multipart body's boundary is missing.", malformed.Message);
    }

    [Theory]
    [InlineData("--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nval")]
    [InlineData("--b\r\nContent-Disposition: form-data; name=\"a\"\r\n")]
    [InlineData("--other\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--other--\r\n")]
    [InlineData("a=1&b=2")]
    public void A_body_that_ends_early_is_malformed(string body) =>
        Assert.Equal(Truncated, Problem(body));

    [Theory]
    [InlineData("--b\r\n")]
    [InlineData("--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--b\r\n")]
    [InlineData("--b\r\n\r\n1\r\n--b--\r\n")]
    [InlineData("--b\r\nContent-Disposition: form-data\r\n\r\n1\r\n--b--\r\n")]
    [InlineData("--b\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\n1\r\n--b--\r\n")]
    [InlineData("--b\r\nContent-Type: text/plain\r\n\r\n1\r\n--b--\r\n")]
    public void A_part_without_a_name_is_malformed(string body) =>
        Assert.Equal(Nameless, Problem(body));

    [Fact]
    public void A_value_that_is_not_utf8_is_read_as_windows_1252_and_a_name_as_far_as_it_can_be()
    {
        byte[] inName =
            [.. "--b\r\nContent-Disposition: form-data; name=\"Zo"u8, 0xEB, .. "\"\r\n\r\n1\r\n--b--\r\n"u8];
        byte[] inValue =
            [.. "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nZo"u8, 0xEB, .. "\r\n--b--\r\n"u8];

        Assert.Equal([new PostedField("Zo\uFFFD", "1")], MultipartBody.Parse(inName, "b").Fields);
        Assert.Equal([new PostedField("a", "Zoë")], MultipartBody.Parse(inValue, "b").Fields);
    }

    private static string Body(params (string Parameters, string Content)[] parts) =>
        string.Concat(parts.Select(part =>
            $"--b\r\nContent-Disposition: form-data; {part.Parameters}\r\n\r\n{part.Content}\r\n")) + "--b--\r\n";

    private static PostedForm Parse(string body) => MultipartBody.Parse(Encoding.UTF8.GetBytes(body), "b");

    private static string Problem(string body) =>
        Assert.Throws<MalformedBodyException>(() => Parse(body)).Message;
}
