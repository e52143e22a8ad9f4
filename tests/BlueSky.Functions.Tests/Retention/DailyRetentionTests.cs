using BlueSky.Functions.Forms;
using BlueSky.Functions.Operations;
using BlueSky.Functions.Recipients;
using BlueSky.Functions.Retention;
using BlueSky.Functions.Submissions;
using BlueSky.Functions.Tests.Subscriptions;

namespace BlueSky.Functions.Tests.Retention;

public sealed class DailyRetentionTests : IDisposable
{
    private readonly TestApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task A_subscription_that_a_robot_asked_for_is_kept_for_ninety_days()
    {
        await app.AcceptAsync("subscribe", ("email", "robot@example.org"), ("_gotcha", "x"));

        await AfterDaysAsync(90);
        Assert.Single(app.Submissions.Rows);

        await AfterDaysAsync(1);
        Assert.Empty(app.Submissions.Rows);
    }

    [Fact]
    public async Task What_nobody_has_judged_or_seen_is_kept_for_ever()
    {
        string[] kept =
        [
            await app.AcceptAsync("consultation", ("name", "Eve"), ("phone", "505 555 0199"), ("_gotcha", "x")),
            await SuspectAsync("consultation", ("name", "Bob"), ("phone", "505 555 0100")),
            await SuspectAsync("subscribe", ("email", "bob@example.org")),
            await app.AcceptConsultationAsync(),
        ];
        await app.ProcessQueueAsync();

        await AfterDaysAsync(4_000);

        Assert.Equal(kept.Order(), app.Submissions.Rows.Select(row => row.Id).Order());
    }

    [Fact]
    public async Task An_address_that_only_got_acknowledgements_is_forgotten_and_its_limits_stay()
    {
        await app.AcceptConsultationAsync("ada@example.org");
        await app.ProcessQueueAsync();
        await AfterDaysAsync(80);
        await app.AcceptConsultationAsync("ada@example.org");
        await app.ProcessQueueAsync();

        await AfterDaysAsync(90);
        Assert.Equal("ada@example.org", app.Recipients.Single.Email);

        await AfterDaysAsync(1);
        Assert.Null(app.Recipients.Single.Email);
        Assert.Single(app.Recipients.Single.Acknowledgements.Entries);
        Assert.Equal(2, app.Submissions.Rows.Count);
    }

    [Fact]
    public async Task An_address_that_is_subscribed_opted_out_or_suppressed_is_not_forgotten()
    {
        var (ada, bob, cy) = (Subscriber("ada"), Subscriber("bob"), Subscriber("cy"));
        foreach (var subscriber in (Subscriber[])[ada, bob, cy])
        {
            await subscriber.SubscribeAsync();
        }

        await bob.Visit.PostAsync(bob.Link("unsubscribe"));
        await app.Get<RecipientBook>().SuppressAsync(
            EmailAddress.TryParse("cy@example.org")!, "bounce", app.Clock.GetUtcNow(), CancellationToken.None);
        foreach (var name in (string[])["ada", "bob"])
        {
            await app.AcceptConsultationAsync($"{name}@example.org");
        }

        await app.ProcessQueueAsync();
        var before = app.Recipients.Rows.ToList();

        await AfterDaysAsync(200);

        Assert.Equal(before, app.Recipients.Rows);
    }

    [Fact]
    public async Task A_run_is_in_the_audit_before_it_begins_and_with_what_it_did()
    {
        await app.AcceptAsync("subscribe", ("email", "robot@example.org"), ("_gotcha", "x"));
        await app.AcceptAsync("subscribe", ("email", "ada@example.org"));
        await app.AcceptConsultationAsync("bob@example.org");
        await app.ProcessQueueAsync();

        await AfterDaysAsync(100);

        Assert.Equal(
            [
                ("timer", "forget-pending", "begun", null),
                ("timer", "forget-pending", "done", "unconfirmed requests 1, their submissions 1, "
                    + "acknowledged addresses 1, spam 1, closed requests 0, blocked senders 0, requests for sign-in "
                    + "codes 0, audit entries 0"),
            ],
            app.Externals.Audit.Entries.Select(entry => (entry.Who, entry.Command, entry.Outcome, entry.Details)));
        Assert.DoesNotContain(app.Logs.Lines, line => line.Contains('@'));
    }

    [Fact]
    public async Task The_audit_is_kept_for_six_years()
    {
        var old = AuditEntry.Begin(app.Clock.GetUtcNow(), "ada", "show", "BSK-2222-2222");
        await app.Externals.Audit.AddAsync(old, CancellationToken.None);

        // From January 8, 2026, to December 31, 2031 and January 8 and February 1, 2032.
        await AfterDaysAsync(2_183);
        await AfterDaysAsync(8);
        Assert.Contains(old, app.Externals.Audit.Entries);

        await AfterDaysAsync(25);
        Assert.DoesNotContain(old, app.Externals.Audit.Entries);
        Assert.EndsWith("audit entries 1", app.Externals.Audit.Entries[^1].Details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_looks_at_the_days_since_the_last_one_however_long_ago_that_was()
    {
        await AfterDaysAsync(0);
        await AfterDaysAsync(1);
        var daily = Spam();
        await AfterDaysAsync(40);
        var late = Spam();

        // 2026-01-09 less 90 days is 2025-10-11.
        Assert.Equal((new DateOnly(2025, 10, 8), new DateOnly(2025, 10, 10)), daily);
        Assert.Equal((new DateOnly(2025, 10, 9), new DateOnly(2025, 11, 19)), late);

        // The last days that were looked at are those of tests of news.
        (DateOnly From, DateOnly Until) Spam() => app.Submissions.OldDays[^2];
    }

    [Fact]
    public async Task Claims_are_kept_for_two_days_and_a_run_that_was_left_out_is_caught_up_with()
    {
        await AfterDaysAsync(0);
        await app.AcceptConsultationAsync();
        await AfterDaysAsync(1);
        await app.AcceptConsultationAsync("bob@example.org");
        Assert.Equal(4, app.Submissions.ClaimDays.Count);

        await AfterDaysAsync(1);
        Assert.Equal([new(2026, 1, 9), new(2026, 1, 9)], app.Submissions.ClaimDays);
        await AfterDaysAsync(30);
        Assert.Empty(app.Submissions.ClaimDays);
    }

    [Fact]
    public async Task What_is_too_much_for_one_run_is_left_for_the_next()
    {
        foreach (var i in Enumerable.Range(0, 50_001))
        {
            await app.Submissions.TryAddAsync(
                new Submission
                {
                    Id = $"BSK-{i}",
                    Hash = "00",
                    Kind = "subscribe",
                    State = SubmissionState.Quarantined,
                    ReceivedAt = app.Clock.GetUtcNow(),
                    Error = "honeypot field filled",
                },
                [],
                CancellationToken.None);
        }

        await AfterDaysAsync(91);
        Assert.Single(app.Submissions.Rows);
        await AfterDaysAsync(20);

        Assert.Empty(app.Submissions.Rows);
        Assert.Equal(
            ["begun", "more to do", "begun", "done"],
            app.Externals.Audit.Entries.Select(entry => entry.Outcome));
    }

    [Fact]
    public async Task A_run_that_ended_in_an_outage_does_not_count()
    {
        await app.AcceptAsync("subscribe", ("email", "robot@example.org"), ("_gotcha", "x"));
        await AfterDaysAsync(80);
        app.Recipients.IsDown = true;
        await app.AcceptAsync("consultation", ("name", "Bob"), ("phone", "505 555 0100"));
        app.Submissions.IsDown = true;
        await Assert.ThrowsAnyAsync<Exception>(() => AfterDaysAsync(20));
        app.Recipients.IsDown = app.Submissions.IsDown = false;

        await AfterDaysAsync(20);

        Assert.Equal("consultation", app.Submissions.Single.Kind);
        Assert.Equal(
            ["begun", "done", "begun", "begun", "done"],
            app.Externals.Audit.Entries.Select(entry => entry.Outcome));
    }

    [Theory]
    [InlineData("restore", 0)]
    [InlineData("show", 1)]
    public async Task After_a_backup_was_restored_all_days_are_looked_at_again(string command, int left)
    {
        await app.AcceptAsync("subscribe", ("email", "robot@example.org"), ("_gotcha", "x"));
        var robot = app.Submissions.Single;
        await AfterDaysAsync(95);
        Assert.Empty(app.Submissions.Rows);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await app.Externals.Audit.AddAsync(
            AuditEntry.Begin(app.Clock.GetUtcNow(), "rosa", command, "everything"), CancellationToken.None);
        app.Submissions.Put(robot);

        await AfterDaysAsync(1);

        Assert.Equal(left, app.Submissions.Rows.Count);
    }

    private Subscriber Subscriber(string name) => new(app, $"{name}@example.org");

    private async Task<string> SuspectAsync(string form, params (string Name, string Value)[] fields)
    {
        var definition = app.Get<FormCatalog>().Find(form)!;
        var posted = new PostedForm(fields.Select(field => new PostedField(field.Name, field.Value)).ToList());
        return (await app.Get<Intake>().AcceptAsync(SubmissionDraft.FromForm(
            definition, FormEntry.From(definition, posted), new PostedFrom(Page: null), new Judgement("links")))).Id;
    }

    private async Task AfterDaysAsync(int days)
    {
        app.Clock.Advance(TimeSpan.FromDays(days));
        await app.Get<DailyRetention>().RunAsync(CancellationToken.None);
    }
}
