using System.Text.Json;
using BlueSky.EndToEndTests.Hosting;

namespace BlueSky.EndToEndTests.Tool;

/// <summary>What came of one use of the operator's tool.</summary>
/// <param name="Output">Standard output.</param>
/// <param name="Sentences">Standard error.</param>
internal sealed record Used(int ExitCode, string Output, string Sentences)
{
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;
}

/// <summary>The tool as an operator runs it: a process of its own, with a settings file.</summary>
internal static class OperatorTool
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(60);

    public static Task<Used> UseAsync(this LocalHost host, params string[] arguments) =>
        RunAsync([.. arguments, "--settings", host.SettingsFile]);

    public static Task<Used> RunAsync(params string[] arguments) => RunAsync(arguments, environment: null);

    public static async Task<Used> RunAsync(
        IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? environment)
    {
        await using var tool = ChildProcess.Start(
            "dotnet", [Repository.ToolAssembly, .. arguments], environment: environment);
        await tool.WaitForExitAsync(Within);
        var sentences = tool.Lines.Except(tool.StandardOutput.Split('\n'));
        return new Used(tool.ExitCode, tool.StandardOutput, string.Join('\n', sentences));
    }
}
