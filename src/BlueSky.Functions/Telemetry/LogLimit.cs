using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace BlueSky.Functions.Telemetry;

/// <summary>
/// Lets each kind of log line through once in ten seconds, so that a flood of requests is no flood of paid lines.
/// </summary>
internal sealed class LogLimit(TimeProvider clock)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, DateTimeOffset> nextAt = new();

    /// <param name="line">The kind of line: by default, the file that writes it.</param>
    public bool Allows([CallerFilePath] string line = "")
    {
        var now = clock.GetUtcNow();
        var next = nextAt.GetOrAdd(line, DateTimeOffset.MinValue);
        return now >= next && nextAt.TryUpdate(line, now + Interval, next);
    }
}
