namespace BlueSky.EndToEndTests.Hosting;

/// <summary>A folder for one LocalHost's data, deleted when it is no longer needed.</summary>
internal sealed class DataFolder : IDisposable
{
    public DataFolder() => Path = Directory.CreateTempSubdirectory("bluesky-").FullName;

    public string Path { get; }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
