namespace BlueSky.Functions.Tests.Staff;

/// <summary>How long a session lasts, and what ends it.</summary>
public sealed class StaffSessionTests : IDisposable
{
    private readonly TestApp app = new(StaffBrowser.Settings);
    private readonly StaffBrowser browser;

    public StaffSessionTests() => browser = new StaffBrowser(app);

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task Whoever_signs_out_has_no_session_and_is_told()
    {
        await browser.SignInAsync();
        var session = browser.Cookies["__Host-bluesky-session"];
        await browser.GetAsync("/staff");

        var page = await browser.SubmitAsync("/staff/sign-out");

        Assert.Equal((303, "/staff/sign-in?signed-out=1"), (page.Status, page.Headers.Location.ToString()));
        Assert.DoesNotContain("__Host-bluesky-session", browser.Cookies.Keys);
        Assert.Contains("You are signed out.", (await browser.GetAsync("/staff/sign-in?signed-out=1")).Body);
        browser.Cookies["__Host-bluesky-session"] = session;
        Assert.Equal(303, (await browser.GetAsync("/staff")).Status);
        Assert.Empty(app.Externals.Sessions.Sessions);
    }

    [Fact]
    public async Task Signing_out_everywhere_ends_the_persons_sessions_and_nobody_elses()
    {
        var (phone, colleague) = (new StaffBrowser(app), new StaffBrowser(app));
        await browser.SignInAsync();
        await phone.SignInAsync();
        await colleague.SignInAsync(StaffBrowser.Joe);
        await browser.GetAsync("/staff");

        await browser.SubmitAsync("/staff/sign-out", ("everywhere", "1"));

        Assert.Equal(303, (await phone.GetAsync("/staff")).Status);
        Assert.Equal("joe", (await colleague.GetAsync("/staff")).Title);
    }

    [Fact]
    public async Task A_session_that_is_over_is_said_before_the_next_sign_in()
    {
        await browser.SignInAsync();
        app.Clock.Advance(TimeSpan.FromHours(12));

        Assert.Equal(303, (await browser.GetAsync("/staff")).Status);
        Assert.Contains("Please sign in again.", (await browser.GetAsync("/staff/sign-in")).Body);
    }

    [Fact]
    public async Task A_device_is_remembered_when_it_asks_for_it()
    {
        await browser.AskAsync();
        await browser.SubmitAsync(
            "/staff/code", ("code", browser.CodeTo(StaffBrowser.Rosa)), ("remember", "1"));

        Assert.Equal(TimeSpan.FromDays(30), browser.SetCookies.Single(
            cookie => cookie.Name == "__Host-bluesky-session").MaxAge);
        app.Clock.Advance(TimeSpan.FromDays(29.9));
        Assert.Equal(200, (await browser.GetAsync("/staff")).Status);
        app.Clock.Advance(TimeSpan.FromDays(0.2));
        Assert.Equal(303, (await browser.GetAsync("/staff")).Status);
    }

    [Fact]
    public async Task Where_it_is_forbidden_no_device_is_remembered()
    {
        using var strict = new TestApp(new(StaffBrowser.Settings) { ["Staff:RememberFor"] = "0" });
        var device = new StaffBrowser(strict);
        await device.AskAsync();

        Assert.DoesNotContain("Keep me signed in", (await device.GetAsync("/staff/code")).Body);
        await device.SubmitAsync("/staff/code", ("code", device.CodeTo(StaffBrowser.Rosa)), ("remember", "1"));

        Assert.Null(device.SetCookies.Single(cookie => cookie.Name == "__Host-bluesky-session").MaxAge);
        strict.Clock.Advance(TimeSpan.FromHours(12));
        Assert.Equal(303, (await device.GetAsync("/staff")).Status);
    }

    [Fact]
    public async Task Whoever_leaves_the_list_has_no_session_at_once()
    {
        await browser.SignInAsync();
        using var changed = new TestApp(
            new(StaffBrowser.Settings) { ["Staff:People"] = StaffBrowser.Joe, ["Staff:Managers"] = "" },
            externals: app.Externals);
        var same = new StaffBrowser(changed);
        same.Cookies["__Host-bluesky-session"] = browser.Cookies["__Host-bluesky-session"];

        Assert.Equal(303, (await same.GetAsync("/staff")).Status);
    }

    [Fact]
    public async Task A_session_never_has_a_token_that_the_browser_brought()
    {
        browser.Cookies["__Host-bluesky-session"] = "a-token-that-an-attacker-knows-0123456789ab";
        await browser.SignInAsync();

        Assert.NotEqual("a-token-that-an-attacker-knows-0123456789ab", browser.Cookies["__Host-bluesky-session"]);
        var attacker = new StaffBrowser(app);
        attacker.Cookies["__Host-bluesky-session"] = "a-token-that-an-attacker-knows-0123456789ab";
        Assert.Equal(303, (await attacker.GetAsync("/staff")).Status);
    }
}
