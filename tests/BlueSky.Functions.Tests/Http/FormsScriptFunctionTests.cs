using System.IO.Compression;
using System.Text;
using System.Text.Json;
using BlueSky.Functions.Http;
using Microsoft.AspNetCore.Http;

namespace BlueSky.Functions.Tests.Http;

public sealed class FormsScriptFunctionTests : IDisposable
{
    private readonly TestApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task The_script_is_for_every_website_and_kept_for_an_hour()
    {
        var answer = await RequestAsync("GET");

        Assert.Equal(200, answer.Status);
        Assert.Equal("text/javascript; charset=utf-8", answer.Headers.ContentType);
        Assert.Equal(
            "public, max-age=3600, stale-while-revalidate=86400, stale-if-error=86400", answer.Headers.CacheControl);
        Assert.Equal("nosniff", answer.Headers.XContentTypeOptions);
        Assert.Equal("cross-origin", answer.Headers["Cross-Origin-Resource-Policy"]);
        Assert.Matches("^\"[0-9A-F]{16}\"$", $"{answer.Headers.ETag}");
        Assert.StartsWith("(() => {\n'use strict';\n", Encoding.UTF8.GetString(answer.Body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_browser_that_has_the_script_does_not_get_it_again()
    {
        var tag = $"{(await RequestAsync("GET")).Headers.ETag}";

        var same = await RequestAsync("GET", ifNoneMatch: $"\"old\", W/{tag}");
        var older = await RequestAsync("GET", ifNoneMatch: "\"old\"");

        Assert.Equal((304, 0, tag), (same.Status, same.Body.Length, $"{same.Headers.ETag}"));
        Assert.StartsWith("public", $"{same.Headers.CacheControl}", StringComparison.Ordinal);
        Assert.Equal(200, older.Status);
    }

    [Fact]
    public async Task Head_has_the_headers_alone()
    {
        var whole = await RequestAsync("GET");
        var head = await RequestAsync("HEAD");

        Assert.Equal((200, 0), (head.Status, head.Body.Length));
        Assert.Equal(whole.Body.Length, head.Headers.ContentLength);
        Assert.Equal($"{whole.Headers.ETag}", head.Headers.ETag);
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    [InlineData("OPTIONS")]
    public async Task Another_method_is_not_allowed_and_not_kept(string method)
    {
        var answer = await RequestAsync(method);

        Assert.Equal((405, "GET, HEAD"), (answer.Status, $"{answer.Headers.Allow}"));
        Assert.Equal("no-store", answer.Headers.CacheControl);
    }

    [Fact]
    public async Task The_script_is_small()
    {
        var script = (await RequestAsync("GET")).Body;
        using var compressed = new MemoryStream();
        await using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            await gzip.WriteAsync(script);
        }

        Assert.InRange(compressed.Length, 1, 6144);
    }

    [Fact]
    public async Task The_script_has_its_texts_in_both_languages_and_the_clinics_phone_number()
    {
        const string Start = "const texts = ";
        var script = Encoding.UTF8.GetString((await RequestAsync("GET")).Body);

        var line = script.Split('\n').Single(line => line.StartsWith(Start, StringComparison.Ordinal));
        var texts = JsonDocument.Parse(line[Start.Length..].TrimEnd(';')).RootElement;

        Assert.Equal("Did you mean {domain}?", texts.GetProperty("en").GetProperty("didYouMean").GetString());
        Assert.Equal("¿Quiso decir {domain}?", texts.GetProperty("es").GetProperty("didYouMean").GetString());
        Assert.Equal("505-555-0100", texts.GetProperty("phone").GetString());
    }

    private async Task<Answered> RequestAsync(string method, string? ifNoneMatch = null)
    {
        var context = new DefaultHttpContext { RequestServices = app.Services };
        context.Request.Method = method;
        context.Request.Headers.IfNoneMatch = ifNoneMatch;
        using var body = new MemoryStream();
        context.Response.Body = body;

        await app.Function<FormsScriptFunction>().Handle(context.Request).ExecuteAsync(context);

        return new Answered(context.Response.StatusCode, context.Response.Headers, body.ToArray());
    }

    private sealed record Answered(int Status, IHeaderDictionary Headers, byte[] Body);
}
