using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;
using BlueSky.LocalHost.Settings;

namespace BlueSky.LocalHost.Azurite;

/// <summary>Azurite as npm installs it, once for each content of the lock file.</summary>
internal sealed class AzuriteInstallation(TimeProvider time, TextWriter progress)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private static readonly string Source = Path.Combine(AppContext.BaseDirectory, "npm");

    public static StartRefusedException NodeMissing() => new(
        "LocalHost runs Azurite, the storage emulator, on Node.js, and found no node: install Node.js 20 or later from "
        + "https://nodejs.org, or give a storage account with --AzureWebJobsStorage=<connection string>.");

    /// <summary>The folder that Azurite is installed in. The first call takes a minute and needs the network.</summary>
    public async Task<string> EnsureAsync(CancellationToken stop)
    {
        var home = Home();
        var lockFile = Path.Combine(Source, "package-lock.json");
        var hash = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(lockFile, stop)));
        var installed = Path.Combine(home, $"azurite-{hash[..12]}");
        // It is renamed to this when it is complete, so a killed installation is never taken for a finished one.
        if (Directory.Exists(installed))
            return installed;

        Directory.CreateDirectory(home);
        using var held = await FileLock.TryTakeAsync(Path.Combine(home, "azurite.lock"), Patience, time, stop)
            ?? throw new StartRefusedException(
                $"Another LocalHost has been installing Azurite in {home} for ten minutes: stop it and start again.");
        if (!Directory.Exists(installed))
            await InstallAsync(home, installed, stop);
        return installed;
    }

    // Shared by all builds of this checkout where the output has the usual place.
    private static string Home()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (folder.Name == "bin" && folder.Parent is { Name: "artifacts" } artifacts)
                return Path.Combine(artifacts.FullName, "npm");
        }

        return Source;
    }

    private async Task InstallAsync(string home, string installed, CancellationToken stop)
    {
        foreach (var leftOver in Directory.EnumerateDirectories(home, "installing-*"))
            Directory.Delete(leftOver, recursive: true);
        var staging = Directory.CreateDirectory(Path.Combine(home, $"installing-{Environment.ProcessId}")).FullName;
        foreach (var file in new[] { "package.json", "package-lock.json" })
            File.Copy(Path.Combine(Source, file), Path.Combine(staging, file));

        await progress.WriteLineAsync("Installing Azurite, the storage emulator, with npm. This happens once …");
        var started = time.GetTimestamp();
        await RunNpmAsync(staging, stop);
        Directory.Move(staging, installed);
        await progress.WriteLineAsync($"Azurite is installed ({time.GetElapsedTime(started).TotalSeconds:F0} s).");
    }

    private static async Task RunNpmAsync(string folder, CancellationToken stop)
    {
        // No install scripts: Azurite needs none, and a dependency's script is nobody's business on this machine.
        string[] arguments = ["ci", "--omit=dev", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"];
        var command = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";
        using var npm = Start(new ProcessStartInfo(command, arguments) { WorkingDirectory = folder });
        try
        {
            await npm.WaitForExitAsync(stop);
        }
        catch (OperationCanceledException)
        {
            npm.Kill(entireProcessTree: true);
            throw;
        }

        if (npm.ExitCode != 0)
        {
            throw new StartRefusedException(
                $"npm could not install Azurite (exit code {npm.ExitCode}, its reasons are above): check the network "
                + "and npm's registry settings, then start again.");
        }
    }

    private static Process Start(ProcessStartInfo npm)
    {
        try
        {
            return Process.Start(npm)!;
        }
        catch (Win32Exception)
        {
            throw new StartRefusedException(
                "LocalHost installs Azurite, the storage emulator, with npm, and found no npm: install Node.js 20 or "
                + "later with npm from https://nodejs.org, or give a storage account with "
                + "--AzureWebJobsStorage=<connection string>.");
        }
    }
}
