using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using NCrontab;

namespace BlueSky.LocalHost.Triggers;

/// <summary>Reads the worker's functions, and refuses those that the real host refuses.</summary>
internal static partial class FunctionCatalog
{
    private static readonly string[] ReservedRoutes = ["admin", "runtime"];

    /// <param name="described">Each function's name and its bindings in the JSON of <c>function.json</c>.</param>
    /// <returns>
    /// Sorted by name, because the real host uses the first one that matches a URL. Without those that
    /// <c>AzureWebJobs.{name}.Disabled</c> disables.
    /// </returns>
    public static IReadOnlyList<Function> Read(
        IEnumerable<(string Name, IEnumerable<string> Bindings)> described, IConfiguration settings) =>
    [
        .. described.Where(one => !IsDisabled(one.Name, settings))
            .OrderBy(one => one.Name, StringComparer.OrdinalIgnoreCase)
            .Select(one => Read(one.Name, one.Bindings, settings)),
    ];

    private static bool IsDisabled(string name, IConfiguration settings) =>
        settings[$"AzureWebJobs.{name}.Disabled"] is { } value
        && (value == "1" || value.Equals("true", StringComparison.OrdinalIgnoreCase));

    private static Function Read(string name, IEnumerable<string> bindings, IConfiguration settings)
    {
        foreach (var json in bindings)
        {
            var binding = JsonSerializer.Deserialize(json, BindingJson.Default.Binding)!;
            switch (binding.Type.ToLowerInvariant())
            {
                case "httptrigger":
                    return Http(name, binding);
                case "queuetrigger":
                    return new QueueFunction(name, binding.Name, Resolve(binding.QueueName!, settings));
                case "timertrigger":
                    return Timer(name, binding.Name, Resolve(binding.Schedule!, settings));
            }
        }

        throw new StartRefusedException(
            $"The function '{name}' has no HTTP, queue or timer trigger: LocalHost runs only these.");
    }

    private static HttpFunction Http(string name, Binding binding)
    {
        var route = (binding.Route ?? name).TrimStart('/');
        var reserved = Array.Find(ReservedRoutes, one => route.StartsWith(one, StringComparison.OrdinalIgnoreCase));
        return reserved is not null
            ? throw new StartRefusedException(
                $"The function '{name}' has the route '{route}': routes that start with '{reserved}' belong to the "
                + "host.")
            : new HttpFunction(name, binding.Name, route, binding.Methods ?? []);
    }

    private static TimerFunction Timer(string name, string parameter, string schedule) =>
        CrontabSchedule.TryParse(schedule, new() { IncludingSeconds = true }) is not null
            ? new TimerFunction(name, parameter, schedule)
            : throw new StartRefusedException(
                $"The function '{name}' has the schedule '{schedule}', not six crontab fields, seconds first.");

    private static string Resolve(string text, IConfiguration settings) =>
        SettingName().Replace(text, match =>
        {
            var name = match.Groups[1].Value.Replace("__", ":", StringComparison.Ordinal);
            return settings[name]
                ?? throw new StartRefusedException($"The setting '{name}' is missing: a function's trigger names it.");
        });

    [GeneratedRegex("%([^%]+)%")]
    private static partial Regex SettingName();
}

internal sealed record Binding(string Name, string Type)
{
    public string? Route { get; init; }

    public IReadOnlyList<string>? Methods { get; init; }

    public string? QueueName { get; init; }

    public string? Schedule { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, PropertyNameCaseInsensitive = true)]
[JsonSerializable(typeof(Binding))]
internal sealed partial class BindingJson : JsonSerializerContext;
