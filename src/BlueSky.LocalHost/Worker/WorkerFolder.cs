namespace BlueSky.LocalHost.Worker;

/// <summary>The folder with the app: a published package, or the output of a build.</summary>
internal sealed record WorkerFolder(string FullPath, string Assembly)
{
    public string HostJson => Path.Combine(FullPath, "host.json");

    /// <param name="given">A published package; null for the app's build output.</param>
    /// <exception cref="StartRefusedException">The folder does not contain the app.</exception>
    public static WorkerFolder Find(string? given)
    {
        var path = Path.GetFullPath(given ?? BuildOutputOf(AppContext.BaseDirectory));
        var folder = new WorkerFolder(path, Path.Combine(path, AssemblyIn(path) ?? "BlueSky.Functions.dll"));
        return File.Exists(folder.Assembly) && File.Exists(folder.HostJson)
            ? folder
            : throw new StartRefusedException(
                $"The folder {folder.FullPath} does not hold the app ({Path.GetFileName(folder.Assembly)} and "
                + "host.json): "
                + (given is null
                    ? "build it with `dotnet build src/BlueSky.Functions`."
                    : "give --worker the folder that `dotnet publish src/BlueSky.Functions --output <folder>` wrote."));
    }

    // What the real host starts: the worker's package writes the name when the app is published.
    private static string? AssemblyIn(string folder) => new ConfigurationBuilder()
        .AddJsonFile(Path.Combine(folder, "worker.config.json"), optional: true)
        .Build()["description:defaultWorkerPath"];

    // artifacts/bin/{project}/{configuration}: the app's output with LocalHost's configuration.
    private static string BuildOutputOf(string output)
    {
        var configuration = new DirectoryInfo(Path.TrimEndingDirectorySeparator(output));
        return Path.Combine(configuration.Parent!.Parent!.FullName, "BlueSky.Functions", configuration.Name);
    }
}
