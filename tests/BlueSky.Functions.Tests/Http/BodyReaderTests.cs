using System.Text;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Http;
using Microsoft.AspNetCore.Http;

namespace BlueSky.Functions.Tests.Http;

public sealed class BodyReaderTests
{
    private const string UrlEncoded = "application/x-www-form-urlencoded";
    private const string Multipart = "--b\r\nContent-Disposition: form-data; name=a\r\n\r\nb\r\n--b--\r\n";

    [Theory]
    [InlineData("application/x-www-form-urlencoded", "a=b")]
    [InlineData("Application/X-WWW-Form-UrlEncoded; Charset=UTF-8", "a=b")]
    [InlineData("application/x-www-form-urlencoded;charset=\"utf-8\"", "a=b")]
    [InlineData("application/x-www-form-urlencoded; charset=utf8", "a=b")]
    [InlineData("application/x-www-form-urlencoded; charset=us-ascii", "a=b")]
    [InlineData("application/x-www-form-urlencoded; charset=ISO-8859-1", "a=b")]
    [InlineData("application/json; charset=windows-1252", """{"a":"b"}""")]
    [InlineData("text/plain;charset=UTF-8", """ {"a":"b"}""")]
    [InlineData("text/plain", "a=b")]
    [InlineData("application/json", """{"a":"b"}""")]
    [InlineData("APPLICATION/JSON;charset=utf-8", """{"a":"b"}""")]
    [InlineData("multipart/form-data; boundary=b", Multipart)]
    [InlineData("Multipart/Form-Data; Boundary=\"b\"", Multipart)]
    public async Task A_body_is_read_by_its_content_type(string contentType, string body)
    {
        var result = await ReadAsync(contentType, Encoding.UTF8.GetBytes(body));

        Assert.Equal([new PostedField("a", "b")], Assert.IsType<BodyResult.Read>(result).Form.Fields);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("text/html")]
    [InlineData("application/xml")]
    [InlineData("application/json-patch+json")]
    [InlineData("multipart/mixed; boundary=b")]
    [InlineData("application/x-www-form-urlencoded; charset=utf-7")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("not a content type")]
    public async Task Any_other_content_type_is_unsupported(string? contentType) =>
        Assert.IsType<BodyResult.UnsupportedType>(await ReadAsync(contentType, "a=b"u8.ToArray()));

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("[1]")]
    public async Task Plain_text_that_is_neither_form_encoding_nor_a_json_object_is_unsupported(string text) =>
        Assert.IsType<BodyResult.UnsupportedType>(await ReadAsync("text/plain", Encoding.UTF8.GetBytes(text)));

    // By enctype="text/plain": a line for each field, nothing escaped.
    [Fact]
    public async Task A_form_that_asks_for_plain_text_is_read_line_by_line()
    {
        var body = "name=Ada & Bob\r\nmessage=one\r\ntwo+two\r\nemail=ada@example.org\r\n"u8.ToArray();

        var read = Assert.IsType<BodyResult.Read>(await ReadAsync("text/plain", body));

        Assert.Equal(
            [
                new PostedField("name", "Ada & Bob"), new PostedField("message", "one\r\ntwo+two"),
                new PostedField("email", "ada@example.org"),
            ],
            read.Form.Fields);
    }

    [Theory]
    [InlineData("email=ada%40example.org&name=Ada+L\r\n", "email=ada@example.org|name=Ada L")]
    [InlineData("email=ada@example.org\n", "email=ada@example.org")]
    [InlineData("name=Ada & Bob\r\n", "name=Ada & Bob")]
    public async Task A_line_end_behind_form_encoding_makes_no_lines_of_it(string text, string fields)
    {
        var read = Assert.IsType<BodyResult.Read>(await ReadAsync("text/plain", Encoding.UTF8.GetBytes(text)));

        Assert.Equal(fields, string.Join('|', read.Form.Fields.Select(field => $"{field.Name}={field.Value}")));
    }

    [Fact]
    public async Task Plain_text_of_more_lines_than_are_taken_is_cut_and_says_so()
    {
        var body = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("a=1\r\n\r\n", 1_001)));

        var read = Assert.IsType<BodyResult.Read>(await ReadAsync("text/plain", body));

        Assert.Equal((1_000, true), (read.Form.Fields.Count, read.Form.HasTooManyValues));
        Assert.All(read.Form.Fields, field => Assert.Equal(new PostedField("a", "1"), field));
    }

    [Fact]
    public async Task Of_a_long_name_as_much_is_kept_as_the_rules_need_to_refuse_it()
    {
        var body = Encoding.UTF8.GetBytes($"{{\"{new string('n', 30_000)}\":[1,2]}}");

        var read = Assert.IsType<BodyResult.Read>(await ReadAsync("application/json", body));

        Assert.Equal(
            [new PostedField(new string('n', 200), "1"), new PostedField(new string('n', 200), "2")], read.Form.Fields);
    }

    [Fact]
    public async Task A_body_that_says_it_is_not_encoded_is_read()
    {
        var request = Request(UrlEncoded, new MemoryStream("a=b"u8.ToArray()));
        request.Headers.ContentEncoding = "identity";

        Assert.IsType<BodyResult.Read>(await BodyReader.ReadAsync(request, default));
    }

    [Theory]
    [InlineData(UrlEncoded)]
    [InlineData("application/json")]
    [InlineData("multipart/form-data; boundary=b")]
    public async Task No_more_than_a_thousand_values_are_kept(string contentType)
    {
        var body = contentType switch
        {
            UrlEncoded => string.Join('&', Enumerable.Repeat("a=1", 1_001)),
            "application/json" => $"{{\"a\":[{string.Join(',', Enumerable.Repeat("1", 1_001))}]}}",
            _ => string.Concat(Enumerable.Repeat(Multipart[..^7], 1_001)) + "--b--\r\n",
        };

        var read = Assert.IsType<BodyResult.Read>(await ReadAsync(contentType, Encoding.UTF8.GetBytes(body)));

        Assert.Equal(1_000, read.Form.Fields.Count);
        Assert.True(read.Form.HasTooManyValues);
    }

    [Fact]
    public async Task A_compressed_body_is_unsupported()
    {
        var request = Request(UrlEncoded, new MemoryStream([0x1F, 0x8B]));
        request.Headers.ContentEncoding = "gzip";

        Assert.IsType<BodyResult.UnsupportedType>(await BodyReader.ReadAsync(request, default));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_may_have_64_KiB_whether_it_says_so_or_not(bool saysSo)
    {
        var largest = await ReadAsync(UrlEncoded, [.. "a="u8, .. Enumerable.Repeat((byte)'x', 65_534)], saysSo);
        var tooLarge = await ReadAsync(UrlEncoded, [.. "a="u8, .. Enumerable.Repeat((byte)'x', 65_535)], saysSo);

        Assert.Equal(65_534, Assert.Single(Assert.IsType<BodyResult.Read>(largest).Form.Fields).Value.Length);
        Assert.IsType<BodyResult.TooLarge>(tooLarge);
    }

    [Fact]
    public async Task A_body_that_says_it_is_too_large_is_not_read()
    {
        var body = new BrokenStream();
        var request = Request(UrlEncoded, body);
        request.ContentLength = 65_537;

        Assert.IsType<BodyResult.TooLarge>(await BodyReader.ReadAsync(request, default));
        Assert.False(body.WasRead);
    }

    [Theory]
    [InlineData("application/json", "{", "The body is not valid JSON.")]
    [InlineData("multipart/form-data", "--b--", "The multipart body's boundary is missing.")]
    [InlineData("multipart/form-data; boundary=b", "a=b", "The multipart body is malformed or ends early.")]
    public async Task A_malformed_body_is_answered_with_a_sentence(string contentType, string body, string problem) =>
        Assert.Equal(
            new BodyResult.Malformed(problem), await ReadAsync(contentType, Encoding.UTF8.GetBytes(body)));

    [Fact]
    public async Task A_body_that_breaks_off_is_malformed() =>
        Assert.Equal(
            new BodyResult.Malformed("The body could not be read to its end."),
            await BodyReader.ReadAsync(Request(UrlEncoded, new BrokenStream()), default));

    [Theory]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/json")]
    [InlineData("multipart/form-data; boundary=b")]
    public async Task An_empty_body_has_no_fields(string contentType) =>
        Assert.Empty(Assert.IsType<BodyResult.Read>(await ReadAsync(contentType, [])).Form.Fields);

    private static Task<BodyResult> ReadAsync(string? contentType, byte[] body, bool saysLength = true)
    {
        var request = Request(contentType, new MemoryStream(body));
        request.ContentLength = saysLength ? body.Length : null;
        return BodyReader.ReadAsync(request, default);
    }

    private static HttpRequest Request(string? contentType, Stream body)
    {
        var request = new DefaultHttpContext().Request;
        request.ContentType = contentType;
        request.Body = body;
        return request;
    }

    /// <summary>A connection that breaks off.</summary>
    private sealed class BrokenStream : MemoryStream
    {
        public bool WasRead { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            WasRead = true;
            return ValueTask.FromException<int>(new IOException("reset"));
        }
    }
}
