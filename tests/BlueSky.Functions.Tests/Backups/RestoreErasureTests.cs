using BlueSky.Functions.Backups;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Mail;
using BlueSky.Functions.Operations;
using BlueSky.Functions.Recipients;
using BlueSky.Functions.Requests;
using BlueSky.Functions.Tests.Contracts;

namespace BlueSky.Functions.Tests.Backups;

/// <summary>What must not come back, and what must not happen.</summary>
[Collection(nameof(Azurite))]
public sealed class RestoreErasureTests(Azurite azurite) : IAsyncLifetime, IDisposable
{
    private readonly Azurite azurite = azurite;
    private StoredApp? stored;

    private StoredApp App => stored ??= new StoredApp(azurite);

    public Task InitializeAsync() => azurite.EmptyAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => stored?.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_was_erased_after_the_export_does_not_come_back(bool isEverythingElseLost)
    {
        var id = await App.AcceptConsultationAsync("ada@example.org");
        await App.AcceptAsync("subscribe", ("email", "ada@example.org"));
        await App.AcceptConsultationAsync("bob@example.org");
        await App.ProcessQueueAsync();
        await App.ExportAsync();
        App.Clock.Advance(TimeSpan.FromMinutes(1));
        await App.EraseAsync("ada@example.org");
        if (isEverythingElseLost)
        {
            foreach (var table in (string[])["Submissions", "Mails", "Recipients", "Desk"])
            {
                await App.DropAsync(table);
            }
        }

        var report = await App.RestoreAsync(new RestoreScope(Replaces: true));

        Assert.Equal(2, report.Erased.Count);
        Assert.Equal(isEverythingElseLost ? 1 : 0, report.Cleared);
        Assert.DoesNotContain(await App.RowsAsync(), row => row.Contains("ada@example.org", StringComparison.Ordinal));
        Assert.Contains(await App.RowsAsync(), row => row.Contains("bob@example.org", StringComparison.Ordinal));
        Assert.True((await App.RestoreAsync(new RestoreScope(Submission: id))).ChangesNothing);
        var recipient = (await App.Get<RecipientBook>().FindAsync(EmailAddress.TryParse("ada@example.org")!, default))!;
        Assert.True(recipient.IsCleared());
        Assert.NotEmpty(recipient.Acknowledgements.Entries);
    }

    // The account is lost, and the newest export has the audit with the erasure.
    [Fact]
    public async Task An_erasure_that_a_newer_export_knows_counts_for_an_older_one()
    {
        await App.AcceptConsultationAsync("ada@example.org");
        await App.ProcessQueueAsync();
        await App.ExportAsync();
        App.Clock.Advance(TimeSpan.FromDays(1));
        await App.EraseAsync("ada@example.org");
        await App.Get<NightlyExport>().RunAsync(new DateOnly(2026, 1, 9), TimeSpan.FromMinutes(8), default);
        foreach (var table in (string[])["Submissions", "Mails", "Recipients", "Desk", "Audit"])
        {
            await App.DropAsync(table);
        }

        var older = await App.Get<BackupCatalog>().FindAsync(new DateOnly(2026, 1, 8), false, default);
        await App.Get<Restore>().RunAsync(older, new RestoreScope(), writes: true, default);

        Assert.DoesNotContain(await App.RowsAsync(), row => row.Contains("ada@example.org", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_wrote_again_after_being_erased_is_restored()
    {
        await App.AcceptConsultationAsync("ada@example.org");
        await App.ProcessQueueAsync();
        await App.EraseAsync("ada@example.org");
        App.Clock.Advance(TimeSpan.FromMinutes(1));
        var again = await App.AcceptConsultationAsync("ada@example.org", "It is me again.");
        await App.ProcessQueueAsync();
        await App.ExportAsync();
        await App.DropAsync("Submissions");

        await App.RestoreAsync();

        Assert.NotNull(await App.FindAsync("Submissions", again));
    }

    // A command that did nothing erased nobody.
    [Theory]
    [InlineData("declined", true)]
    [InlineData("nothing", true)]
    [InlineData("done", false)]
    [InlineData(null, false)]
    public async Task A_command_counts_unless_it_did_nothing(string? outcome, bool comesBack)
    {
        var id = await App.AcceptConsultationAsync("ada@example.org");
        await App.ProcessQueueAsync();
        await App.ExportAsync();
        App.Clock.Advance(TimeSpan.FromMinutes(1));
        var begun = AuditEntry.Begin(App.Clock.GetUtcNow(), "rosa", "erase", id);
        await App.Get<IAuditLog>().AddAsync(begun, default);
        if (outcome is not null)
        {
            await App.Get<IAuditLog>().AddAsync(begun.End(App.Clock.GetUtcNow(), outcome), default);
        }

        await App.DropAsync("Submissions");
        await App.RestoreAsync();

        Assert.Equal(comesBack, await App.FindAsync("Submissions", id) is not null);
    }

    [Fact]
    public async Task Another_persons_request_that_named_the_erased_one_comes_back_only_when_it_is_asked_for()
    {
        var id = await App.AcceptConsultationAsync("grace@example.org", "Ada is ada@example.org.");
        await App.ProcessQueueAsync();
        await App.ExportAsync();
        App.Clock.Advance(TimeSpan.FromMinutes(1));
        await App.EraseAsync("ada@example.org");

        Assert.True((await App.RestoreAsync(new RestoreScope(Replaces: true))).ChangesNothing);
        Assert.Equal("Ada is [erased].", (await App.FindAsync("Submissions", id))!.Text("Message"));

        await App.DropAsync("Submissions");
        var report = await App.RestoreAsync();

        Assert.Equal([id], report.Redacted);
        Assert.Null(await App.FindAsync("Submissions", id));

        await App.RestoreAsync(new RestoreScope(Submission: id));

        Assert.Equal("Ada is ada@example.org.", (await App.FindAsync("Submissions", id))!.Text("Message"));
    }

    [Fact]
    public async Task No_email_goes_out_by_itself_and_each_does_when_it_is_requeued()
    {
        var sent = await App.AcceptConsultationAsync("sent@example.org");
        await App.ProcessQueueAsync();
        App.Sender.Answer = _ => new SendOutcome.NotSent("503", After: null);
        var waits = await App.AcceptConsultationAsync("waits@example.org");
        await App.ProcessQueueAsync();
        var unprocessed = await App.AcceptConsultationAsync("unprocessed@example.org");
        await App.ExportAsync();
        foreach (var table in (string[])["Submissions", "Mails", "Desk"])
        {
            await App.DropAsync(table);
        }

        // The messages that were in the queue are still there.
        App.Sender.Answer = _ => new SendOutcome.Accepted("message-1");
        var before = App.Sender.Sent.Count;

        var report = await App.RestoreAsync();
        await App.SweepAsync();
        await App.SweepAsync();

        Assert.Equal((1, 2), (report.NotProcessed, report.Parked));
        Assert.Equal(before, App.Sender.Sent.Count);
        Assert.DoesNotContain(await App.RowsAsync(), row => row.Contains(" open.BSK", StringComparison.Ordinal));
        Assert.Equal("failed", (await App.FindAsync("Submissions", unprocessed))!.Text("State"));
        Assert.Equal(
            "restored before it was processed", (await App.FindAsync("Submissions", unprocessed))!.Text("Error"));
        Assert.Equal(
            ("parked", "restored"),
            ((await App.FindAsync("Mails", $"{waits}.staff-notice"))!.Text("State"),
                (await App.FindAsync("Mails", $"{waits}.staff-notice"))!.Text("Error")));
        Assert.Equal(
            new[] { sent, unprocessed, waits }.Order(),
            (await App.Get<IRequestIndex>().ReadOpenAsync(default).ToListAsync()).Select(line => line.Key.Id).Order());

        // Staff work with them as ever, and nothing goes out by that.
        await App.ChangeAsync(waits, RequestAction.NoAnswer);
        await App.SweepAsync();
        Assert.Equal(before, App.Sender.Sent.Count);

        await App.Get<Requeue>().RunAsync(waits, mail: null, default);
        await App.Get<Requeue>().RunAsync(unprocessed, mail: null, default);
        await App.ProcessQueueAsync();

        Assert.Equal(before + 4, App.Sender.Sent.Count);
        Assert.True((await App.RestoreAsync()).ChangesNothing);
    }
}
