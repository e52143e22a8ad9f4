using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using NCrontab;

namespace BlueSky.LocalHost.Triggers;

/// <summary>Finds the app's functions by the published attributes, and refuses what the real host refuses.</summary>
internal static partial class FunctionCatalog
{
    private const BindingFlags AnyMethod = BindingFlags.Instance | BindingFlags.Static
        | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    public static IReadOnlyList<Function> Of(Assembly app, IConfiguration settings) =>
        Of(app.GetTypes(), settings);

    public static IReadOnlyList<Function> Of(IEnumerable<Type> types, IConfiguration settings)
    {
        var functions = new SortedDictionary<string, Function>(StringComparer.OrdinalIgnoreCase);
        foreach (var method in types.SelectMany(type => type.GetMethods(AnyMethod)))
        {
            if (method.GetCustomAttribute<FunctionAttribute>() is not { Name: var name })
                continue;
            if (!functions.TryAdd(name, Read(name, method, settings)))
                throw new StartRefusedException($"Two functions are named '{name}': rename one of them.");
        }

        // The real host's own switch.
        return [.. functions.Values.Where(one => settings[$"AzureWebJobs.{one.Name}.Disabled"] is not "true")];
    }

    private static Function Read(string name, MethodInfo method, IConfiguration settings)
    {
        Function? function = null;
        foreach (var parameter in method.GetParameters())
        {
            function ??= parameter.GetCustomAttributes().Select(attribute => attribute switch
            {
                HttpTriggerAttribute http => Http(name, method, http),
                QueueTriggerAttribute queue => new QueueFunction(name, method, Resolve(queue.QueueName, settings)),
                TimerTriggerAttribute timer => Timer(name, method, Resolve(timer.Schedule, settings)),
                _ => (Function?)null,
            }).FirstOrDefault(found => found is not null);
        }

        if (function is null)
            throw new StartRefusedException($"The function '{name}' has no HTTP, queue or timer trigger.");
        foreach (var parameter in method.GetParameters().Where(parameter => !Binds(function, parameter)))
            throw new StartRefusedException($"LocalHost cannot fill in '{parameter.Name}' of the function '{name}'.");
        return function;
    }

    private static HttpFunction Http(string name, MethodInfo method, HttpTriggerAttribute trigger)
    {
        var route = (trigger.Route ?? name).TrimStart('/');
        return route.StartsWith("admin", StringComparison.OrdinalIgnoreCase)
            ? throw new StartRefusedException(
                $"The function '{name}' has the route '{route}': routes that start with 'admin' belong to the host.")
            : new HttpFunction(name, method, route, trigger.Methods ?? []);
    }

    private static TimerFunction Timer(string name, MethodInfo method, string schedule) =>
        CrontabSchedule.TryParse(schedule, new() { IncludingSeconds = true }) is not null
            ? new TimerFunction(name, method, schedule)
            : throw new StartRefusedException(
                $"The function '{name}' has the schedule '{schedule}', not six crontab fields, seconds first.");

    private static bool Binds(Function function, ParameterInfo parameter) =>
        parameter.ParameterType == typeof(CancellationToken) || function switch
        {
            HttpFunction http => parameter.ParameterType == typeof(HttpRequest)
                || (parameter.ParameterType == typeof(string)
                    && http.Route.Contains($"{{{parameter.Name}", StringComparison.OrdinalIgnoreCase)),
            QueueFunction => parameter.ParameterType == typeof(string),
            _ => parameter.ParameterType == typeof(TimerInfo),
        };

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
