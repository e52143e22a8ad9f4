using BlueSky.Functions.Backups;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Recipients;
using BlueSky.Functions.Requests;
using BlueSky.Functions.Tests.Contracts;

namespace BlueSky.Functions.Tests.Backups;

/// <summary>Export, damage, restore, compare: on the tables and blobs of Azurite.</summary>
[Collection(nameof(Azurite))]
public sealed class RestoreTests(Azurite azurite) : IAsyncLifetime, IDisposable
{
    private readonly Azurite azurite = azurite;
    private StoredApp? stored;

    private StoredApp App => stored ??= new StoredApp(azurite);

    public Task InitializeAsync() => azurite.EmptyAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => stored?.Dispose();

    [Theory]
    [InlineData("Submissions")]
    [InlineData("Mails")]
    [InlineData("Recipients")]
    [InlineData("Desk")]
    [InlineData("all")]
    public async Task A_table_that_was_dropped_is_as_it_was(string lost)
    {
        var before = await ClinicDayAsync();
        await App.ExportAsync();
        foreach (var table in lost == "all" ? ["Submissions", "Mails", "Recipients", "Desk", "Sessions", "Audit"]
            : new[] { lost })
        {
            await App.DropAsync(table);
        }

        var report = await App.RestoreAsync();

        Assert.Equal(before, await App.RowsAsync(IsKept));
        Assert.Equal((0, 0), (report.NotProcessed, report.Parked));
        Assert.True((await App.RestoreAsync()).ChangesNothing);
    }

    [Fact]
    public async Task Rows_that_are_missing_come_back_and_rows_that_differ_are_told()
    {
        var before = await ClinicDayAsync();
        await App.ExportAsync();
        await App.DeleteAsync("Mails", row => row.Key.Row.EndsWith("staff-notice", StringComparison.Ordinal));
        var id = (await App.FindAsync("Desk", Pointer(before)))!.Key.Row.Split('.')[1];
        await App.DamageAsync("Submissions", id, "Message", "damaged");

        var report = await App.RestoreAsync();

        Assert.Equal(1, report.Tables["Submissions"].Different);
        Assert.Equal("damaged", (await App.FindAsync("Submissions", id))!.Text("Message"));

        var replaced = await App.RestoreAsync(new RestoreScope(Replaces: true));

        Assert.Equal(1, replaced.Tables["Submissions"].Replaced);
        Assert.Equal(WithoutChanges(before), WithoutChanges(await App.RowsAsync(IsKept)));
        Assert.True((await App.RestoreAsync(new RestoreScope(Replaces: true))).ChangesNothing);
    }

    [Fact]
    public async Task Counting_changes_nothing_and_says_what_restoring_does()
    {
        await ClinicDayAsync();
        await App.ExportAsync();
        await App.DropAsync("Submissions");
        await App.DropAsync("Mails");
        var damaged = await App.RowsAsync();

        var plan = await App.RestoreAsync(writes: false);

        Assert.Equal(damaged, await App.RowsAsync());
        var done = await App.RestoreAsync();
        Assert.Equal(Restored(done), Restored(plan));
        Assert.Equal(plan.Indexed, done.Indexed);

        static IEnumerable<(string, int, int)> Restored(RestoreReport report) =>
            report.Tables.Select(table => (table.Key, table.Value.Restored, table.Value.LeftOut));
    }

    [Fact]
    public async Task One_day_comes_back_and_nothing_else_is_touched()
    {
        var (first, _) = (await App.AcceptConsultationAsync("one@example.org"), await App.AcceptAsync(
            "subscribe", ("email", "two@example.org")));
        await App.ProcessQueueAsync();
        App.Clock.Advance(TimeSpan.FromDays(1));
        await App.AcceptConsultationAsync("three@example.org");
        await App.ProcessQueueAsync();
        var before = await App.RowsAsync(IsKept);
        await App.ExportAsync();
        await App.DropAsync("Submissions");
        await App.DropAsync("Mails");
        await App.DropAsync("Recipients");
        await App.DropAsync("Desk");

        await App.RestoreAsync(new RestoreScope(Day: new DateOnly(2026, 1, 8)));

        Assert.Equal(
            before.Where(row => !row.StartsWith("Recipients", StringComparison.Ordinal)
                && (row.Contains(" 2026-01-08 ", StringComparison.Ordinal)
                    || (row.StartsWith("Desk", StringComparison.Ordinal)
                        && row.Contains(first, StringComparison.Ordinal)))),
            await App.RowsAsync(IsKept));
    }

    [Fact]
    public async Task One_submission_comes_back_with_its_emails_its_notes_and_its_place_on_the_list()
    {
        var (id, other) = (await App.AcceptConsultationAsync("one@example.org"), await App.AcceptConsultationAsync(
            "two@example.org"));
        await App.ProcessQueueAsync();
        await App.ChangeAsync(id, RequestAction.NoAnswer);
        await App.ProcessQueueAsync();
        var before = await App.RowsAsync(IsKept);
        await App.ExportAsync();
        await App.DropAsync("Submissions");
        await App.DropAsync("Mails");
        await App.DropAsync("Desk");

        await App.RestoreAsync(new RestoreScope(Submission: id));

        Assert.Equal(
            before.Where(row => !row.StartsWith("Recipients", StringComparison.Ordinal)
                && !row.Contains(other, StringComparison.Ordinal)),
            await App.RowsAsync((table, row) => IsKept(table, row) && table != "Recipients"));
    }

    // Staff answered it after the export; then its row was lost, and the index still knows the later change.
    [Fact]
    public async Task A_request_whose_answer_was_lost_is_on_the_list_again()
    {
        var id = await App.AcceptConsultationAsync("one@example.org");
        await App.ProcessQueueAsync();
        await App.ExportAsync();
        await App.ChangeAsync(id, RequestAction.Called);
        Assert.Empty(await App.Get<IRequestIndex>().ReadOpenAsync(default).ToListAsync());
        await App.DropAsync("Submissions");

        await App.RestoreAsync();

        Assert.Equal(id, Assert.Single(await App.Get<IRequestIndex>().ReadOpenAsync(default).ToListAsync()).Key.Id);
        await App.ChangeAsync(id, RequestAction.Booked);
        Assert.Empty(await App.Get<IRequestIndex>().ReadOpenAsync(default).ToListAsync());
    }

    [Fact]
    public async Task An_account_comes_back_only_when_there_is_none()
    {
        var sessions = App.Get<BlueSky.Functions.Staff.ISessionStore>();
        await sessions.TryAddAccountAsync("a1", "p1", default);
        await sessions.TryAddAccountAsync("a2", "p2", default);
        await App.ExportAsync();
        await App.DeleteAsync("Sessions", row => row.Key.Row is "account-a1" or "person-p1");

        await App.RestoreAsync();

        Assert.Null(await sessions.FindAccountAsync("a1", default));

        await App.DeleteAsync("Sessions");
        await App.RestoreAsync();

        Assert.Equal(("p1", "p2"), (
            await sessions.FindAccountAsync("a1", default), await sessions.FindAccountAsync("a2", default)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_opted_out_or_is_suppressed_stays_so(bool replaces)
    {
        var book = App.Get<RecipientBook>();
        var (ada, bob) = (EmailAddress.TryParse("ada@example.org")!, EmailAddress.TryParse("bob@example.org")!);
        foreach (var address in (EmailAddress[])[ada, bob])
        {
            await App.AcceptAsync("subscribe", ("email", address.Canonical));
            await App.ProcessQueueAsync();
            await book.ChangeAsync(
                address, each => each.Confirm(each.RequestNumber, "BSK-1", StoredApp.Begin), default);
        }

        await App.ExportAsync();
        await book.ChangeAsync(ada, each => each.Unsubscribe("link", App.Clock.GetUtcNow()), default);
        await book.SuppressAsync(bob, "bounce", App.Clock.GetUtcNow(), default);

        var report = await App.RestoreAsync(new RestoreScope(Replaces: replaces));

        Assert.Equal(2, report.Tables["Recipients"].Different);
        Assert.Equal(SubscriptionState.Unsubscribed, (await book.FindAsync(ada, default))!.State);
        Assert.Equal(SubscriptionState.Suppressed, (await book.FindAsync(bob, default))!.State);
    }

    /// <summary>A day with posts of every kind, all of them processed.</summary>
    private async Task<IReadOnlyList<string>> ClinicDayAsync()
    {
        var (open, called) = (await App.AcceptConsultationAsync("ada@example.org"), await App.AcceptConsultationAsync(
            "bob@example.org"));
        var held = await App.AcceptAsync(
            "consultation", ("name", "Eve"), ("phone", "505 555 0177"), ("_gotcha", "x"));
        await App.AcceptAsync("subscribe", ("email", "ada@example.org"));
        await App.ProcessQueueAsync();
        await App.ChangeAsync(open, RequestAction.NoAnswer);
        await App.ChangeAsync(called, RequestAction.Called);
        await App.ProcessQueueAsync();
        var spam = await App.AcceptAsync(
            "consultation", ("name", "Mal"), ("email", "mal@example.org"), ("_gotcha", "x"));
        await App.ProcessQueueAsync();
        await App.ChangeAsync(spam, RequestAction.Spam);
        await App.ProcessQueueAsync();
        await App.Get<BlueSky.Functions.Staff.ISessionStore>().TryAddAccountAsync("a1", "p1", default);
        Assert.NotEmpty(held);
        return await App.RowsAsync(IsKept);
    }

    private static bool IsKept(string table, TableRow row) =>
        !(table == "Submissions" && row.Key.Row.StartsWith("claim.", StringComparison.Ordinal));

    private static string Pointer(IReadOnlyList<string> rows) =>
        rows.First(row => row.StartsWith("Desk requests id.", StringComparison.Ordinal)).Split(' ')[2];

    private static IEnumerable<string> WithoutChanges(IReadOnlyList<string> rows) =>
        rows.Select(row => System.Text.RegularExpressions.Regex.Replace(row, @"Changes=\d+", "Changes"));
}
