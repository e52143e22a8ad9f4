using System.Globalization;
using System.Net;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using BlueSky.Infra.Tests.Bicep;

namespace BlueSky.Infra.Tests;

/// <summary><c>dotnet publish</c>, in folders of its own: nothing here touches what other tests build or use.</summary>
public sealed class PublishingTests : IDisposable
{
    // What a compiler for .NET on Linux, x64, writes into its files: IMAGE_FILE_MACHINE_AMD64 and Linux's mask.
    private const int LinuxX64 = 0x8664 ^ 0x7B79;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);
    private static readonly string App =
        Path.Combine(Repository.Root, "src", "BlueSky.Functions", "BlueSky.Functions.csproj");

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("bluesky-publish-");

    private string Output => Path.Combine(folder.FullName, "output");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task The_app_is_published_with_what_the_Functions_host_looks_for_and_runs_from_there()
    {
        var (exitCode, printed) = await DotnetAsync(
            "publish", App, "--configuration", "Release", "--output", Output,
            "--artifacts-path", Path.Combine(folder.FullName, "artifacts"));

        Assert.True(exitCode == 0, printed);
        var published = new DirectoryInfo(Output).GetFiles("*", SearchOption.AllDirectories);
        var files = published.Select(file => Path.GetRelativePath(Output, file.FullName)).ToList();
        Assert.All(
            [
                "host.json", "functions.metadata", "extensions.json", "worker.config.json", "BlueSky.Functions.dll",
                "BlueSky.Content.dll", "Microsoft.Azure.Functions.Worker.Grpc.dll",
                Path.Combine(".azurefunctions", "Microsoft.Azure.WebJobs.Extensions.Storage.Queues.dll"),
            ],
            wanted => Assert.Contains(wanted, files));
        Assert.DoesNotContain(files, file => file.Contains("local.settings", StringComparison.Ordinal));
        Assert.DoesNotContain("BlueSky.Functions.xml", files);
        AssertIsCompiled("BlueSky.Functions.dll");
        AssertIsCompiled("Azure.Core.dll");
        // The Function App has the runtime.
        Assert.DoesNotContain("libcoreclr.so", files);
        var megabytes = (published.Sum(file => file.Length) / 1e6).ToString("0.0", CultureInfo.InvariantCulture);
        Assert.Contains(
            $"Published {files.Count} files, {megabytes} MB, for linux-x64, ReadyToRun.",
            printed, StringComparison.Ordinal);
        if (OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture is Architecture.X64)
        {
            await AssertTakesAPostAsync();
        }
    }

    [BicepFact]
    public async Task The_app_is_published_for_the_platform_of_the_function_app()
    {
        var site = (await Infrastructure.ReadAsync()).Of("Microsoft.Web/sites").Single();

        Assert.Equal("functionapp,linux", site.Text("kind"));
        Assert.Equal("10.0", site.Text("properties", "functionAppConfig", "runtime", "version"));
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["TargetFramework"] = "net10.0",
                ["RuntimeIdentifier"] = "linux-x64",
                ["PublishReadyToRun"] = "true",
                ["SelfContained"] = "false",
                ["PublishTrimmed"] = "false",
            },
            await PropertiesOfTheAppAsync("-p:_IsPublishing=true"));
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task A_build_that_is_not_for_publishing_is_for_no_platform() =>
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["TargetFramework"] = "net10.0",
                ["RuntimeIdentifier"] = "",
                ["PublishReadyToRun"] = "",
                ["SelfContained"] = "false",
                ["PublishTrimmed"] = "",
            },
            await PropertiesOfTheAppAsync());

    private async Task AssertTakesAPostAsync()
    {
        using var data = new DataFolder();
        await using var host = LocalHostProgram.Start(data, new Dictionary<string, string> { ["worker"] = Output });
        await LocalHostProgram.BecomesReadyAsync(host);
        using var http = new HttpClient { BaseAddress = LocalHostProgram.AddressOf(host) };
        http.Timeout = TimeSpan.FromSeconds(60);

        using var form = new FormUrlEncodedContent([KeyValuePair.Create("email", "ada@example.org")]);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/subscribe") { Content = form };
        request.Headers.Add("Accept", "application/json");
        using var answer = await http.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var worker = JsonNode.Parse(await http.GetStringAsync("/_local"))!["workerProcessId"]!.GetValue<int>();
        Assert.Contains(
            Path.Combine(Output, "BlueSky.Functions.dll"), await File.ReadAllTextAsync($"/proc/{worker}/cmdline"),
            StringComparison.Ordinal);
    }

    private void AssertIsCompiled(string assembly)
    {
        using var compiled = new PEReader(File.OpenRead(Path.Combine(Output, assembly)));
        Assert.True(compiled.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0);
        Assert.Equal(LinuxX64, (int)compiled.PEHeaders.CoffHeader.Machine);
    }

    private static async Task<Dictionary<string, string>> PropertiesOfTheAppAsync(params string[] arguments)
    {
        var (exitCode, printed) = await DotnetAsync(
        [
            "msbuild", App,
            "-getProperty:TargetFramework,RuntimeIdentifier,PublishReadyToRun,SelfContained,PublishTrimmed",
            .. arguments,
        ]);

        Assert.True(exitCode == 0, printed);
        return JsonNode.Parse(printed)!["Properties"]!.AsObject()
            .ToDictionary(property => property.Key, property => property.Value!.GetValue<string>());
    }

    // In one process, which ends with the command: what outlives it would hold on to its output.
    private static async Task<(int ExitCode, string Printed)> DotnetAsync(params IEnumerable<string> arguments)
    {
        await using var dotnet = ChildProcess.Start(
            "dotnet", [.. arguments, "-maxCpuCount:1", "-nodeReuse:false", "-p:UseSharedCompilation=false"]);
        await dotnet.WaitForExitAsync(Patience);
        return (dotnet.ExitCode, dotnet.Output);
    }
}
