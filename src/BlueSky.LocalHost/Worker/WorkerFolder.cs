namespace BlueSky.LocalHost.Worker;

/// <summary>The folder with the app: a published package, or the output of a build.</summary>
internal sealed record WorkerFolder(string FullPath)
{
    private const string AppAssembly = "BlueSky.Functions.dll";

    public string Assembly => Path.Combine(FullPath, AppAssembly);

    public string HostJson => Path.Combine(FullPath, "host.json");

    /// <param name="given">A published package; null for the app's build output.</param>
    /// <exception cref="StartRefusedException">The folder does not contain the app.</exception>
    public static WorkerFolder Find(string? given)
    {
        var folder = new WorkerFolder(Path.GetFullPath(given ?? BuildOutputOf(AppContext.BaseDirectory)));
        return File.Exists(folder.Assembly) && File.Exists(folder.HostJson)
            ? folder
            : throw new StartRefusedException(
                $"The folder {folder.FullPath} does not hold the app ({AppAssembly} and host.json): "
                + (given is null
                    ? "build it with `dotnet build src/BlueSky.Functions`."
                    : "give --worker the folder that `dotnet publish src/BlueSky.Functions --output <folder>` wrote."));
    }

    // artifacts/bin/{project}/{configuration}: the app's output with LocalHost's configuration.
    private static string BuildOutputOf(string output)
    {
        var configuration = new DirectoryInfo(Path.TrimEndingDirectorySeparator(output));
        return Path.Combine(configuration.Parent!.Parent!.FullName, "BlueSky.Functions", configuration.Name);
    }
}
