using System.Diagnostics;

namespace BlueSky.Benchmarks;

/// <summary>The seconds that some processes spend on the processors while something runs.</summary>
internal sealed class ProcessorTimes(params IReadOnlyList<(string Name, int Id)> processes)
{
    /// <summary>Those of this program are the last.</summary>
    public async Task<ProcessorUse> MeasureAsync(TimeProvider clock, Func<Task> runAsync)
    {
        var (before, started) = (Read(), clock.GetTimestamp());
        await runAsync();
        var seconds = clock.GetElapsedTime(started).TotalSeconds;
        return new ProcessorUse(
            seconds,
            [.. before.Zip(Read(), (earlier, later) => (later.Name, later.Seconds - earlier.Seconds))]);
    }

    private List<(string Name, double Seconds)> Read() =>
    [
        .. processes.Append((Name: "this program", Id: Environment.ProcessId)).Select(one =>
        {
            using var process = Process.GetProcessById(one.Id);
            return (one.Name, process.TotalProcessorTime.TotalSeconds);
        }),
    ];
}

/// <param name="Seconds">How long it ran.</param>
internal sealed record ProcessorUse(double Seconds, IReadOnlyList<(string Name, double Seconds)> Processes);
