using System.ComponentModel;
using System.Diagnostics;

namespace BlueSky.SdkSubset.Tests.Azurite;

/// <summary>
/// Installs the Azurite that npm/package-lock.json names below artifacts/, once: other test processes wait for it.
/// </summary>
internal static class AzuriteInstallation
{
    public static string Package { get; } = RepositoryRoot.Below("tests/BlueSky.SdkSubset.Tests/npm");

    /// <returns>The path of azurite.js.</returns>
    public static async Task<string> EnsureAsync()
    {
        var target = Directory.CreateDirectory(RepositoryRoot.Below("artifacts/npm/sdk-subset-tests")).FullName;
        var installed = Path.Combine(target, "installed-lock.json");
        var wanted = await File.ReadAllTextAsync(Path.Combine(Package, "package-lock.json"));
        using (await LockAsync(Path.Combine(target, ".lock")))
        {
            if (!File.Exists(installed) || await File.ReadAllTextAsync(installed) != wanted)
            {
                foreach (var file in new[] { "package.json", "package-lock.json" })
                    File.Copy(Path.Combine(Package, file), Path.Combine(target, file), overwrite: true);
                await NpmCiAsync(target);
                await File.WriteAllTextAsync(installed, wanted);
            }
        }
        return Path.Combine(target, "node_modules", "azurite", "dist", "src", "azurite.js");
    }

    private static async Task<FileStream> LockAsync(string path)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200), timeout.Token);
            }
        }
    }

    private static async Task NpmCiAsync(string directory)
    {
        var npm = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";
        var start = new ProcessStartInfo(npm, ["ci", "--no-audit", "--no-fund"])
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync();
            var errors = process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            if (process.ExitCode != 0)
                throw new InvalidOperationException($"npm ci failed in {directory}: {await output}{await errors}");
        }
        catch (Win32Exception missing)
        {
            throw new InvalidOperationException("These tests run Azurite: install Node.js 20 or newer.", missing);
        }
    }
}
