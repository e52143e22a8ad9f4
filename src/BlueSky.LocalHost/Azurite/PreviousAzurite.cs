using System.Diagnostics;
using System.Globalization;

namespace BlueSky.LocalHost.Azurite;

/// <summary>
/// Waits for the Azurite of a killed LocalHost, which may still be writing its data. Two of them can start on one
/// folder without an error, and then both lose their tables.
/// </summary>
internal static class PreviousAzurite
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public static async Task WaitUntilGoneAsync(string dataDirectory, TimeProvider time, CancellationToken stop)
    {
        var pidFile = Path.Combine(dataDirectory, "azurite.pid");
        for (var start = time.GetTimestamp(); RunningSince(pidFile) is { } pid; await Task.Delay(Pause, time, stop))
        {
            if (time.GetElapsedTime(start) >= Timeout)
            {
                throw new StartRefusedException(
                    $"An Azurite from an earlier start (process {pid}) still works on the data folder {dataDirectory}: "
                    + "end it, or choose another folder with --data.");
            }
        }

        File.Delete(pidFile);
    }

    // A process that started after the file was written only has the same id.
    private static int? RunningSince(string pidFile)
    {
        try
        {
            var written = File.GetLastWriteTime(pidFile);
            if (!int.TryParse(File.ReadAllText(pidFile), NumberStyles.None, CultureInfo.InvariantCulture, out var pid))
                return null;
            using var process = Process.GetProcessById(pid);
            return process.StartTime <= written.AddSeconds(1) ? pid : null;
        }
        catch (Exception gone) when (gone is IOException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }
}
