using System.Globalization;

namespace BlueSky.Endurance;

/// <summary>What the system says of the worker, and what its visitors met, again and again; on Linux.</summary>
internal sealed class SoakSamples(AppUnderTest app, Visitors visitors, StoredRows rows, TimeProvider clock)
{
    private readonly List<SoakSample> all = [];

    public IReadOnlyList<SoakSample> All => all;

    /// <summary>Until it is cancelled.</summary>
    public async Task TakeAsync(TimeSpan every, CancellationToken cancellationToken)
    {
        var seen = 0;
        using var timer = new PeriodicTimer(every, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                var worker = await app.WorkerIdAsync(cancellationToken);
                var open = await rows.CountOpenAsync(cancellationToken);
                var waits = visitors.Accepted.Skip(seen).Select(form => form.Waited.TotalMilliseconds).Order().ToList();
                seen += waits.Count;
                var (memory, handles) = Look(worker);
                all.Add(new SoakSample(worker, memory, handles, open, At(waits, 0.5), At(waits, 0.99)));
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The run is over.
        }
    }

    /// <returns>Not a number for a worker that was killed a moment ago.</returns>
    private static (double Memory, double Handles) Look(int worker)
    {
        try
        {
            // "VmRSS:     123456 kB".
            var resident = File.ReadLines($"/proc/{worker}/status")
                .FirstOrDefault(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
            return resident is null
                ? (double.NaN, double.NaN)
                : (double.Parse(resident.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
                    CultureInfo.InvariantCulture) / 1024, Directory.GetFileSystemEntries($"/proc/{worker}/fd").Length);
        }
        catch (IOException)
        {
            return (double.NaN, double.NaN);
        }
    }

    private static double At(List<double> sorted, double share) =>
        sorted.Count == 0 ? double.NaN : sorted[(int)(sorted.Count * share)];
}
