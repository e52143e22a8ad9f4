using System.Reflection;
using Azure.Data.Tables;
using BlueSky.Functions;
using BlueSky.Functions.Storage;
using BlueSky.Functions.Submissions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace BlueSky.Infra.Tests.App;

/// <summary>What the app needs of its surroundings, read off the app itself.</summary>
internal sealed record FunctionApp(
    IReadOnlyList<Setting> Settings,
    IReadOnlyList<string> Tables,
    IReadOnlyList<string> Queues,
    IReadOnlyList<string> Functions,
    IReadOnlyList<LogMessage> LogMessages)
{
    private const BindingFlags Any =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static
        | BindingFlags.DeclaredOnly;

    private static readonly Type[] Types = typeof(BlueSkyServices).Assembly.GetTypes();

    private static IEnumerable<MethodInfo> Methods => Types.SelectMany(type => type.GetMethods(Any));

    public static FunctionApp Read() => new(
        AppSettings.Read(),
        Types.SelectMany(TablesOf).Distinct().Order(StringComparer.Ordinal).ToList(),
        Methods.SelectMany(method => method.GetParameters())
            .Select(parameter => parameter.GetCustomAttribute<QueueTriggerAttribute>()?.QueueName).OfType<string>()
            .Append(SubmissionMessage.QueueName).Distinct().Order(StringComparer.Ordinal).ToList(),
        Methods.Select(method => method.GetCustomAttribute<FunctionAttribute>()?.Name).OfType<string>().ToList(),
        Methods.Select(method => method.GetCustomAttribute<LoggerMessageAttribute>()).OfType<LoggerMessageAttribute>()
            .Select(message => new LogMessage(message.Message!, message.Level)).ToList());

    // A store holds its table, which several may share, made with the table's name; nothing is opened by that. Nested
    // types are the compiler's.
    private static IEnumerable<string> TablesOf(Type store)
    {
        var tables = store.GetFields(Any).Where(field => field.FieldType == typeof(Table)).ToList();
        if (tables.Count == 0 || store.IsNested)
        {
            return [];
        }

        var storage = new TableServiceClient("UseDevelopmentStorage=true");
        var constructor = store.GetConstructors(Any).Single(one => !one.IsStatic);
        var instance = constructor.Invoke(constructor.GetParameters()
            .Select(parameter => parameter.ParameterType == typeof(TableServiceClient) ? (object)storage : null)
            .ToArray());
        var name = typeof(Table).GetFields(Any).Single(field => field.FieldType == typeof(string) && !field.IsStatic);
        return tables.Select(table => (string)name.GetValue(table.GetValue(instance))!);
    }
}
