using BlueSky.Functions.Imports;
using BlueSky.Functions.Recipients;

namespace BlueSky.Functions.Tests.Imports;

public sealed class ImportRunTests : IDisposable
{
    private readonly TestApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task A_preview_says_what_would_be_done_and_changes_nothing()
    {
        KnowSome();

        var import = await app.UploadAsync(
            "Email,Status\nnew@example.org,\nknown@example.org,\nwaiting@example.org,\nleft@example.org,\n"
            + "bounced@example.org,\nerased@example.org,\nstranger@example.org,unsubscribed\n"
            + "leaving@example.org,unsubscribed\nleft2@example.org,unsubscribed\nother@example.org,none\nnobody,\n");

        Assert.Equal(new ImportCounts(Added: 1, Known: 2, LeftOut: 5, Restricted: 2), import.Expected);
        Assert.Equal((10, 1, ImportState.Preview), (import.Addresses, import.UnreadableCount, import.State));
        Assert.Equal(7, app.Recipients.Rows.Count);
        Assert.Empty(app.Submissions.Rows);
        Assert.Empty(app.Externals.ImportQueue.Take());
    }

    [Fact]
    public async Task For_many_addresses_the_preview_reads_the_table_and_says_the_same()
    {
        KnowSome();

        var import = await app.UploadAsync(
            "known@example.org\nwaiting@example.org\nleft@example.org\nbounced@example.org\nerased@example.org\n"
            + ImportApp.File(300));

        Assert.Equal(new ImportCounts(Added: 300, Known: 2, LeftOut: 3, Restricted: 0), import.Expected);
    }

    [Fact]
    public async Task What_the_preview_said_is_done()
    {
        KnowSome();
        await app.StartAsync(
            "Email,Status,Signed up\nnew@example.org,,2025-03-01\nknown@example.org,,\nleft@example.org,,\n"
            + "bounced@example.org,,\nerased@example.org,,\nleaving@example.org,unsubscribed,\n"
            + "stranger@example.org,cleaned,\npatient@example.org,unconfirmed,\nother@example.org,none,\n");

        await app.RunImportsAsync();

        var import = app.Externals.Imports.Single;
        Assert.Equal((ImportState.Done, import.Expected), (import.State, import.Done));
        Assert.Equal(new ImportCounts(Added: 2, Known: 1, LeftOut: 4, Restricted: 2), import.Done);
        var added = (await app.FindAsync("new@example.org"))!;
        Assert.Equal(
            (SubscriptionState.Confirmed, "new@example.org", ImportApp.Source, import.Id),
            (added.State, added.Email, added.Source, added.ConfirmedBy));
        Assert.Equal(
            new Consent(
                "Paper list, January 2026 (contacts.csv)", "import", null,
                DateTimeOffset.Parse("2025-03-01T00:00:00Z"), import.Id),
            added.Consent);
        Assert.Equal(SubscriptionState.Pending, await app.StateOfAsync("patient@example.org"));
        Assert.Equal("BSK-2345-6789", (await app.FindAsync("known@example.org"))!.Consent!.SubmissionId);
        Assert.Equal(SubscriptionState.Unsubscribed, await app.StateOfAsync("left@example.org"));
        Assert.Equal(SubscriptionState.Suppressed, await app.StateOfAsync("bounced@example.org"));
        Assert.Equal(SubscriptionState.Unsubscribed, await app.StateOfAsync("leaving@example.org"));
        Assert.Equal(SubscriptionState.Suppressed, await app.StateOfAsync("stranger@example.org"));
        Assert.Null((await app.FindAsync("erased@example.org"))!.Email);
        Assert.Null(await app.FindAsync("other@example.org"));
    }

    [Fact]
    public async Task Nobody_gets_an_email_by_an_import_of_people_who_have_confirmed()
    {
        await app.StartAsync(ImportApp.File(20));

        await app.PassMinutesAsync(5);

        Assert.Empty(app.Sender.Sent);
        Assert.Equal(20, app.Recipients.Rows.Count(row => row.State == SubscriptionState.Confirmed));
    }

    [Fact]
    public async Task No_address_is_left_when_it_is_done()
    {
        var import = await app.StartAsync($"{ImportApp.File(1_200)}nobody\n");
        Assert.Equal(3, app.Externals.Imports.ChunkCount);

        await app.RunImportsAsync();

        Assert.Equal(0, app.Externals.Imports.ChunkCount);
        Assert.Empty(app.Externals.Imports.Single.Unreadable);
        Assert.Empty(app.Externals.Imports.Running);
        Assert.Equal(1_200, app.Externals.Subscribers.Counts.States[SubscriptionState.Confirmed]);
        Assert.DoesNotContain(app.Logs.Lines, line => line.Contains("@example.org", StringComparison.Ordinal));
        Assert.Equal(import.Id, app.Externals.Imports.Single.Id);
    }

    [Fact]
    public async Task An_import_starts_once()
    {
        var preview = await app.UploadAsync(ImportApp.File(3));
        var start = app.Get<ImportStart>();

        var started = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ =>
            Task.Run(() => start.TryStartAsync(preview, ImportApp.Source, ImportConfirmation.Already, default))));

        Assert.Single(started, isStarted => isStarted);
        await app.RunImportsAsync();
        Assert.False(await start.TryStartAsync(
            app.Externals.Imports.Single, ImportApp.Source, ImportConfirmation.Already, default));
    }

    [Fact]
    public async Task Two_runs_at_once_do_no_line_twice_and_count_each_once()
    {
        var import = await app.StartAsync(ImportApp.File(2_000));

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ =>
            Task.Run(() => app.Get<ImportRun>().RunAsync(import.Id, default))));
        await app.PassMinutesAsync(5);

        Assert.Equal(new ImportCounts(2_000, 0, 0, 0), app.Externals.Imports.Single.Done);
        Assert.Equal(2_000, app.Recipients.Rows.Count);
        Assert.All(app.Recipients.Rows, row => Assert.Equal(1, row.RequestNumber));
    }

    [Fact]
    public async Task A_lost_message_and_an_outage_delay_an_import_by_minutes()
    {
        app.Externals.ImportQueue.IsDown = true;
        await app.StartAsync(ImportApp.File(600));
        app.Externals.ImportQueue.IsDown = false;
        app.Recipients.IsDown = true;
        await app.PassMinutesAsync(3);
        app.Recipients.IsDown = false;
        Assert.Equal(ImportState.Running, app.Externals.Imports.Single.State);

        await app.PassMinutesAsync(3);

        Assert.Equal(ImportState.Done, app.Externals.Imports.Single.State);
        Assert.Equal(600, app.Recipients.Rows.Count);
    }

    [Fact]
    public async Task What_cannot_be_processed_stops_with_an_alarm()
    {
        var import = await app.StartAsync(ImportApp.File(3));

        await app.Get<PoisonedImports>().FailAsync(new ImportMessage(import.Id), default);
        await app.Get<PoisonedImports>().FailAsync(ImportMessage.TryParse("{\"import\":\"x\"}"), default);

        Assert.Equal(ImportState.Failed, app.Externals.Imports.Single.State);
        Assert.Empty(app.Externals.Imports.Running);
        Assert.Equal(2, app.Logs.Lines.Count(line => line.Contains("Critical", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_preview_is_deleted_after_a_day_and_the_counts_of_a_done_import_after_a_month()
    {
        await app.UploadAsync(ImportApp.File(3));
        var done = await app.StartAsync(ImportApp.File(3));
        await app.RunImportsAsync();
        var cleanup = app.Get<ImportCleanup>();
        Assert.Equal(0, await cleanup.RunAsync(default));

        app.Clock.Advance(TimeSpan.FromHours(25));
        Assert.Equal(1, await cleanup.RunAsync(default));
        Assert.Equal((done.Id, 0), (app.Externals.Imports.Single.Id, app.Externals.Imports.ChunkCount));

        app.Clock.Advance(TimeSpan.FromDays(30));
        Assert.Equal(1, await cleanup.RunAsync(default));
        Assert.Empty(app.Externals.Imports.Rows);
    }

    [Fact]
    public async Task While_nothing_runs_the_timer_costs_a_read_in_five_minutes()
    {
        await app.PassMinutesAsync(60);

        Assert.Equal(12, app.Externals.Imports.Calls);
    }

    private void KnowSome()
    {
        app.Know("known@example.org", SubscriptionState.Confirmed);
        app.Know("waiting@example.org", SubscriptionState.Pending);
        app.Know("leaving@example.org", SubscriptionState.Confirmed);
        app.Know("left@example.org", SubscriptionState.Unsubscribed, app.Clock.GetUtcNow());
        app.Know("left2@example.org", SubscriptionState.Unsubscribed, app.Clock.GetUtcNow());
        app.Know("bounced@example.org", SubscriptionState.Suppressed);
        app.Know("erased@example.org", SubscriptionState.Unsubscribed, app.Clock.GetUtcNow());
        var erased = app.Recipients.Rows.Single(row => row.Email == "erased@example.org");
        app.Recipients.Put(erased.Cleared());
    }
}
