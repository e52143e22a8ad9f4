using BlueSky.Functions.Backups;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Mail;
using BlueSky.Functions.Operations;
using BlueSky.Functions.Processing;
using BlueSky.Functions.Requests;
using BlueSky.Functions.Submissions;
using BlueSky.Functions.Tests.Contracts;
using BlueSky.Functions.Tests.Fakes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BlueSky.Functions.Tests.Backups;

/// <summary>The app with tables and backups in Azurite; the queue, SendGrid and the time are fakes.</summary>
internal sealed class StoredApp : IDisposable
{
    public static readonly DateTimeOffset Begin = DateTimeOffset.Parse("2026-01-08T19:42:07Z");

    private readonly Azurite azurite;
    private readonly ServiceProvider services;

    public StoredApp(Azurite azurite)
    {
        this.azurite = azurite;
        Queue = new FakeQueue(Clock);
        services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(Clock)
            .AddBlueSky(new ConfigurationBuilder()
                .AddInMemoryCollection(TestApp.ValidSettings)
                .AddInMemoryCollection(new Dictionary<string, string?>
                {
                    ["AzureWebJobsStorage"] = azurite.ConnectionString,
                    ["Backup:ConnectionString"] = azurite.ConnectionString,
                })
                .Build())
            .AddSingleton<ISubmissionQueue>(Queue)
            .AddSingleton<IMailSender>(Sender)
            .BuildServiceProvider();
    }

    public FakeTimeProvider Clock { get; } = new(Begin);

    public FakeQueue Queue { get; }

    public FakeMailSender Sender { get; } = new();

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public Task<string> AcceptConsultationAsync(
        string email, string message = "Please call.", string phone = "505-555-0199") => AcceptAsync(
        "consultation", ("name", "Ada"), ("email", email), ("phone", phone), ("message", message));

    public Task<string> AcceptAsync(string form, params (string Name, string Value)[] fields) =>
        TestApp.AcceptAsync(services, form, fields);

    public async Task ProcessQueueAsync()
    {
        while (Queue.TakeVisible() is { Count: > 0 } messages)
        {
            foreach (var message in messages)
            {
                await Get<SubmissionProcessor>().ProcessAsync(message, CancellationToken.None);
            }
        }
    }

    public async Task SweepAsync()
    {
        Clock.Advance(TimeSpan.FromHours(1));
        await Get<Sweeper>().RunAsync(CancellationToken.None);
        await ProcessQueueAsync();
    }

    public async Task ChangeAsync(string id, RequestAction action) => Assert.IsType<RequestChangeResult.Done>(
        await Get<RequestActions>().ApplyAsync(
            new SubmissionKey(SubmissionKey.DayOf(Begin), id), version: null,
            new RequestChange(action, "rosa@clinic.example", "a note"), default));

    public async Task ExportAsync() => Assert.True(
        (await Get<NightlyExport>().RunAsync(new DateOnly(2026, 1, 8), TimeSpan.FromMinutes(8), default)).IsComplete);

    public async Task<RestoreReport> RestoreAsync(RestoreScope? scope = null, bool writes = true)
    {
        var export = await Get<BackupCatalog>().FindAsync(day: null, allowIncomplete: false, default);
        return await Get<Restore>().RunAsync(export, scope ?? new RestoreScope(), writes, default);
    }

    /// <summary>Erases a person as the tool does, with its entries in the audit.</summary>
    public async Task EraseAsync(string email)
    {
        var address = EmailAddress.TryParse(email)!;
        var audit = Get<IAuditLog>();
        var begun = AuditEntry.Begin(
            Clock.GetUtcNow(), "rosa", "erase",
            AuditSubject.Of(address, Get<BlueSky.Functions.Settings.SecretSettings>().AddressKey));
        await audit.AddAsync(begun, default);
        var person = new Person([address], []);
        var erased = await Get<Erasure>().EraseAsync(
            await Get<PersonSearch>().FindAsync(person, default), person, default);
        await audit.AddAsync(
            begun.End(Clock.GetUtcNow(), "done") with
            {
                Submissions = erased.Submissions, Redacted = erased.Redacted, Recipients = erased.RecipientKeys,
            },
            default);
    }

    /// <summary>All rows of all tables but the audit, as text, without what each write changes.</summary>
    public async Task<IReadOnlyList<string>> RowsAsync(Func<string, TableRow, bool>? includes = null)
    {
        var all = new List<string>();
        foreach (var table in (string[])["Submissions", "Mails", "Recipients", "Desk", "Sessions"])
        {
            await foreach (var row in Get<IRowStore>().ReadAsync(table, RowRange.All, default))
            {
                if (includes?.Invoke(table, row) ?? true)
                {
                    all.Add($"{table} {row.Key.Partition} {row.Key.Row} " + TextOf(row));
                }
            }
        }

        return all;
    }

    private static string TextOf(TableRow row) => string.Join(", ", row.Columns
        .Where(column => column.Key != "Write" && column.Value is not "")
        .OrderBy(column => column.Key, StringComparer.Ordinal)
        .Select(column => (column.Key, Value: column.Value is DateTimeOffset time ? $"{time:O}" : column.Value))
        .Select(column => $"{column.Key}={column.Value}"));

    public async Task<TableRow?> FindAsync(string table, string row) =>
        await Get<IRowStore>().ReadAsync(table, RowRange.All, default)
            .FirstOrDefaultAsync(each => each.Key.Row == row);

    /// <summary>Writes over a column behind the app's back.</summary>
    public async Task DamageAsync(string table, string row, string column, object? value)
    {
        var damaged = (await FindAsync(table, row))!.With((column, value));
        Assert.True(await Get<IRowStore>().TryWriteAsync(table, [damaged], default));
    }

    public async Task DeleteAsync(string table, Func<TableRow, bool>? which = null)
    {
        foreach (var row in await Get<IRowStore>().ReadAsync(table, RowRange.All, default).ToListAsync())
        {
            if (which?.Invoke(row) ?? true)
            {
                await azurite.Tables.GetTableClient(table).DeleteEntityAsync(row.Key.Partition, row.Key.Row);
            }
        }
    }

    public Task DropAsync(string table) => azurite.Tables.DeleteTableAsync(table);

    public void Dispose() => services.Dispose();
}
