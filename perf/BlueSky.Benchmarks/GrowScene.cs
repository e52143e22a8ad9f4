using BlueSky.Benchmarks.SortedStorage;
using BlueSky.Functions.Digests;
using BlueSky.Functions.Forms;
using BlueSky.Functions.FrontDesk;
using BlueSky.Functions.Operations;
using BlueSky.Functions.Processing;
using BlueSky.Functions.Requests;
using BlueSky.Functions.Retention;
using BlueSky.Functions.Settings;
using BlueSky.Functions.Staff;
using BlueSky.Functions.Submissions;
using Microsoft.Extensions.DependencyInjection;

namespace BlueSky.Benchmarks;

/// <summary>The app's own pages and daily work, in this process, on a storage account of their own.</summary>
internal sealed class GrowScene : IAsyncDisposable
{
    private const int Open = 20;

    private static readonly StaffVisit Visit = new(new StaffPerson("Rosa", "rosa@clinic.example"), true, "token");

    private readonly Stack<IAsyncDisposable> started = new();
    private StorageAccount? account;
    private ServiceProvider? app;

    public StorageCounts Tables => account!.TableCounts;

    public long QueueRequests => account!.QueueCounts.Requests;

    public IReadOnlyDictionary<string, StorageCounts> Queries => account!.Queries.ToDictionary();

    public static async Task<GrowScene> StartAsync(int submissions, TimeProvider clock)
    {
        var scene = new GrowScene();
        try
        {
            await scene.PrepareAsync(submissions, clock);
            return scene;
        }
        catch
        {
            await scene.DisposeAsync();
            throw;
        }
    }

    public Task ListAsync() =>
        Get<RequestListEndpoint>().ShowAsync(Visit, saved: null, CancellationToken.None);

    /// <param name="words">Null for the newest page of all requests.</param>
    public Task SearchAsync(string? words) => Get<SearchEndpoint>().SearchAsync(
        Visit, new SearchInput(words, State: null, From: null, To: null, Page: 1), CancellationToken.None);

    public Task SweepAsync() => Get<Sweeper>().RunAsync(CancellationToken.None);

    public Task DigestAsync() => Get<DailyDigest>().RunAsync(CancellationToken.None);

    public async Task ExportAsync()
    {
        var person = new Person([EmailAddress.OfStored("visitor7@example.org")], []);
        var found = await Get<PersonSearch>().FindAsync(person, CancellationToken.None);
        if (found.Submissions.Count != 1)
            throw new InvalidOperationException($"Of one submission, {found.Submissions.Count} were found.");
    }

    public Task RetainAsync() => Get<DailyRetention>().RunAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        while (started.TryPop(out var last))
            await last.DisposeAsync();
    }

    private T Get<T>()
        where T : notnull => app!.GetRequiredService<T>();

    private async Task PrepareAsync(int submissions, TimeProvider clock)
    {
        account = await StorageAccount.StartAsync(clock);
        started.Push(account);
        app = ComposedApp.On(account.Address);
        started.Push(app);
        var now = clock.GetUtcNow();
        account.Load(new StoredYear(submissions, Open, now, Get<SecretSettings>().AddressKey).Rows());
        for (var number = submissions; number < submissions + Open; number++)
            await Get<IRequestIndex>().PutAsync(LineOf(number, now), CancellationToken.None);

        // As if retention had run yesterday.
        var audit = AuditEntry.Begin(now.AddDays(-1), "timer", DailyRetention.Command, "retention");
        await Get<IAuditLog>().AddAsync(audit, CancellationToken.None);
        await Get<IAuditLog>().AddAsync(audit.End(now.AddDays(-1), "done"), CancellationToken.None);
        await WarmUpAsync();
    }

    // The first ones open connections and store the day's digest: they are not counted.
    private async Task WarmUpAsync()
    {
        await ListAsync();
        await SearchAsync("visitor");
        await SweepAsync();
        await DigestAsync();
    }

    private static RequestLine LineOf(int number, DateTimeOffset now) => new()
    {
        Key = new SubmissionKey(SubmissionKey.DayOf(now), StoredRequests.IdOf(number)),
        Kind = "consultation",
        ReceivedAt = now.AddMinutes(-number % 60),
        PromisedBy = now.AddDays(1),
        Handling = Handling.New,
        // Of one length in every run.
        Name = $"Person {number % 10}",
        Phone = "505-555-0142",
    };
}
