using BlueSky.Infra.Tests.App;
using BlueSky.Infra.Tests.Bicep;

namespace BlueSky.Infra.Tests.Checks;

/// <summary>The tables and queues that the app uses are there, and no others.</summary>
internal static class StorageCheck
{
    private const string Account = "Microsoft.Storage/storageAccounts";

    public static IEnumerable<string> Findings(Infrastructure infra, FunctionApp app) =>
    [
        .. Difference("table", Tables(infra).Select(table => table.Value), app.Tables),
        .. Difference("queue", Queues(infra).Select(queue => queue.Value), app.Queues),
    ];

    public static IEnumerable<(string Value, BicepNode Node)> Tables(Infrastructure infra) =>
        infra.Of($"{Account}/tableServices/tables").SelectMany(infra.ItemsOf);

    public static IEnumerable<(string Value, BicepNode Node)> Queues(Infrastructure infra) =>
        infra.Of($"{Account}/queueServices/queues").SelectMany(infra.ItemsOf);

    private static IEnumerable<string> Difference(
        string what, IEnumerable<string> made, IReadOnlyCollection<string> used) =>
    [
        .. used.Except(made).Select(name => $"infra lacks the {what} {name}"),
        .. made.Except(used).Select(name => $"the app does not use the {what} {name}"),
    ];
}
