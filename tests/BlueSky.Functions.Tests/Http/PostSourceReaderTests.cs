using System.Text;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Http;
using BlueSky.Functions.Spam;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace BlueSky.Functions.Tests.Http;

public sealed class PostSourceReaderTests
{
    private readonly FakeTimeProvider clock = new(DateTimeOffset.FromUnixTimeMilliseconds(1_767_901_327_000));

    [Theory]
    [InlineData("1767901326500", 500d)]
    [InlineData("1767901326500.4", 499.6)]
    [InlineData("1767901267000", 60_000d)]
    [InlineData("1767901327001", null)]
    [InlineData("1767814927000", null)]
    [InlineData("0", null)]
    [InlineData("-1e300", null)]
    [InlineData("NaN", null)]
    [InlineData("yesterday", null)]
    [InlineData(null, null)]
    public void How_long_the_form_was_shown_is_known_if_it_can_be_true(string? loadedAt, double? milliseconds) =>
        Assert.Equal(milliseconds, Read(loadedAt).FillTime?.TotalMilliseconds);

    [Theory]
    [InlineData("""{"loadedAt":1767901325000,"webdriver":false}""", 2_000d, false)]
    [InlineData("""{"loadedAt":"1767901325000","webdriver":true}""", 2_000d, true)]
    [InlineData("""{"webdriver":"true"}""", null, false)]
    [InlineData("""["webdriver"]""", null, false)]
    [InlineData("""{"\ud800":1,"loadedAt":"\ud800"}""", null, false)]
    [InlineData("{", null, false)]
    [InlineData("\uFFFD", null, false)]
    public void Formsprees_session_is_understood(string json, double? milliseconds, bool isDriven)
    {
        var visit = Read(loadedAt: null, Convert.ToBase64String(Encoding.UTF8.GetBytes(json)));

        Assert.Equal((milliseconds, isDriven), (visit.FillTime?.TotalMilliseconds, visit.IsAutomated));
    }

    [Fact]
    public void What_is_no_session_says_nothing()
    {
        Assert.Null(Read(loadedAt: null, session: "not base64!").FillTime);
        Assert.Null(Read(loadedAt: null, session: new string('A', 1_000_000)).FillTime);
    }

    [Theory]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64)", "en", null, true)]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64)", null, "navigate", true)]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64)", null, null, false)]
    [InlineData("python-requests/2.32", "en", "cors", false)]
    [InlineData(null, null, null, false)]
    public void A_browser_has_the_headers_of_one(string? userAgent, string? language, string? fetch, bool isBrowser)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers.UserAgent = userAgent;
        context.Request.Headers.AcceptLanguage = language;
        context.Request.Headers["Sec-Fetch-Mode"] = fetch;

        Assert.Equal(isBrowser, Read(context.Request, loadedAt: null).IsBrowser);
    }

    private PostSource Read(string? loadedAt, string? session = null)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers["Formspree-Session-Data"] = session;
        return Read(context.Request, loadedAt);
    }

    private PostSource Read(HttpRequest request, string? loadedAt) =>
        new PostSourceReader(clock).Read(request, new ControlFields(false, null, null, loadedAt), "192.0.2.1");
}
