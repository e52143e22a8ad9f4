using BlueSky.Infra.Tests.App;
using BlueSky.Infra.Tests.Bicep;

namespace BlueSky.Infra.Tests.Checks;

/// <summary>The tables and queues that the app uses are there, and no others.</summary>
internal static class StorageCheck
{
    private const string Account = "Microsoft.Storage/storageAccounts";

    public static IEnumerable<string> Findings(Infrastructure infra, FunctionApp app) =>
    [
        .. Difference("table", Tables(infra), app.Tables),
        .. Difference("queue", Queues(infra), app.Queues),
    ];

    public static IEnumerable<AzureResource> Tables(Infrastructure infra) =>
        infra.Of($"{Account}/tableServices/tables");

    public static IEnumerable<AzureResource> Queues(Infrastructure infra) =>
        infra.Of($"{Account}/queueServices/queues");

    private static IEnumerable<string> Difference(
        string what, IEnumerable<AzureResource> resources, IReadOnlyCollection<string> used)
    {
        var made = resources.Select(resource => resource.Name).ToList();
        return
        [
            .. used.Except(made).Select(name => $"infra lacks the {what} {name}"),
            .. made.Except(used).Select(name => $"the app does not use the {what} {name}"),
        ];
    }
}
