using BlueSky.Functions.Tests.Subscriptions;

namespace BlueSky.Functions.Tests.Staff;

/// <summary>The guard before every page behind the sign-in.</summary>
public sealed class StaffEndpointTests : IAsyncLifetime, IDisposable
{
    private const string Own = "https://forms.clinic.example";

    private readonly TestApp app = new(StaffBrowser.Settings);
    private readonly StaffBrowser browser;

    public StaffEndpointTests() => browser = new StaffBrowser(app);

    public async Task InitializeAsync()
    {
        await browser.SignInAsync();
        await browser.GetAsync("/staff");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task Without_a_session_nothing_is_shown_or_changed()
    {
        var stranger = new StaffBrowser(app);

        var get = await stranger.GetAsync("/staff");
        var post = await stranger.PostAsync("/staff/requests/BSK-2345-6789", [("csrf", browser.Csrf), ("do", "spam")]);

        Assert.Equal((303, "/staff/sign-in?to=%2Fstaff", ""), (get.Status, get.Headers.Location.ToString(), get.Body));
        Assert.Equal(
            (303, "/staff/sign-in?to=%2Fstaff%2Frequests%2FBSK-2345-6789"),
            (post.Status, post.Headers.Location.ToString()));
        Assert.Equal(0, stranger.Acts);
    }

    [Theory]
    [InlineData(Own, "same-origin", true, 303)]
    [InlineData(Own, null, true, 303)]
    [InlineData(null, "same-origin", true, 303)]
    [InlineData(null, null, true, 403)]
    [InlineData("null", "same-origin", true, 403)]
    [InlineData("https://evil.example", "cross-site", true, 403)]
    [InlineData("https://www.clinic.example", "same-site", true, 403)]
    [InlineData("http://forms.clinic.example", null, true, 403)]
    [InlineData("https://forms.clinic.example:8443", null, true, 403)]
    [InlineData("https://forms.clinic.example.evil.example", null, true, 403)]
    [InlineData(Own, "same-site", true, 403)]
    [InlineData(Own, "cross-site", true, 403)]
    [InlineData(Own, "none", true, 403)]
    [InlineData(Own, "same-origin", false, 403)]
    [InlineData(null, null, false, 403)]
    public async Task A_post_needs_the_pages_token_and_our_origin(
        string? origin, string? site, bool hasToken, int status)
    {
        var page = await browser.PostAsync(
            "/staff/requests/BSK-2345-6789",
            [("do", "called"), .. hasToken ? [("csrf", browser.Csrf)] : Array.Empty<(string, string)>()],
            request =>
            {
                request.Headers.Origin = origin;
                request.Headers["Sec-Fetch-Site"] = site;
            });

        Assert.Equal((status, status == 303 ? 1 : 0), (page.Status, browser.Acts));
    }

    [Fact]
    public async Task A_token_of_another_session_is_refused_with_a_page()
    {
        var colleague = new StaffBrowser(app);
        await colleague.SignInAsync(StaffBrowser.Joe);
        await colleague.GetAsync("/staff");

        var page = await browser.PostAsync("/staff/requests/BSK-2345-6789", [("csrf", colleague.Csrf)]);

        Assert.Equal((403, "Nothing was changed", 0), (page.Status, page.Title, browser.Acts));
    }

    [Fact]
    public async Task The_sign_ins_own_posts_need_the_same()
    {
        var stranger = new StaffBrowser(app);
        var bare = await stranger.PostAsync("/staff/sign-in", [("email", StaffBrowser.Rosa)]);
        await stranger.GetAsync("/staff/sign-in");
        var foreign = await stranger.PostAsync(
            "/staff/sign-in", [("csrf", stranger.Csrf), ("email", StaffBrowser.Rosa)],
            request => request.Headers.Origin = "https://evil.example");
        var code = await stranger.PostAsync("/staff/code", [("code", "12345678")]);
        var signOut = await browser.PostAsync("/staff/sign-out", []);

        Assert.All([bare, foreign, code, signOut], page => Assert.Equal(403, page.Status));
        Assert.Single(app.Submissions.Rows);
        Assert.Equal(200, (await browser.GetAsync("/staff")).Status);
    }

    [Fact]
    public async Task Some_pages_are_for_managers_only()
    {
        var colleague = new StaffBrowser(app);
        await colleague.SignInAsync(StaffBrowser.Joe);

        Assert.Equal(200, (await browser.GetAsync("/staff/audit")).Status);
        var page = await colleague.GetAsync("/staff/audit");
        Assert.Equal((403, "Only for managers"), (page.Status, page.Title));
    }

    [Theory]
    [InlineData("PUT", "/staff", "GET, HEAD, POST")]
    [InlineData("OPTIONS", "/staff/sign-in", "GET, HEAD, POST")]
    [InlineData("GET", "/staff/sign-out", "POST")]
    public async Task Another_method_is_told_which_are_allowed(string method, string path, string allowed)
    {
        var page = await browser.GetAsync(path, method: method);

        Assert.Equal((405, allowed), (page.Status, page.Headers.Allow.ToString()));
    }

    [Fact]
    public async Task Every_answer_has_the_headers_of_the_front_desk()
    {
        var stranger = new StaffBrowser(app);
        Page[] pages =
        [
            await browser.GetAsync("/staff"),
            await browser.GetAsync("/staff", method: "DELETE"),
            await browser.PostAsync("/staff/requests/BSK-2345-6789", []),
            await stranger.GetAsync("/staff"),
            await stranger.GetAsync("/staff/sign-in"),
            await stranger.GetAsync("/staff/code"),
            await stranger.PostAsync("/staff/code", []),
        ];

        Assert.All(pages, page =>
        {
            Assert.Equal("no-store", page.Headers.CacheControl);
            Assert.Equal("noindex", page.Headers["X-Robots-Tag"]);
            Assert.Equal("same-origin", page.Headers["Referrer-Policy"]);
            Assert.Equal("same-origin", page.Headers["Cross-Origin-Opener-Policy"]);
            Assert.Equal("nosniff", page.Headers.XContentTypeOptions);
            Assert.Equal("max-age=31536000", page.Headers.StrictTransportSecurity);
            Assert.DoesNotContain("unsafe", page.Headers.ContentSecurityPolicy.ToString());
            Assert.Matches(
                "default-src 'none'.*form-action 'self'.*frame-ancestors 'none'",
                page.Headers.ContentSecurityPolicy.ToString());
        });
    }

    [Fact]
    public async Task An_outage_is_said_on_a_page()
    {
        app.Externals.Sessions.IsDown = true;

        var page = await browser.GetAsync("/staff");

        Assert.Equal((503, "10"), (page.Status, page.Headers.RetryAfter.ToString()));
    }

    [Fact]
    public async Task A_body_that_cannot_be_read_changes_nothing()
    {
        var page = await browser.PostAsync(
            "/staff/requests/BSK-2345-6789", [("csrf", browser.Csrf), ("note", new string('a', 70_000))]);

        Assert.Equal((400, "This could not be read", 0), (page.Status, page.Title, browser.Acts));
    }
}
