namespace BlueSky.LocalHost.Settings;

/// <summary>
/// A lock between processes, held while the stream is open. The system releases it if the process is killed.
/// </summary>
internal static class FileLock
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Null when another process still holds it after <paramref name="timeout"/>.</summary>
    public static async Task<FileStream?> TryAcquireAsync(
        string file, TimeSpan timeout, TimeProvider time, CancellationToken stop)
    {
        for (var start = time.GetTimestamp(); ; await Task.Delay(Pause, time, stop))
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(file))
            {
                if (time.GetElapsedTime(start) >= timeout)
                    return null;
            }
        }
    }
}
