using BlueSky.Functions.FrontDesk;
using BlueSky.Functions.Requests;
using BlueSky.Functions.Settings;
using BlueSky.Functions.Staff;
using BlueSky.Functions.Submissions;
using Microsoft.Extensions.DependencyInjection;

namespace BlueSky.Benchmarks;

/// <summary>The front desk's pages, made in this process, on tables of their own in Azurite.</summary>
internal sealed class DeskScene : IAsyncDisposable
{
    private const int Open = 20;
    private const string Digits = "23456789AB";

    private static readonly StaffVisit Visit = new(new StaffPerson("Rosa", "rosa@clinic.example"), true, "token");

    private readonly DataFolder data = new();
    private readonly Stack<IAsyncDisposable> started = new();
    private CountingProxy? tables;
    private ServiceProvider? app;

    public StorageCounts Counts => tables!.Counts;

    public static async Task<DeskScene> StartAsync(StoredRequests stored, TextWriter progress)
    {
        var scene = new DeskScene();
        try
        {
            await scene.PrepareAsync(stored, progress);
            return scene;
        }
        catch
        {
            await scene.DisposeAsync();
            throw;
        }
    }

    public Task ListAsync() =>
        app!.GetRequiredService<RequestListEndpoint>().ShowAsync(Visit, saved: null, CancellationToken.None);

    /// <param name="words">Null for the newest page of all requests.</param>
    public Task SearchAsync(string? words) => app!.GetRequiredService<SearchEndpoint>().SearchAsync(
        Visit, new SearchInput(words, State: null, From: null, To: null, Page: 1), CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        while (started.TryPop(out var last))
            await last.DisposeAsync();
        data.Dispose();
    }

    private async Task PrepareAsync(StoredRequests stored, TextWriter progress)
    {
        var (process, connectionString) = await StorageUnderTest.StartAsync(data);
        started.Push(process);
        await stored.WriteToAsync(connectionString, progress);
        var storage = new StorageAddress(connectionString);
        tables = await CountingProxy.StartAsync(storage.Tables);
        started.Push(tables);
        app = ComposedApp.On(storage.Through(tables.Address, storage.Queues));
        started.Push(app);
        for (var number = 0; number < Open; number++)
            await app.GetRequiredService<IRequestIndex>()
                .PutAsync(LineOf(number, stored.Today), CancellationToken.None);

        // The first ones open connections: they are not counted.
        await ListAsync();
        await SearchAsync("visitor");
    }

    private static RequestLine LineOf(int number, DateOnly today)
    {
        var receivedAt = new DateTimeOffset(today, new TimeOnly(0, number), TimeSpan.Zero);
        return new RequestLine
        {
            Key = new SubmissionKey(today, $"BSK-3333-33{Digits[number / 10]}{Digits[number % 10]}"),
            Kind = "consultation",
            ReceivedAt = receivedAt,
            PromisedBy = receivedAt.AddDays(1),
            Handling = Handling.New,
            Name = $"Person {number}",
            Phone = "505-555-0142",
        };
    }
}
