using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;
using BlueSky.LocalHost.Settings;

namespace BlueSky.LocalHost.Azurite;

/// <summary>Installs Azurite with npm, once for each version of the lock file.</summary>
internal sealed class AzuriteInstallation(TimeProvider time, TextWriter progress)
{
    private const int NpmNotFound = 127;
    private static readonly TimeSpan LockTimeout = TimeSpan.FromMinutes(10);
    private static readonly string Source = Path.Combine(AppContext.BaseDirectory, "npm");

    public static StartRefusedException NodeMissing() => new(
        "LocalHost runs Azurite, the storage emulator, on Node.js, and found no node: install Node.js 20 or later from "
        + "https://nodejs.org, or give a storage account with --AzureWebJobsStorage=<connection string>.");

    /// <summary>Returns Azurite's folder. The first call takes a minute and needs the network.</summary>
    public async Task<string> EnsureAsync(CancellationToken stop)
    {
        var home = Home();
        var lockFile = Path.Combine(Source, "package-lock.json");
        var hash = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(lockFile, stop)));
        var installed = Path.Combine(home, $"azurite-{hash[..12]}");
        // A complete installation is renamed to this, so an interrupted one is never used.
        if (Directory.Exists(installed))
            return installed;

        Directory.CreateDirectory(home);
        using var held = await LockAsync(Path.Combine(home, "azurite.lock"), stop);
        if (!Directory.Exists(installed))
            await InstallAsync(home, installed, stop);
        return installed;
    }

    private async Task<FileStream> LockAsync(string lockFile, CancellationToken stop)
    {
        if (await FileLock.TryAcquireAsync(lockFile, TimeSpan.Zero, time, stop) is { } free)
            return free;
        await progress.WriteLineAsync("Another LocalHost is installing Azurite; waiting for it …");
        return await FileLock.TryAcquireAsync(lockFile, LockTimeout, time, stop)
            ?? throw new StartRefusedException(
                $"Another LocalHost has been installing Azurite for ten minutes, by its lock {lockFile}: stop it and "
                + "start again.");
    }

    // Shared by all builds of this checkout if they use the usual output folder.
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
        foreach (var previous in Directory.EnumerateDirectories(home, "installing-*"))
            Directory.Delete(previous, recursive: true);
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
        using var installer = StartInstaller(folder);
        await using var ending = stop.Register(installer.StandardInput.Close);
        await installer.WaitForExitAsync(CancellationToken.None);
        stop.ThrowIfCancellationRequested();
        switch (installer.ExitCode)
        {
            case 0:
                return;
            case NpmNotFound:
                throw new StartRefusedException(
                    "LocalHost installs Azurite, the storage emulator, with npm, and found no npm: install Node.js 20 "
                    + "or later with npm from https://nodejs.org, or give a storage account with "
                    + "--AzureWebJobsStorage=<connection string>.");
            default:
                throw new StartRefusedException(
                    $"npm could not install Azurite (exit code {installer.ExitCode}, its reasons are above): check the "
                    + "network and npm's registry settings, then start again.");
        }
    }

    private static Process StartInstaller(string folder)
    {
        try
        {
            return Process.Start(new ProcessStartInfo("node", [Path.Combine(Source, "install.mjs")])
            {
                WorkingDirectory = folder,
                RedirectStandardInput = true,
            })!;
        }
        catch (Win32Exception)
        {
            throw NodeMissing();
        }
    }
}
