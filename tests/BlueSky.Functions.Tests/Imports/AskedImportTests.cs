using BlueSky.Functions.Forms;
using BlueSky.Functions.Imports;
using BlueSky.Functions.Operations;
using BlueSky.Functions.Recipients;
using BlueSky.Functions.Tests.Subscriptions;

namespace BlueSky.Functions.Tests.Imports;

/// <summary>Imports whose people are asked for a confirmation.</summary>
public sealed class AskedImportTests
{
    [Fact]
    public async Task Each_new_person_gets_one_confirmation_email_and_the_imports_consent()
    {
        using var app = new TestApp();
        app.Know("known@example.org", SubscriptionState.Confirmed);
        app.Know("left@example.org", SubscriptionState.Unsubscribed, app.Clock.GetUtcNow());
        var import = await app.StartAsync(
            "Email,Status\nada@example.org,\nknown@example.org,\nleft@example.org,\neve@example.org,unsubscribed\n",
            ImportConfirmation.Ask);

        await app.PassMinutesAsync(5);

        Assert.Equal(
            [("subscribe-confirm", "ada@example.org")], app.Sender.Sent.Select(mail => (mail.Template, mail.To)));
        var asked = (await app.FindAsync("ada@example.org"))!;
        Assert.Equal((SubscriptionState.Pending, ImportApp.Source), (asked.State, asked.Source));
        Assert.Equal(
            ("Paper list, January 2026 (contacts.csv)", "import", import.Id),
            (asked.Consent!.Text, asked.Consent.Version, asked.Consent.SubmissionId));
        Assert.Equal(SubscriptionState.Unsubscribed, await app.StateOfAsync("left@example.org"));
        Assert.Equal(SubscriptionState.Unsubscribed, await app.StateOfAsync("eve@example.org"));
        Assert.Equal(
            (ImportState.Done, new ImportCounts(1, 1, 1, 1)),
            (app.Externals.Imports.Single.State, app.Externals.Imports.Single.Done));
    }

    [Fact]
    public async Task The_owners_click_confirms_it()
    {
        using var app = new TestApp();
        await app.StartAsync("ada@example.org\n", ImportConfirmation.Ask);
        await app.PassMinutesAsync(2);

        var ada = new Subscriber(app);
        await ada.ConfirmAsync();

        Assert.Equal(SubscriptionState.Confirmed, app.Recipients.Single.State);
        Assert.Equal(ImportApp.Source, app.Recipients.Single.Source);
    }

    [Fact]
    public async Task In_an_hour_half_of_the_quota_is_asked_and_no_more_than_one_a_minute()
    {
        using var app = new TestApp(
            new() { ["Limits:ConfirmMailsPerHour"] = "20" }, DateTimeOffset.Parse("2026-01-08T19:00:00Z"));
        await app.StartAsync(ImportApp.File(30), ImportConfirmation.Ask);

        await app.PassMinutesAsync(5);
        Assert.InRange(app.Sender.Sent.Count, 4, 6);

        await app.PassMinutesAsync(54);
        Assert.Equal(10, app.Sender.Sent.Count);

        await app.PassMinutesAsync(125);
        Assert.Equal(30, app.Sender.Sent.Count);
        Assert.Equal(ImportState.Done, app.Externals.Imports.Single.State);
    }

    [Fact]
    public async Task Without_a_quota_600_an_hour_are_asked()
    {
        using var app = new TestApp(new() { ["Limits:ConfirmMailsPerHour"] = "0" });
        await app.StartAsync(ImportApp.File(100), ImportConfirmation.Ask);

        await app.PassMinutesAsync(5);
        Assert.InRange(app.Sender.Sent.Count, 40, 60);

        await app.PassMinutesAsync(6);
        Assert.Equal(100, app.Sender.Sent.Count);
    }

    [Fact]
    public async Task While_visitors_emails_are_held_nobody_of_an_import_is_asked()
    {
        using var app = new TestApp(
            new() { ["Limits:ConfirmMailsPerHour"] = "4", ["Limits:ConfirmMailsPerNetwork"] = "0" },
            DateTimeOffset.Parse("2026-01-08T19:00:00Z"));
        for (var visitor = 0; visitor < 6; visitor++)
        {
            await app.AcceptAsync("subscribe", ("email", $"visitor{visitor}@example.org"));
        }

        await app.ProcessQueueAsync();
        await app.StartAsync(ImportApp.File(2), ImportConfirmation.Ask);
        await app.PassMinutesAsync(59);

        Assert.DoesNotContain(app.Sender.Sent, mail => mail.To.StartsWith('p'));

        await app.PassMinutesAsync(180);
        Assert.Equal(6, app.Sender.Sent.Count(mail => mail.To.StartsWith('v')));
        Assert.Equal(2, app.Sender.Sent.Count(mail => mail.To.StartsWith('p')));
    }

    [Fact]
    public async Task Who_is_erased_before_their_turn_is_not_asked_and_the_others_are()
    {
        using var app = new TestApp(new() { ["Limits:ConfirmMailsPerHour"] = "4" });
        await app.StartAsync(ImportApp.File(5), ImportConfirmation.Ask);
        await app.PassMinutesAsync(5);

        var asked = app.Sender.Sent.Select(mail => mail.To).ToList();
        var waiting = Enumerable.Range(0, 5).Select(i => $"p{i}@example.org").Except(asked).ToList();
        Assert.NotEmpty(asked);

        // Asked already, and still in the file; and not asked yet.
        Assert.Equal(1, (await app.EraseAsync(asked[0])).Waiting);
        Assert.Equal(1, (await app.EraseAsync(waiting[0].ToUpperInvariant())).Waiting);

        Assert.True((await app.Get<PersonSearch>().FindAsync(
            new Person([EmailAddress.TryParse(waiting[0])!], []), default)).HoldsNothing());
        await app.PassMinutesAsync(240);
        Assert.Equal(
            asked.Concat(waiting.Skip(1)).Order(), app.Sender.Sent.Select(mail => mail.To).Order());
        Assert.Equal(
            (ImportState.Done, new ImportCounts(4, 0, 1, 0)),
            (app.Externals.Imports.Single.State, app.Externals.Imports.Single.Done));
    }

    [Fact]
    public async Task Who_was_asked_and_never_answered_is_forgotten_with_the_submission()
    {
        using var app = new TestApp();
        await app.StartAsync("ada@example.org\n", ImportConfirmation.Ask);
        await app.PassMinutesAsync(2);

        app.Clock.Advance(TimeSpan.FromDays(32));
        await app.Get<BlueSky.Functions.Retention.DailyRetention>().RunAsync(default);

        Assert.Equal((SubscriptionState.None, null), (app.Recipients.Single.State, app.Recipients.Single.Email));
        Assert.Empty(app.Submissions.Rows);
        Assert.Empty(app.Mails.Rows);
    }
}
