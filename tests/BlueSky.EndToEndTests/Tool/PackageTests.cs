using System.IO.Compression;
using System.Runtime.InteropServices;
using BlueSky.EndToEndTests.Hosting;

namespace BlueSky.EndToEndTests.Tool;

/// <summary>The tool as <c>dotnet tool</c> installs it: one package, one command.</summary>
[Collection(nameof(DefaultsHost))]
public sealed class PackageTests(DefaultsHost defaults) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    // The command looks for .NET in the usual places; the one that runs the tests may lie elsewhere.
    private static readonly Dictionary<string, string> Environment = new()
    {
        ["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../..")),
    };

    private readonly DataFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task The_installed_tool_runs_and_carries_nothing_of_the_Functions_host()
    {
        await DotnetAsync(
            "pack", Repository.ToolProject, "--no-build", "--configuration", Repository.Configuration,
            "--output", folder.Path, $"-p:PublishDir={Path.Combine(folder.Path, "published")}/",
            "-maxCpuCount:1", "-nodeReuse:false");
        var package = Assert.Single(Directory.GetFiles(folder.Path, "*.nupkg"));
        var installed = Path.Combine(folder.Path, "tool");
        await DotnetAsync("tool", "install", "BlueSky.Tool", "--source", folder.Path, "--tool-path", installed);

        await using var tool = ChildProcess.Start(
            Path.Combine(installed, "bluesky"),
            ["show", "--email", Some.Address(), "--settings", defaults.Host.SettingsFile], environment: Environment);
        await tool.WaitForExitAsync(Patience);

        // Nothing found, in the tables of a running app.
        Assert.Equal(3, tool.ExitCode);
        Assert.Contains("tools/net10.0/any/BlueSky.Tool.dll", NamesIn(package));
        Assert.DoesNotContain(NamesIn(package), name =>
            name.Contains(".azurefunctions", StringComparison.Ordinal)
            || name.EndsWith("BlueSky.Functions", StringComparison.Ordinal)
            || Path.GetFileName(name) is "host.json" or "functions.metadata" or "extensions.json"
                or "worker.config.json" or "local.settings.json");
    }

    private Task<string> DotnetAsync(params string[] arguments) =>
        ChildProcess.RunAsync("dotnet", arguments, folder.Path, Patience);

    private static List<string> NamesIn(string package)
    {
        using var archive = ZipFile.OpenRead(package);
        return [.. archive.Entries.Select(entry => entry.FullName)];
    }
}
