using BlueSky.Benchmarks.SortedStorage;
using BlueSky.Functions.Processing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace BlueSky.Benchmarks;

/// <summary>The app's own Sweep, on tables and a queue of its own, with all counted that goes to and fro.</summary>
internal sealed class SweepScene : IAsyncDisposable
{
    private readonly DataFolder data = new();
    private readonly Stack<IAsyncDisposable> started = new();
    private readonly List<double> milliseconds = [];
    private CountingProxy? tables;
    private CountingProxy? queues;
    private Sweeper? sweeper;

    public StorageCounts Tables => tables!.Counts;

    /// <summary>How many were sent.</summary>
    public long Messages => queues!.Counts.Requests;

    public IEnumerable<string> Filters => tables!.Filters.Keys;

    public double MedianMilliseconds => milliseconds.Order().ElementAt(milliseconds.Count / 2);

    public static async Task<SweepScene> StartAsync(
        StoredDays days, bool onAzurite, TimeProvider clock, TextWriter progress)
    {
        var scene = new SweepScene();
        try
        {
            await scene.PrepareAsync(days, onAzurite, clock, progress);
            return scene;
        }
        catch
        {
            await scene.DisposeAsync();
            throw;
        }
    }

    public async Task SweepAsync(TimeProvider clock)
    {
        var begin = clock.GetTimestamp();
        await sweeper!.RunAsync(CancellationToken.None);
        milliseconds.Add(clock.GetElapsedTime(begin).TotalMilliseconds);
    }

    public async ValueTask DisposeAsync()
    {
        while (started.TryPop(out var last))
            await last.DisposeAsync();
        data.Dispose();
    }

    private async Task PrepareAsync(StoredDays days, bool onAzurite, TimeProvider clock, TextWriter progress)
    {
        var storage = onAzurite ? await OnAzuriteAsync(days, progress) : await OnSortedAsync(days, clock);
        tables = Started(await CountingProxy.StartAsync(storage.Tables));
        queues = Started(await CountingProxy.StartAsync(
            storage.Queues, request => HttpMethods.IsPost(request.Method)));
        var app = Started(ComposedApp.On(storage.Through(tables.Address, queues.Address)));
        // The first one creates the queue and opens connections: it is not counted.
        sweeper = app.GetRequiredService<Sweeper>();
        await sweeper.RunAsync(CancellationToken.None);
        tables.Reset();
        queues.Reset();
    }

    private async Task<StorageAddress> OnAzuriteAsync(StoredDays days, TextWriter progress)
    {
        var (process, connectionString) = await StorageUnderTest.StartAsync(data);
        started.Push(process);
        await days.WriteToAsync(connectionString, progress);
        return new StorageAddress(connectionString);
    }

    private async Task<StorageAddress> OnSortedAsync(StoredDays days, TimeProvider clock)
    {
        var account = Started(await StorageAccount.StartAsync(clock));
        account.Load(days.Keys().Select(key => (StoredDays.Table, days.Entity(key.Partition, key.Row))));
        return account.Address;
    }

    private T Started<T>(T one)
        where T : IAsyncDisposable
    {
        started.Push(one);
        return one;
    }
}
