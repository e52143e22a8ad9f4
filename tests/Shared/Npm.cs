namespace BlueSky.Testing;

/// <summary>
/// The tests' packages from npm, installed into artifacts once for each lock file, never into the sources.
/// </summary>
public static class Npm
{
    private static readonly TimeSpan InstallWithin = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan RunWithin = TimeSpan.FromMinutes(1);

    private static string Folder => Path.Combine(Repository.Artifacts, "npm", Repository.Project);

    private static string Temporary => Path.Combine(Folder, "tmp");

    private static string NpmCommand => OperatingSystem.IsWindows() ? "npm.cmd" : "npm";

    /// <summary>Runs one of the scripts in the npm folder and returns what it printed.</summary>
    /// <param name="folder">Where it runs; the npm folder itself if not said.</param>
    public static async Task<string> RunAsync(
        string script, IEnumerable<string>? arguments = null, string? folder = null)
    {
        await using var alone = await LockAsync();
        await InstallAsync();
        return await ChildProcess.RunAsync(
            "node", [Path.Combine(Folder, script), .. arguments ?? []], folder ?? Folder, RunWithin,
            // What a script unpacks stays in this checkout: two checkouts must not write one file at once.
            new Dictionary<string, string> { ["TMPDIR"] = Temporary });
    }

    /// <summary>A file of one of the packages.</summary>
    public static async Task<string> ReadAsync(string path)
    {
        await using var alone = await LockAsync();
        await InstallAsync();
        return await File.ReadAllTextAsync(Path.Combine(Folder, "node_modules", path));
    }

    private static async Task InstallAsync()
    {
        var installed = Path.Combine(Folder, "node_modules", "installed-lock.json");
        var wanted = await File.ReadAllTextAsync(Path.Combine(Repository.NpmManifest, "package-lock.json"));
        foreach (var file in Directory.EnumerateFiles(Repository.NpmManifest))
        {
            File.Copy(file, Path.Combine(Folder, Path.GetFileName(file)), overwrite: true);
        }

        if (File.Exists(installed) && await File.ReadAllTextAsync(installed) == wanted)
        {
            return;
        }

        // An older version's browser would be taken for the one that is asked for.
        Directory.Delete(Temporary, recursive: true);
        Directory.CreateDirectory(Temporary);
        // No install scripts: none is needed, and a dependency's script is nobody's business on this machine.
        await ChildProcess.RunAsync(
            NpmCommand, ["ci", "--no-audit", "--no-fund", "--ignore-scripts"], Folder, InstallWithin);
        await File.WriteAllTextAsync(installed, wanted);
    }

    // Across processes: two test runs may share a checkout.
    private static async Task<FileStream> LockAsync()
    {
        Directory.CreateDirectory(Temporary);
        return await Eventually.BecomesAsync(
            () => Task.FromResult(TryLock()), file => file is not null, "the npm folder is free", withinSeconds: 300)
            ?? throw new TimeoutException("The npm folder is in use.");
    }

    private static FileStream? TryLock()
    {
        try
        {
            return new FileStream(
                Path.Combine(Folder, ".lock"), FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
