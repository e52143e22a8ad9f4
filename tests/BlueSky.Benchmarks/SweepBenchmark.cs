using BlueSky.EndToEndTests.Hosting;
using BlueSky.Endurance;
using BlueSky.Functions;
using BlueSky.Functions.Submissions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BlueSky.Benchmarks;

/// <summary>
/// The app's own Sweep, on its own tables and queue, with nothing old behind the open submissions and with a lot.
/// </summary>
internal sealed class SweepBenchmark(int old, int open, bool onAzurite, TimeProvider clock, TextWriter output)
{
    private const int Times = 5;

    /// <param name="Tables">Of one sweep.</param>
    /// <param name="Messages">Queued by one sweep.</param>
    private sealed record Cost(StorageCounts Tables, long Messages, double Milliseconds, IEnumerable<string> Filters);

    public async Task RunAsync()
    {
        var none = await MeasureAsync(0);
        var many = await MeasureAsync(old);

        await output.WriteLineAsync();
        await output.WriteAsync(RatioTable.Render(
            ("one sweep, old rows:", "0", $"{old}"),
            [
                ("open submissions", open, open),
                ("table requests", none.Tables.Requests, many.Tables.Requests),
                ("rows received", none.Tables.Rows, many.Tables.Rows),
                ("bytes received", none.Tables.Bytes, many.Tables.Bytes),
                ("messages queued", none.Messages, many.Messages),
                ($"milliseconds, median of {Times}", none.Milliseconds, many.Milliseconds),
            ]));
        await output.WriteLineAsync($"Its {many.Filters.Count()} queries, a day each, like this one:");
        await output.WriteLineAsync($"  {many.Filters.Order(StringComparer.Ordinal).Last()}");
        if (onAzurite)
        {
            await output.WriteLineAsync(
                "Azurite does not keep its keys sorted: its time grows with the rows. Azure reads the range.");
        }
    }

    private async Task<Cost> MeasureAsync(int old)
    {
        await output.WriteLineAsync($"{open} open submissions and {old} old ones, on "
            + (onAzurite ? "Azurite" : "a table service that keeps its keys sorted"));
        using var data = new DataFolder();
        var (process, connectionString) = await StorageUnderTest.StartAsync(data);
        await using var azurite = process;
        var storage = new StorageAddress(connectionString);
        var days = new StoredDays(open, old, clock.GetUtcNow());
        await using var sorted = onAzurite ? null : await SortedTables.StartAsync(days);
        if (onAzurite)
            await days.WriteToAsync(connectionString, output);

        await using var tables = await CountingProxy.StartAsync(sorted?.Address ?? storage.Tables);
        await using var queues = await CountingProxy.StartAsync(
            storage.Queues, request => HttpMethods.IsPost(request.Method));
        await using var app = Compose(storage.Through(tables.Address, queues.Address));
        return await MeasureAsync(app.GetRequiredService<Sweep>(), tables, queues);
    }

    private async Task<Cost> MeasureAsync(Sweep sweep, CountingProxy tables, CountingProxy queues)
    {
        // The first one creates the queue and opens connections.
        await sweep.RunAsync(CancellationToken.None);
        var (tablesBefore, queuesBefore) = (tables.Counts, queues.Counts);
        var times = new List<double>();
        for (var i = 0; i < Times; i++)
        {
            var started = clock.GetTimestamp();
            await sweep.RunAsync(CancellationToken.None);
            times.Add(clock.GetElapsedTime(started).TotalMilliseconds);
        }

        var read = tables.Counts - tablesBefore;
        return new Cost(
            new StorageCounts(read.Requests / Times, read.Rows / Times, read.Bytes / Times),
            (queues.Counts - queuesBefore).Requests / Times,
            times.Order().ElementAt(Times / 2),
            tables.Filters.Keys);
    }

    private static ServiceProvider Compose(StorageAddress storage) => new ServiceCollection()
        .AddLogging()
        .AddBlueSky(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["AzureWebJobsStorage"] = storage.ConnectionString,
            ["SendGrid:ApiKey"] = "SG.unused",
            ["Mail:From"] = TestSettings.From,
            ["Mail:FromName"] = "Clinic",
            ["Mail:Staff"] = TestSettings.FirstStaff,
            ["Site:BaseUrl"] = TestSettings.Backend,
            ["Site:ThankYouUrl"] = TestSettings.ThankYou,
            ["Clinic:Name"] = "Clinic",
            ["Clinic:Phone"] = "505-555-0100",
            ["Clinic:PostalAddress"] = TestSettings.PostalAddress,
            ["Clinic:TimeZone"] = "America/Denver",
            ["Secrets:Keys"] = "k1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
            ["Secrets:AddressKey"] = "ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8=",
        }).Build())
        .BuildServiceProvider();
}
