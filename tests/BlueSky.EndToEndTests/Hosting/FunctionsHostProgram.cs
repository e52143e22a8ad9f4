using System.Text.RegularExpressions;

namespace BlueSky.EndToEndTests.Hosting;

/// <summary>
/// How the program that plays the Functions host is started: as it was built beside the tests, on free ports.
/// </summary>
internal static partial class FunctionsHostProgram
{
    /// <param name="app">The folder that would be deployed.</param>
    public static ChildProcess Start(
        string app, string settingsFile, IReadOnlyDictionary<string, string>? environment = null) =>
        ChildProcess.Start(
            "dotnet", [Repository.FunctionsHostAssembly, $"--app={app}", $"--settings={settingsFile}"],
            environment: environment);

    /// <returns>Where it listens.</returns>
    public static async Task<Uri> BecomesReadyAsync(ChildProcess process)
    {
        await Eventually.BecomesAsync(
            () => Task.FromResult(process), seen => seen.HasExited || IsReady(seen),
            "the app is attached", withinSeconds: 60);

        return IsReady(process)
            ? new Uri(AddressPattern().Match(process.Output).Value)
            : throw new InvalidOperationException($"The app could not be attached: {process.Output}");
    }

    private static bool IsReady(ChildProcess process) => process.Lines.Contains("Ready");

    [GeneratedRegex(@"(?<=^Forms API +)http://\S+(?=api/)", RegexOptions.Multiline)]
    private static partial Regex AddressPattern();
}
