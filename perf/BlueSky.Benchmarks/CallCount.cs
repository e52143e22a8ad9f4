using System.Globalization;
using Azure.Data.Tables;
using Microsoft.AspNetCore.Http;

namespace BlueSky.Benchmarks;

/// <summary>The storage calls that a consultation request costs: to accept it, and to finish it with two emails.</summary>
internal sealed class CallCount(WorkerPackage app, int submissions, TextWriter output)
{
    private static readonly Dictionary<string, string> Processing = new()
    {
        ["AzureWebJobs.sweep.Disabled"] = "true",
        ["AzureWebJobs.backup.Disabled"] = "true",
        // High enough to hold nothing back, so that counting them is counted.
        ["Limits:AcknowledgementsPerHour"] = "10000",
        ["Limits:StaffNoticesPerHour"] = "10000",
        ["Logging:LogLevel:BlueSky"] = "Warning",
    };

    /// <returns>The mean for each submission.</returns>
    public async Task<double> CountAsync(bool processes)
    {
        using var data = new DataFolder();
        var (process, connectionString) = await StorageUnderTest.StartAsync(data);
        await using (process)
        {
            return await CountAsync(new StorageAddress(connectionString), processes);
        }
    }

    private async Task<double> CountAsync(StorageAddress storage, bool processes)
    {
        await using var tables = await CountingProxy.StartAsync(storage.Tables);
        // Messages that are sent; to receive and to delete them is the host's business.
        await using var queues = await CountingProxy.StartAsync(
            storage.Queues, request => HttpMethods.IsPost(request.Method));
        await using var worker = await WorkerUnderTest.StartAsync(
            app, storage.Through(tables.Address, queues.Address).ConnectionString,
            processes ? Processing : StorageUnderTest.AtRest);
        // The first one creates tables and queue.
        await PostAsync();
        tables.Reset();
        queues.Reset();
        for (var i = 0; i < submissions; i++)
            await PostAsync();

        await output.WriteLineAsync();
        await output.WriteLineAsync(processes ? "calls to accept and to finish:" : "calls to accept:");
        foreach (var (name, times) in tables.Calls.Concat(queues.Calls).OrderByDescending(call => call.Value))
        {
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"  {(double)times / submissions,5:F2} {name}"));
        }

        return (tables.Counts + queues.Counts).Requests / (double)submissions;

        async Task PostAsync()
        {
            await worker.PostAsync();
            if (processes)
                await AreClosedAsync(storage.ConnectionString);
            else
                await Eventually.BecomesAsync(
                    () => Task.FromResult(queues.Counts.Requests), sent => sent > 0, "the message is sent");
        }
    }

    /// <summary>Waits until nothing is open.</summary>
    public static async Task AreClosedAsync(string storage, int withinSeconds = 60) => await Eventually.BecomesAsync(
        async () =>
        {
            var markers = new TableClient(storage, StoredDays.Table)
                .QueryAsync<TableEntity>("RowKey ge 'open.' and RowKey lt 'open/'");
            return await markers.AnyAsync();
        },
        isOpen => !isOpen, "every submission is closed", withinSeconds);
}
