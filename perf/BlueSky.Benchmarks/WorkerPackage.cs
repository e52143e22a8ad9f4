namespace BlueSky.Benchmarks;

/// <summary>A worker as it is deployed.</summary>
internal sealed record WorkerPackage(string Name, string Path)
{
    private static readonly TimeSpan PublishWithin = TimeSpan.FromMinutes(10);

    /// <param name="folder">A folder of packages. One that lies there already is used as it is.</param>
    public static async Task<WorkerPackage> PublishAsync(
        string folder, string name, string project, TextWriter output, params string[] more)
    {
        var package = System.IO.Path.Combine(folder, name.Replace(' ', '-'));
        if (!Directory.Exists(package))
        {
            await output.WriteLineAsync($"Publishing {name}");
            await ChildProcess.RunAsync(
                "dotnet", ["publish", project, "--configuration", "Release", "--output", package, .. more],
                Repository.Root, PublishWithin);
        }

        return new WorkerPackage(name, package);
    }

    public static Task<WorkerPackage> AppAsync(string folder, TextWriter output) =>
        PublishAsync(folder, "app", "src/BlueSky.Functions", output);

    public static Task<WorkerPackage> BareAsync(string folder, TextWriter output) =>
        PublishAsync(folder, "bare worker", "perf/BlueSky.BareWorker", output);

    public static Task<WorkerPackage> TutorialAsync(string folder, TextWriter output) =>
        PublishAsync(folder, "tutorial", "perf/BlueSky.TutorialWorker", output);
}
