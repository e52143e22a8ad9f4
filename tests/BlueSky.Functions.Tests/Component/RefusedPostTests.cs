using System.Text.Json;

namespace BlueSky.Functions.Tests.Component;

/// <summary>What is not taken is told in JSON and as a page, and is not stored.</summary>
public sealed class RefusedPostTests : IDisposable
{
    private const string UrlEncoded = "application/x-www-form-urlencoded";
    private const string Multipart = "multipart/form-data; boundary=b";

    private readonly TestApp app = new();

    public void Dispose() => app.Dispose();

    [Theory]
    [InlineData("application/json", "{\"email\":")]
    [InlineData("application/json", "[\"email\"]")]
    [InlineData("application/json", "\"email\"")]
    [InlineData("multipart/form-data", "--b--")]
    [InlineData(Multipart, "--b\r\nContent-Disposition: form-data; name=\"email\"\r\n\r\na@exam")]
    [InlineData(Multipart, "no boundary anywhere")]
    public Task A_malformed_body_is_400(string contentType, string body) =>
        AssertRefusedAsync(400, "MALFORMED", contentType, body);

    [Theory]
    [InlineData("application/json", "")]
    [InlineData("application/json", "{\"_next\":\"/thanks\",\"_id\":\"k1\"}")]
    [InlineData(UrlEncoded, "_next=/thanks&_id=k1")]
    [InlineData(
        Multipart,
        "--b\r\nContent-Disposition: form-data; name=\"_next\"\r\n\r\n/thanks\r\n"
            + "--b\r\nContent-Disposition: form-data; name=\"_id\"\r\n\r\nk1\r\n--b--\r\n")]
    public Task A_post_without_a_field_but_control_fields_is_400(string contentType, string body) =>
        AssertRefusedAsync(400, "EMPTY", contentType, body);

    [Theory]
    [InlineData("application/xml")]
    [InlineData("application/jsonp")]
    [InlineData("multipart/mixed; boundary=b")]
    [InlineData("")]
    public Task Another_content_type_is_415(string contentType) =>
        AssertRefusedAsync(415, "UNSUPPORTED_MEDIA_TYPE", contentType, "email=a@example.org");

    [Fact]
    public Task A_body_over_64_KiB_is_413() =>
        AssertRefusedAsync(413, "TOO_LONG", UrlEncoded, $"email=a%40example.org&message={new string('x', 64 * 1024)}");

    [Fact]
    public Task A_form_that_does_not_exist_is_404() =>
        AssertRefusedAsync(404, "FORM_NOT_FOUND", UrlEncoded, "email=a%40example.org", form: "x");

    [Fact]
    public Task A_post_from_another_site_is_403() =>
        AssertRefusedAsync(
            403, "ORIGIN_NOT_ALLOWED", UrlEncoded, "email=a%40example.org", origin: "https://evil.example");

    [Fact]
    public async Task Who_is_refused_for_the_site_keeps_what_was_typed_and_is_told_how_to_call()
    {
        var page = await FormClient.PostAsync(
            app, "name=Ada&phone=505+555+0199&Diagnosis=none", "consultation", accept: "text/html",
            origin: "https://evil.example");

        Assert.Equal(403, page.Status);
        string[] parts =
        [
            "value=\"Ada\"", "value=\"505 555 0199\"", "name=\"Diagnosis\"", "tel:&#x2B;15055550100",
            "You can send it from this page.",
        ];
        Assert.All(parts, part => Assert.Contains(part, page.Body, StringComparison.Ordinal));
        Assert.Empty(app.Submissions.Rows);
    }

    [Fact]
    public async Task So_does_who_posts_too_often()
    {
        using var limited = new TestApp(new() { ["Limits:PostsPerMinute"] = "1" });
        await FormClient.PostAsync(limited, "name=Bob&phone=505+555+0198", "consultation");

        var page = await FormClient.PostAsync(limited, "name=Ada&phone=505+555+0199", "consultation", accept: "text/html");

        Assert.Equal(429, page.Status);
        Assert.Contains("value=\"505 555 0199\"", page.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_method_other_than_post_is_405_as_a_page_too()
    {
        var page = await FormClient.PostAsync(app, "", accept: "text/html", method: "GET");

        Assert.Equal((405, "POST, OPTIONS"), (page.Status, $"{page.Headers.Allow}"));
        AssertIsPage(page);
        Assert.Contains("method=&quot;post&quot;", page.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_broken_rule_is_named_at_once()
    {
        var answer = await PostAsync(UrlEncoded, "email=nobody&phone=1", form: "consultation");

        Assert.Equal(
            ["422", "REQUIRED_FIELD_MISSING name", "TYPE_PHONE phone", "TYPE_EMAIL email"],
            [$"{answer.Status}", .. Errors(answer)]);
    }

    [Fact]
    public async Task A_file_is_refused_and_a_file_field_that_was_left_alone_is_not()
    {
        var withFile = await PostAsync(Multipart, WithFile("scan.pdf", "%PDF"));
        var leftAlone = await PostAsync(Multipart, WithFile("", ""));

        Assert.Equal(["422", "NO_FILE_UPLOADS attachment"], [$"{withFile.Status}", .. Errors(withFile)]);
        Assert.Equal(200, leftAlone.Status);
        Assert.Single(app.Submissions.Rows);
    }

    [Fact]
    public async Task The_rules_are_checked_before_the_honeypot()
    {
        var answer = await PostAsync(UrlEncoded, "email=nobody&_gotcha=x");

        Assert.Equal(["422", "TYPE_EMAIL email"], [$"{answer.Status}", .. Errors(answer)]);
        Assert.Empty(app.Submissions.Rows);
    }

    private async Task AssertRefusedAsync(
        int status, string code, string contentType, string body, string form = "subscribe", string? origin = null)
    {
        var json = await PostAsync(contentType, body, form, origin);
        var page = await FormClient.PostAsync(
            app, body, form, accept: "text/html", origin: origin, contentType: contentType);

        Assert.Equal("application/json; charset=utf-8", json.Headers.ContentType);
        using var answer = JsonDocument.Parse(json.Body);
        Assert.Equal(["ok", "success", "code", "error", "message", "errors"],
            answer.RootElement.EnumerateObject().Select(member => member.Name));
        Assert.False(answer.RootElement.GetProperty("ok").GetBoolean());
        Assert.False(answer.RootElement.GetProperty("success").GetBoolean());
        Assert.Equal((status, status), (json.Status, answer.RootElement.GetProperty("code").GetInt32()));
        Assert.Equal([code], Errors(json));
        Assert.Equal(status, page.Status);
        AssertIsPage(page);
        Assert.Empty(app.Submissions.Rows);
    }

    private static void AssertIsPage(FormClient.Response answer)
    {
        Assert.Equal("text/html; charset=utf-8", answer.Headers.ContentType);
        Assert.Matches("<title>[^<]+</title>", answer.Body);
        Assert.Matches("<h1[^>]*>[^<]+</h1>", answer.Body);
        Assert.Contains("name=\"viewport\"", answer.Body, StringComparison.Ordinal);
    }

    private Task<FormClient.Response> PostAsync(
        string contentType, string body, string form = "subscribe", string? origin = null) =>
        FormClient.PostAsync(app, body, form, "application/json", origin, contentType: contentType);

    /// <summary>Code and field of each thing that the endpoint complains of.</summary>
    private static List<string> Errors(FormClient.Response answer)
    {
        using var json = JsonDocument.Parse(answer.Body);
        return
        [
            .. json.RootElement.GetProperty("errors").EnumerateArray().Select(error =>
                $"{error.GetProperty("code")} {(error.TryGetProperty("field", out var field) ? field : default)}"
                    .Trim()),
        ];
    }

    private static string WithFile(string fileName, string content) =>
        "--b\r\nContent-Disposition: form-data; name=\"email\"\r\n\r\na@example.org\r\n"
        + $"--b\r\nContent-Disposition: form-data; name=\"attachment\"; filename=\"{fileName}\"\r\n"
        + $"Content-Type: application/octet-stream\r\n\r\n{content}\r\n--b--\r\n";
}
