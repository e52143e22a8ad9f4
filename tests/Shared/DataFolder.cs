namespace BlueSky.Testing;

/// <summary>A folder for one LocalHost's data; a temporary one is deleted when it is no longer needed.</summary>
public sealed class DataFolder : IDisposable
{
    private readonly bool isTemporary;

    public DataFolder() => (Path, isTemporary) = (Directory.CreateTempSubdirectory("bluesky-").FullName, true);

    /// <summary>A folder of the caller's, which is kept.</summary>
    public DataFolder(string path) => Path = Directory.CreateDirectory(path).FullName;

    public string Path { get; }

    public void Dispose()
    {
        if (isTemporary)
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
