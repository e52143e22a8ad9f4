using System.Text.RegularExpressions;

namespace BlueSky.Testing;

/// <summary>How the tests start LocalHost: as it was built beside them, on a free port, with its own data.</summary>
public static partial class LocalHostProgram
{
    // The first start on a machine installs Azurite from npm.
    private const int ReadyWithinSeconds = 300;

    public static ChildProcess Start(
        DataFolder data, IReadOnlyDictionary<string, string>? settings = null, params string[] wrapper)
    {
        var all = new Dictionary<string, string>(TestSettings.Common) { ["data"] = data.Path };
        foreach (var (name, value) in settings ?? new Dictionary<string, string>())
        {
            all[name] = value;
        }

        string[] command =
        [
            .. wrapper, "dotnet", Repository.LocalHostAssembly,
            .. all.Select(setting => $"--{setting.Key}={setting.Value}"),
        ];
        return ChildProcess.Start(command[0], command[1..]);
    }

    public static async Task BecomesReadyAsync(ChildProcess process)
    {
        await Eventually.BecomesAsync(
            () => Task.FromResult(process),
            seen => seen.HasExited || IsReady(seen),
            "LocalHost says Ready",
            ReadyWithinSeconds);

        if (!IsReady(process))
        {
            throw new InvalidOperationException($"LocalHost ended with {process.ExitCode}: {process.Output}");
        }
    }

    /// <summary>Where one that is ready listens.</summary>
    public static Uri AddressOf(ChildProcess process) => new(AddressPattern().Match(process.Output).Value);

    private static bool IsReady(ChildProcess process) =>
        process.Lines.Any(line => line.StartsWith("Ready", StringComparison.Ordinal));

    [GeneratedRegex(@"(?<=^Website +)http://127\.0\.0\.1:[1-9]\d*", RegexOptions.Multiline)]
    private static partial Regex AddressPattern();
}
