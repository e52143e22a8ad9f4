using System.Diagnostics.Tracing;
using Microsoft.Diagnostics.NETCore.Client;
using Microsoft.Diagnostics.Tracing;
using Microsoft.Diagnostics.Tracing.Parsers;

namespace BlueSky.Benchmarks;

/// <summary>
/// What another .NET process allocates, by the events of its runtime: nothing in that process is changed.
/// </summary>
internal static class Allocations
{
    private const string Runtime = "Microsoft-Windows-DotNETRuntime";

    /// <summary>While something runs. There is one event for about 100 KB, so a few of them may be missing.</summary>
    public static async Task<long> CountBytesAsync(int processId, Func<Task> runAsync)
    {
        var ticks = new EventPipeProvider(Runtime, EventLevel.Verbose, (long)ClrTraceEventParser.Keywords.GC);
        using var session = await new DiagnosticsClient(processId).StartEventPipeSessionAsync(
            [ticks], requestRundown: false, token: CancellationToken.None);
        var counting = Task.Run(() => CountBytes(session.EventStream));
        await runAsync();
        await session.StopAsync(CancellationToken.None);
        return await counting;
    }

    private static long CountBytes(Stream events)
    {
        var bytes = 0L;
        using var source = new EventPipeEventSource(events);
        source.Clr.GCAllocationTick += tick => bytes += tick.AllocationAmount64;
        source.Process();
        return bytes;
    }
}
