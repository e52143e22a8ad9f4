using System.Text.Json;
using BlueSky.Functions.Staff;

namespace BlueSky.Functions.Tests.Staff;

/// <summary>What strangers try at the sign-in.</summary>
public sealed class SignInAttackTests : IDisposable
{
    private readonly TestApp app = new(StaffBrowser.Settings);
    private readonly StaffBrowser browser;

    public SignInAttackTests() => browser = new StaffBrowser(app);

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task A_wrong_code_costs_a_try_and_after_five_the_right_one_is_worth_nothing()
    {
        await browser.AskAsync();
        var code = browser.CodeTo(StaffBrowser.Rosa);

        var pages = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            pages.Add((await browser.TypeAsync(StaffBrowser.WrongFor(code))).Body);
        }

        Assert.Contains("That code does not match", pages[0]);
        Assert.Contains("You have 4 more tries.", pages[0]);
        Assert.Contains("You have 1 more try.", pages[3]);
        Assert.Contains("That was too many tries", pages[4]);
        var right = await browser.TypeAsync(code);
        Assert.Equal(422, right.Status);
        Assert.Contains("That was too many tries", right.Body);
        Assert.Empty(app.Externals.Sessions.Sessions);
    }

    [Fact]
    public async Task Parallel_tries_on_several_instances_are_all_counted()
    {
        using var second = new TestApp(StaffBrowser.Settings, externals: app.Externals);
        await browser.AskAsync();
        var code = browser.CodeTo(StaffBrowser.Rosa);
        var elsewhere = new StaffBrowser(second);
        elsewhere.Cookies["__Host-bluesky-browser"] = browser.Cookies["__Host-bluesky-browser"];

        var pages = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(() =>
            (i % 2 == 0 ? browser : elsewhere).PostAsync(
                "/staff/code", [("csrf", browser.Csrf), ("code", $"{StaffBrowser.WrongFor(code)[..^2]}{i:00}")]))));

        Assert.All(pages, page => Assert.Equal(422, page.Status));
        Assert.Equal(5, Assert.Single(app.Externals.Sessions.Requests).Tries);
        Assert.Equal(422, (await browser.TypeAsync(code)).Status);
    }

    [Fact]
    public async Task Of_the_same_code_typed_many_times_at_once_one_opens_a_session()
    {
        using var second = new TestApp(StaffBrowser.Settings, externals: app.Externals);
        await browser.AskAsync();
        var elsewhere = new StaffBrowser(second);
        var cookie = browser.Cookies["__Host-bluesky-browser"];
        elsewhere.Cookies["__Host-bluesky-browser"] = cookie;
        var (csrf, code) = (browser.Csrf, browser.CodeTo(StaffBrowser.Rosa));

        var pages = await Task.WhenAll(((StaffBrowser[])[browser, elsewhere]).Select(one =>
            Task.Run(() => one.PostAsync("/staff/code", [("csrf", csrf), ("code", code)]))));

        Assert.Single(pages, page => page.Status == 303);
        Assert.Single(app.Externals.Sessions.Sessions);
    }

    [Fact]
    public async Task Asking_again_gains_no_tries_for_the_same_code()
    {
        await browser.AskAsync();
        var code = browser.CodeTo(StaffBrowser.Rosa);
        for (var i = 0; i < 5; i++)
        {
            await browser.TypeAsync(StaffBrowser.WrongFor(code));
            app.Clock.Advance(TimeSpan.FromSeconds(30));
            await browser.AskAsync();
        }

        Assert.Equal(422, (await browser.TypeAsync(code)).Status);
        Assert.Equal(303, (await browser.TypeAsync(browser.CodeTo(StaffBrowser.Rosa))).Status);
    }

    [Fact]
    public async Task A_code_is_worth_nothing_in_another_browser()
    {
        await browser.AskAsync();
        var thief = new StaffBrowser(app);
        await thief.AskAsync("eve@example.org");

        Assert.Equal(422, (await thief.TypeAsync(browser.CodeTo(StaffBrowser.Rosa))).Status);
        Assert.Equal(303, (await browser.TypeAsync(browser.CodeTo(StaffBrowser.Rosa))).Status);
    }

    [Fact]
    public async Task A_code_of_one_person_does_not_sign_in_another_who_was_asked_for_later()
    {
        await browser.GetAsync("/staff/sign-in");
        await browser.SubmitAsync("/staff/sign-in", ("email", StaffBrowser.Joe));
        await browser.SubmitAsync("/staff/sign-in", ("email", StaffBrowser.Rosa));
        await app.ProcessQueueAsync();
        await browser.GetAsync("/staff/code");

        Assert.Empty(browser.CodesTo(StaffBrowser.Joe));
        await browser.TypeAsync(browser.CodeTo(StaffBrowser.Rosa));
        Assert.Equal("Rosa Diaz", (await browser.GetAsync("/staff")).Title);
    }

    [Fact]
    public async Task A_code_works_for_ten_minutes()
    {
        await browser.AskAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(10));

        var page = await browser.TypeAsync(browser.CodeTo(StaffBrowser.Rosa));

        Assert.Equal(422, page.Status);
        Assert.Contains("That code is too old", page.Body);
    }

    [Fact]
    public async Task A_code_works_once()
    {
        await browser.AskAsync();
        var cookie = browser.Cookies["__Host-bluesky-browser"];
        await browser.TypeAsync(browser.CodeTo(StaffBrowser.Rosa));
        browser.Cookies["__Host-bluesky-browser"] = cookie;

        Assert.Equal(422, (await browser.TypeAsync(browser.CodeTo(StaffBrowser.Rosa))).Status);
    }

    [Fact]
    public async Task The_cookies_are_out_of_reach_of_scripts_other_sites_and_other_hosts()
    {
        await browser.SignInAsync();

        Assert.Equal(
            [
                "__Host-bluesky-browser Strict", "__Host-bluesky-device Strict", "__Host-bluesky-session Lax",
            ],
            browser.SetCookies.Where(cookie => cookie.Expires is null)
                .Select(cookie => $"{cookie.Name} {cookie.SameSite}").Distinct().Order(StringComparer.Ordinal));
        Assert.All(browser.SetCookies, cookie => Assert.Equal(
            (true, true, "/", false),
            (cookie.HttpOnly, cookie.Secure, cookie.Path.ToString(), cookie.Domain.HasValue)));
    }

    [Fact]
    public async Task Nothing_at_rest_is_an_address_a_code_or_a_token()
    {
        await browser.AskAsync("eve@example.org");
        await browser.AskAsync();
        var rows = JsonSerializer.Serialize(app.Externals.Sessions.Requests);
        var code = browser.CodeTo(StaffBrowser.Rosa);
        var token = browser.Cookies["__Host-bluesky-browser"].Split('.')[0];
        await browser.TypeAsync(code);
        rows += JsonSerializer.Serialize(app.Externals.Sessions.Sessions)
            + JsonSerializer.Serialize(app.Submissions.Rows);

        Assert.Contains("\"Codes\":[\"", rows);
        Assert.All(
            (string[])[
                "rosa", "eve@", "@", code, code.Replace(" ", ""), token,
                browser.Cookies["__Host-bluesky-session"]],
            secret => Assert.DoesNotContain(secret, rows, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task No_log_line_holds_an_address_a_code_or_a_token()
    {
        await browser.GetAsync("/staff/sign-in");
        await browser.SubmitAsync("/staff/sign-in", ("email", "nobody-at-all"));
        await browser.PostAsync("/staff/sign-in", [("email", "eve@example.org")]);
        await browser.AskAsync();
        var code = browser.CodeTo(StaffBrowser.Rosa);
        await browser.TypeAsync(StaffBrowser.WrongFor(code));
        await browser.TypeAsync(code);
        await browser.GetAsync("/staff");
        await browser.SubmitAsync("/staff/sign-out");

        Assert.NotEmpty(app.Logs.Lines);
        Assert.All(app.Logs.Lines, line => Assert.DoesNotMatch(
            $"nobody-at-all|@clinic|eve@|{code}|{code.Replace(" ", "")}", line));
        Assert.All(app.Logs.Lines, line => Assert.All(
            browser.SetCookies.Select(cookie => cookie.Value.ToString()).Where(value => value.Length > 0),
            token => Assert.DoesNotContain(token, line)));
    }

    [Theory]
    [InlineData("https://evil.example/staff")]
    [InlineData("//evil.example/staff")]
    [InlineData("/\\evil.example")]
    [InlineData("/staff\\..\\evil")]
    [InlineData("/staff/../api/health")]
    [InlineData("/staff/%2e%2e/api/health")]
    [InlineData("/staff/./../api")]
    [InlineData("/staffx")]
    [InlineData("/staff@evil.example")]
    [InlineData("/staff//evil.example")]
    [InlineData("/staff\r\nSet-Cookie: a=b")]
    [InlineData("/staff/\u00E9")]
    [InlineData(" /staff/search")]
    [InlineData("/api/health")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/staff/sign-out")]
    [InlineData("/staff/sign-in?to=/staff/sign-in")]
    [InlineData("")]
    [InlineData(null)]
    public async Task The_sign_in_leads_to_no_page_but_the_front_desks(string? to)
    {
        Assert.Equal("/staff", StaffPath.After(to));
        Assert.Equal("/staff", (await browser.SignInAsync(to: to)).Headers.Location);
    }

    [Theory]
    [InlineData("/staff")]
    [InlineData("/staff/search?state=new&from=2026-01-08")]
    [InlineData("/staff/requests/BSK-2345-6789")]
    public void The_front_desks_own_pages_are_kept(string to) => Assert.Equal(to, StaffPath.After(to));

    [Fact]
    public async Task A_link_on_another_site_does_not_replace_the_browser_that_asked()
    {
        await browser.AskAsync();
        var other = new StaffBrowser(app);

        // The browser sends no strict cookie with such a link.
        var page = await other.GetAsync(
            "/staff/sign-in?to=%2Fstaff%2Fsearch", request => request.Headers["Sec-Fetch-Site"] = "cross-site");

        Assert.Equal((200, "Staff sign-in"), (page.Status, page.Title));
        Assert.Empty(other.SetCookies);
        Assert.Equal("0;url=/staff/sign-in?to=%2Fstaff%2Fsearch", page.Headers["Refresh"]);
        Assert.Contains("href=\"/staff/sign-in?to=%2Fstaff%2Fsearch\"", page.Body);
    }
}
