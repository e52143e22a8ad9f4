using BlueSky.LocalHost.Settings;

namespace BlueSky.LocalHost.Worker;

/// <summary>The environment variables of the worker process: the app's settings, as in Azure.</summary>
internal static class WorkerEnvironment
{
    /// <summary>
    /// All settings except LocalHost's own options and those in LocalHost's environment. The worker inherits these, and
    /// on Linux a name in another case would be a second variable.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Of(IConfiguration settings, IConfiguration inherited) =>
        settings.AsEnumerable()
            .Where(setting => setting.Value is not null && !OutsideSettings.IsLocalHosts(setting.Key)
                && inherited[setting.Key] != setting.Value)
            .ToDictionary(
                setting => setting.Key.Replace(":", "__", StringComparison.Ordinal), setting => setting.Value!);

    /// <summary>
    /// The variables that Core Tools set for <c>func start --dotnet-isolated-debug</c>: the worker's package then waits
    /// for a debugger before the app's first line.
    /// </summary>
    public static IReadOnlyDictionary<string, string> WaitForDebugger { get; } = new Dictionary<string, string>
    {
        ["DOTNET_STARTUP_HOOKS"] = "Microsoft.Azure.Functions.Worker.Core",
        ["FUNCTIONS_ENABLE_DEBUGGER_WAIT"] = "true",
    };
}
