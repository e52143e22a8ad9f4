using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Tests.Staff;

/// <summary>From the work email over the code to the session, and out again.</summary>
public sealed class SignInTests : IDisposable
{
    private readonly TestApp app = new(StaffBrowser.Settings);
    private readonly StaffBrowser browser;

    public SignInTests() => browser = new StaffBrowser(app);

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task Whoever_is_listed_signs_in_with_the_code_that_came_by_email()
    {
        var asked = await browser.AskAsync("Rosa@Clinic.example");
        var right = await browser.TypeAsync(browser.CodeTo(StaffBrowser.Rosa));

        Assert.Equal((303, "/staff/code"), (asked.Status, asked.Headers.Location.ToString()));
        Assert.Equal((303, "/staff"), (right.Status, right.Headers.Location.ToString()));
        Assert.Equal("Rosa Diaz", (await browser.GetAsync("/staff")).Title);
    }

    [Theory]
    [InlineData("{0}{1}")]
    [InlineData(" {0}-{1} ")]
    [InlineData("{0}\u00A0{1}")]
    [InlineData("{0}\u2013{1}")]
    public async Task Spaces_and_hyphens_in_a_code_do_not_matter(string typed)
    {
        await browser.AskAsync();
        var groups = browser.CodeTo(StaffBrowser.Rosa).Split(' ');

        var page = await browser.TypeAsync(typed.Replace("{0}", groups[0]).Replace("{1}", groups[1]));

        Assert.Equal(303, page.Status);
    }

    [Fact]
    public async Task After_the_sign_in_the_page_is_shown_that_was_asked_for()
    {
        var page = await browser.GetAsync("/staff/requests/BSK-2345-6789?a=b&c=d");

        Assert.Equal(
            (303, "/staff/sign-in?to=%2Fstaff%2Frequests%2FBSK-2345-6789%3Fa%3Db%26c%3Dd"),
            (page.Status, page.Headers.Location.ToString()));
        Assert.Equal(
            "/staff/requests/BSK-2345-6789?a=b&c=d",
            (await browser.SignInAsync(to: "/staff/requests/BSK-2345-6789?a=b&c=d")).Headers.Location);
    }

    [Fact]
    public async Task The_code_page_names_the_address_and_the_clinics_time()
    {
        await browser.AskAsync();

        var page = await browser.GetAsync("/staff/code");

        Assert.Equal((200, "Check your email"), (page.Status, page.Title));
        Assert.Contains("If <strong>rosa@clinic.example</strong> is on the staff list", page.Body);
        Assert.Contains("It works until 12:52 PM, in this browser only.", page.Body);
        Assert.Contains("Keep me signed in on this device for 30 days", page.Body);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("rosa", "rosa")]
    [InlineData("a@b\"><script>", "a@b&quot;&gt;&lt;script&gt;")]
    public async Task What_is_no_address_is_shown_again_and_nothing_is_stored(string typed, string shown)
    {
        await browser.GetAsync("/staff/sign-in");

        var page = await browser.SubmitAsync("/staff/sign-in", ("email", typed));

        Assert.Equal(422, page.Status);
        Assert.Contains("Enter a full email address, like name@example.org.", page.Body);
        Assert.Contains($"value=\"{shown}\"", page.Body);
        Assert.Empty(app.Submissions.Rows);
        Assert.Empty(app.Externals.Sessions.Requests);
    }

    [Fact]
    public async Task An_address_that_is_not_listed_takes_the_same_steps_and_gets_no_email()
    {
        var (listed, unlisted) = (await StepsAsync(StaffBrowser.Rosa), await StepsAsync("eve@example.org"));

        Assert.Equal(listed, unlisted);
        await app.ProcessQueueAsync();
        Assert.Equal(StaffBrowser.Rosa, Assert.Single(app.Sender.Sent).To);
        Assert.All(app.Submissions.Rows, row => Assert.Equal(SubmissionState.Processed, row.State));
    }

    [Fact]
    public async Task Two_clicks_send_one_email()
    {
        await browser.GetAsync("/staff/sign-in");

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ =>
            browser.SubmitAsync("/staff/sign-in", ("email", StaffBrowser.Rosa))));
        await app.ProcessQueueAsync();

        Assert.Single(app.Sender.Sent);
        await browser.GetAsync("/staff/code");
        Assert.Equal(303, (await browser.TypeAsync(browser.CodeTo(StaffBrowser.Rosa))).Status);
    }

    [Fact]
    public async Task Of_two_codes_for_one_browser_both_work_until_one_was_used()
    {
        await browser.AskAsync();
        app.Clock.Advance(TimeSpan.FromSeconds(30));
        await browser.AskAsync();
        var codes = browser.CodesTo(StaffBrowser.Rosa).Select(StaffBrowser.CodeIn).ToList();

        Assert.Equal(2, codes.Distinct().Count());
        Assert.Equal(303, (await browser.TypeAsync(codes[0])).Status);
        var other = new StaffBrowser(app);
        await other.AskAsync();
        Assert.Equal(422, (await other.TypeAsync(codes[1])).Status);
    }

    [Fact]
    public async Task Whoever_signed_in_goes_past_the_sign_in()
    {
        await browser.SignInAsync();

        var page = await browser.GetAsync("/staff/sign-in?to=%2Fstaff%2Fsearch");

        Assert.Equal((303, "/staff/search"), (page.Status, page.Headers.Location.ToString()));
    }

    [Fact]
    public async Task An_outage_is_said_on_a_page_and_changes_nothing()
    {
        await browser.GetAsync("/staff/sign-in");
        app.Externals.Sessions.IsDown = true;

        var page = await browser.SubmitAsync("/staff/sign-in", ("email", StaffBrowser.Rosa));

        Assert.Equal((503, "Please try again in a minute"), (page.Status, page.Title));
        Assert.Equal("10", page.Headers.RetryAfter);
        Assert.Empty(app.Submissions.Rows);
        app.Externals.Sessions.IsDown = false;
        Assert.Equal(303, (await browser.SubmitAsync("/staff/sign-in", ("email", StaffBrowser.Rosa))).Status);
    }

    [Fact]
    public async Task Each_sign_in_try_and_sign_out_is_in_the_audit_once()
    {
        await browser.AskAsync();
        await browser.TypeAsync(StaffBrowser.WrongFor(browser.CodeTo(StaffBrowser.Rosa)));
        await browser.TypeAsync(browser.CodeTo(StaffBrowser.Rosa));
        await browser.GetAsync("/staff");
        await browser.SubmitAsync("/staff/sign-out");
        var stranger = new StaffBrowser(app);
        await stranger.AskAsync("eve@example.org");
        await stranger.TypeAsync("12345678");

        Assert.Equal(
            [
                ("rosa@clinic.example", "staff sign-in", "done"),
                ("rosa@clinic.example", "staff sign-in", "wrong code"),
                ("rosa@clinic.example", "staff sign-out", "done"),
                ("unknown", "staff sign-in", "wrong code"),
            ],
            app.Externals.Audit.Entries.Select(entry => (entry.Who, entry.Command, entry.Outcome)).Order());
    }

    private async Task<(int Sessions, int Rows, int Messages, int Status, string Cookies)> StepsAsync(string email)
    {
        var asking = new StaffBrowser(app);
        await asking.GetAsync("/staff/sign-in");
        var (calls, rows, messages) =
            (app.Externals.Sessions.Calls, app.Submissions.Rows.Count, app.Queue.Messages.Count);
        var page = await asking.SubmitAsync("/staff/sign-in", ("email", email));
        return (
            app.Externals.Sessions.Calls - calls, app.Submissions.Rows.Count - rows,
            app.Queue.Messages.Count - messages, page.Status, string.Join(' ', asking.Cookies.Keys));
    }
}
