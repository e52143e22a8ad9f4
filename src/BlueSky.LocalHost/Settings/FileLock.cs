namespace BlueSky.LocalHost.Settings;

/// <summary>A lock between processes, held as long as the stream is open and freed by the system at a kill.</summary>
internal static class FileLock
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Null when somebody else still holds it after <paramref name="patience"/>.</summary>
    public static async Task<FileStream?> TryAcquireAsync(
        string file, TimeSpan patience, TimeProvider time, CancellationToken stop)
    {
        for (var start = time.GetTimestamp(); ; await Task.Delay(Pause, time, stop))
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(file))
            {
                if (time.GetElapsedTime(start) >= patience)
                    return null;
            }
        }
    }
}
