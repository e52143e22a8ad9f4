namespace BlueSky.LocalHost.Settings;

/// <summary>
/// The folder with Azurite's data, the captured emails and the local secrets, locked by one LocalHost at a time.
/// </summary>
internal sealed class DataDirectory : IDisposable
{
    private static readonly TimeSpan LockTimeout = TimeSpan.FromSeconds(10);
    private readonly FileStream held;

    private DataDirectory(string path, FileStream held) => (FullPath, this.held) = (path, held);

    public string FullPath { get; }

    /// <summary>Waits for another LocalHost that is stopping; the system releases the lock of a killed one.</summary>
    public static async Task<DataDirectory> AcquireAsync(string path, TimeProvider time, CancellationToken stop)
    {
        var fullPath = Path.GetFullPath(path);
        var lockFile = Path.Combine(fullPath, "localhost.lock");
        try
        {
            Create(fullPath);
            var held = await FileLock.TryAcquireAsync(lockFile, LockTimeout, time, stop);
            return held is null ? throw InUse(fullPath) : new DataDirectory(fullPath, held);
        }
        catch (Exception refused) when (refused is UnauthorizedAccessException or IOException)
        {
            throw new StartRefusedException(
                $"The data folder {fullPath} cannot be written ({refused.GetType().Name}): "
                + "choose another with --data.");
        }
    }

    public void Dispose() => held.Dispose();

    // Other users of this machine must not read the captured emails and secrets.
    private static void Create(string fullPath)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(fullPath);
        else
            Directory.CreateDirectory(
                fullPath, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static StartRefusedException InUse(string fullPath) => new(
        $"The data folder {fullPath} is in use by another LocalHost: stop that one, or choose another folder with "
        + "--data.");
}
