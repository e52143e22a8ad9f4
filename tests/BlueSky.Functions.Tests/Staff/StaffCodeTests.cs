using BlueSky.Functions.Mail;
using BlueSky.Functions.Staff;

namespace BlueSky.Functions.Tests.Staff;

/// <summary>The email with the code: when it is sent, and when it is not.</summary>
public sealed class StaffCodeTests : IDisposable
{
    private readonly TestApp app = new(StaffBrowser.Settings);
    private readonly StaffBrowser browser;

    public StaffCodeTests() => browser = new StaffBrowser(app);

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task The_code_is_alone_on_a_line_and_not_in_what_a_locked_phone_shows()
    {
        await browser.AskAsync();

        var mail = Assert.Single(browser.CodesTo(StaffBrowser.Rosa));
        var code = StaffBrowser.CodeIn(mail);
        var opening = mail.Content.Html.Split("</div>")[0];
        Assert.Equal("Your sign-in code", mail.Content.Subject);
        Assert.Contains("It works for 10 minutes, one time.", opening);
        Assert.DoesNotContain(code, opening);
        Assert.Contains("It works until 12:52 PM, one time", mail.Content.Text);
        Assert.Contains($">{code}</p>", mail.Content.Html);
    }

    [Fact]
    public async Task A_code_that_may_have_been_sent_is_not_sent_again()
    {
        app.Sender.Answer = _ => new SendOutcome.Unknown("no answer");
        await browser.AskAsync();

        await app.PassAsync(TimeSpan.FromMinutes(15));

        Assert.Single(browser.CodesTo(StaffBrowser.Rosa));
        Assert.Equal(
            (MailState.Dropped, "a code is not sent again when it may have been sent"),
            StateOf(Assert.Single(app.Mails.Rows)));
        Assert.Empty(app.Submissions.Markers);
    }

    [Fact]
    public async Task A_code_that_would_come_too_late_is_dropped()
    {
        app.Sender.Answer = _ => new SendOutcome.NotSent("busy", TimeSpan.FromMinutes(3));
        await browser.AskAsync();

        await app.PassAsync(TimeSpan.FromMinutes(5));

        Assert.Equal(MailState.Dropped, Assert.Single(app.Mails.Rows).State);
        Assert.Contains("too late", Assert.Single(app.Mails.Rows).Error);
        Assert.DoesNotContain(app.Logs.Lines, line => line.StartsWith("Critical", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_code_that_was_not_taken_is_sent_again_at_once_and_works()
    {
        app.Sender.Answer = _ => new SendOutcome.NotSent("busy", After: null);
        await browser.AskAsync();
        Assert.Equal(MailState.Due, Assert.Single(app.Mails.Rows).State);
        app.Sender.Answer = _ => new SendOutcome.Accepted("message-1");

        await app.PassAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(MailState.Accepted, Assert.Single(app.Mails.Rows).State);
        Assert.Equal(303, (await browser.TypeAsync(browser.CodeTo(StaffBrowser.Rosa))).Status);
    }

    [Fact]
    public async Task A_person_gets_six_codes_an_hour_from_strangers_and_none_beyond_exists()
    {
        for (var i = 0; i < 8; i++)
        {
            await new StaffBrowser(app, $"192.0.2.{i}").AskAsync();
        }

        Assert.Equal(6, browser.CodesTo(StaffBrowser.Rosa).Count());
        Assert.Equal(6, app.Externals.Sessions.Requests.Sum(request => request.Codes.Count));
        Assert.Equal(2, app.Mails.Rows.Count(mail => mail.Error == "over Limits:StaffCodesPerHour"));
        await browser.AskAsync(StaffBrowser.Joe);
        Assert.Single(browser.CodesTo(StaffBrowser.Joe));
        app.Clock.Advance(TimeSpan.FromHours(1));
        await browser.AskAsync();
        Assert.Equal(7, browser.CodesTo(StaffBrowser.Rosa).Count());
    }

    [Fact]
    public async Task Strangers_do_not_lock_out_a_browser_that_signed_in_before()
    {
        await browser.SignInAsync();
        await browser.GetAsync("/staff");
        await browser.SubmitAsync("/staff/sign-out");
        for (var i = 0; i < 8; i++)
        {
            await new StaffBrowser(app, $"192.0.2.{i}").AskAsync();
        }

        Assert.Equal(303, (await browser.SignInAsync()).Status);
    }

    [Fact]
    public async Task Requests_for_codes_count_per_network_and_a_known_browser_has_its_own_share()
    {
        using var limited = new TestApp(new(StaffBrowser.Settings) { ["Limits:PostsPerMinute"] = "3" });
        var known = new StaffBrowser(limited);
        await known.SignInAsync();
        var stranger = new StaffBrowser(limited);
        await stranger.GetAsync("/staff/sign-in");

        var statuses = new List<int>();
        for (var i = 0; i < 3; i++)
        {
            statuses.Add((await stranger.SubmitAsync("/staff/sign-in", ("email", $"a{i}@example.org"))).Status);
        }

        Assert.Equal([303, 303, 429], statuses);
        known.Cookies.Remove("__Host-bluesky-session");
        Assert.Equal(303, (await known.AskAsync()).Status);
        Assert.Equal(303, (await FormPostAsync(limited)));
        // What it signed in for is no share for other people's addresses.
        known.Cookies.Remove("__Host-bluesky-session");
        Assert.Equal(429, (await known.AskAsync(StaffBrowser.Joe)).Status);
    }

    [Fact]
    public async Task The_operators_code_works_in_a_browser_that_asked_for_the_same_person()
    {
        app.Sender.Answer = _ => new SendOutcome.Denied("the key is wrong");
        await browser.AskAsync();
        var other = new StaffBrowser(app);
        await other.AskAsync(StaffBrowser.Joe);
        var code = await MakeAsync(StaffBrowser.Rosa);

        Assert.Equal(422, (await other.TypeAsync(code.Digits)).Status);
        Assert.Equal(303, (await browser.TypeAsync(code.InGroups)).Status);
        Assert.Equal("Rosa Diaz", (await browser.GetAsync("/staff")).Title);

        var third = new StaffBrowser(app);
        await third.AskAsync();
        Assert.Equal(422, (await third.TypeAsync(code.Digits)).Status);
    }

    [Fact]
    public async Task The_operators_code_has_ten_tries_in_all_browsers_together()
    {
        var code = await MakeAsync(StaffBrowser.Rosa);
        for (var i = 0; i < 2; i++)
        {
            var guesser = new StaffBrowser(app);
            await guesser.AskAsync();
            for (var tries = 0; tries < 5; tries++)
            {
                await guesser.TypeAsync(StaffBrowser.WrongFor(code.Digits));
            }
        }

        await browser.AskAsync();
        Assert.Equal(422, (await browser.TypeAsync(code.Digits)).Status);
        Assert.Equal(303, (await browser.TypeAsync((await MakeAsync(StaffBrowser.Rosa)).Digits)).Status);
    }

    [Fact]
    public async Task The_operators_code_works_for_ten_minutes_and_for_nobody_who_is_not_listed()
    {
        var code = await MakeAsync(StaffBrowser.Rosa);
        app.Clock.Advance(TimeSpan.FromMinutes(10));
        await browser.AskAsync();
        Assert.Equal(422, (await browser.TypeAsync(code.Digits)).Status);

        await browser.AskAsync("eve@example.org");
        Assert.Equal(422, (await browser.TypeAsync((await MakeAsync("eve@example.org")).Digits)).Status);
        Assert.Empty(app.Externals.Sessions.Sessions);
    }

    [Fact]
    public async Task What_the_sign_in_left_is_deleted_after_two_days()
    {
        await browser.AskAsync("eve@example.org");
        await browser.SignInAsync();
        var last = app.Clock.GetUtcNow();
        app.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(0, await app.Get<SignInCleanup>().RunAsync(last, default));
        Assert.Empty(app.Externals.Sessions.Sessions);
        Assert.Empty(app.Externals.Sessions.Requests);

        app.Clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal(2, await app.Get<SignInCleanup>().RunAsync(last, default));
        Assert.Empty(app.Submissions.Rows);
        Assert.Empty(app.Mails.Rows);
    }

    private async Task<SignInCode> MakeAsync(string email) => await app.Get<SignInCodes>().MakeForOperatorAsync(
        app.Get<StaffHashes>().PersonOf(Functions.Forms.EmailAddress.TryParse(email)!), default);

    private static (MailState State, string? Error) StateOf(OutboxMail mail) => (mail.State, mail.Error);

    private static async Task<int> FormPostAsync(TestApp app) =>
        (await Component.FormClient.PostAsync(app, "email=ada%40example.org")).Status;
}
