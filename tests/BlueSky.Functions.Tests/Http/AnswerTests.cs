using BlueSky.Functions.Http;
using Microsoft.AspNetCore.Http;

namespace BlueSky.Functions.Tests.Http;

public sealed class AnswerTests
{
    private readonly DefaultHttpContext context = new();

    [Fact]
    public void No_answer_is_kept_or_guessed_at()
    {
        ResponseHeaders.ApplySecurity(context.Response);

        Assert.Equal("no-store", context.Response.Headers.CacheControl);
        Assert.Equal("nosniff", context.Response.Headers.XContentTypeOptions);
        Assert.Equal("same-origin", context.Response.Headers["Referrer-Policy"]);
    }

    [Theory]
    [InlineData("https", "max-age=31536000")]
    [InlineData("http", "")]
    public void Over_https_browsers_are_told_to_stay_there(string scheme, string expected)
    {
        context.Request.Scheme = scheme;

        ResponseHeaders.ApplySecurity(context.Response);

        Assert.Equal(expected, context.Response.Headers.StrictTransportSecurity.ToString());
    }

    [Fact]
    public void An_allowed_page_may_read_the_answer_without_credentials()
    {
        ResponseHeaders.ApplyCors(context.Response, "https://www.example.org");

        Assert.Equal("https://www.example.org", context.Response.Headers.AccessControlAllowOrigin);
        Assert.Equal("Retry-After", context.Response.Headers.AccessControlExposeHeaders);
        Assert.Equal("Origin", context.Response.Headers.Vary);
        Assert.False(context.Response.Headers.ContainsKey("Access-Control-Allow-Credentials"));
    }

    [Fact]
    public void Any_other_page_may_not()
    {
        ResponseHeaders.ApplyCors(context.Response, allowedOrigin: null);

        Assert.False(context.Response.Headers.ContainsKey("Access-Control-Allow-Origin"));
        Assert.Equal("Origin", context.Response.Headers.Vary);
    }

    [Fact]
    public async Task A_visitor_is_sent_on_to_get_the_next_page()
    {
        await new SeeOther("https://www.example.org/done").ExecuteAsync(context);

        Assert.Equal(303, context.Response.StatusCode);
        Assert.Equal("https://www.example.org/done", context.Response.Headers.Location);
    }
}
