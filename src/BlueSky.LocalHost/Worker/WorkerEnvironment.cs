using BlueSky.LocalHost.Settings;

namespace BlueSky.LocalHost.Worker;

/// <summary>The environment variables that the worker process gets: the app's settings, as in Azure.</summary>
internal static class WorkerEnvironment
{
    /// <summary>
    /// All settings but LocalHost's own. What LocalHost's environment holds already is left out: the worker inherits
    /// it, and on Linux the names there differ by their case, as configuration keys do not.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Of(IConfiguration settings, IConfiguration inherited) =>
        settings.AsEnumerable()
            .Where(setting => setting.Value is not null && !OutsideSettings.IsLocalHosts(setting.Key)
                && inherited[setting.Key] != setting.Value)
            .ToDictionary(
                setting => setting.Key.Replace(":", "__", StringComparison.Ordinal), setting => setting.Value!);

    /// <summary>
    /// What Core Tools set for <c>func start --dotnet-isolated-debug</c>: the worker's own package then waits for a
    /// debugger before the app's first line.
    /// </summary>
    public static IReadOnlyDictionary<string, string> WaitForDebugger { get; } = new Dictionary<string, string>
    {
        ["DOTNET_STARTUP_HOOKS"] = "Microsoft.Azure.Functions.Worker.Core",
        ["FUNCTIONS_ENABLE_DEBUGGER_WAIT"] = "true",
    };
}
