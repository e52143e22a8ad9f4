using System.Text.Json.Nodes;
using BlueSky.Infra.Tests.Bicep;

namespace BlueSky.Infra.Tests.Checks;

/// <summary>
/// Tokens and keys travel in query strings: the host is told to write none, and what is written all the same is cut
/// before it is kept. What alerts count is kept whole.
/// </summary>
internal static class TelemetryCheck
{
    /// <summary>What stands before a text's first query string, as group 1: the same in Kusto and in .NET.</summary>
    public const string BeforeQuery = "(?s)^(.*?)([?][a-z]+=|$)";

    private const string Query = "[?][a-z]+=";
    private const string Stream = "Microsoft-Table-";

    /// <summary>The entries of host.json, with the values that they must have.</summary>
    public static IReadOnlyDictionary<string, string> HostEntries { get; } = new Dictionary<string, string>
    {
        ["logging.logLevel.Function"] = "Information",
        ["logging.logLevel.Microsoft.AspNetCore"] = "None",
        ["logging.logLevel.System.Net.Http"] = "None",
        ["logging.logLevel.Yarp"] = "None",
        ["logging.applicationInsights.enableDependencyTracking"] = "false",
        ["logging.applicationInsights.enableLiveMetricsFilters"] = "true",
        ["logging.applicationInsights.enableQueryStringTracing"] = "false",
        ["logging.applicationInsights.samplingSettings.isEnabled"] = "true",
        ["logging.applicationInsights.samplingSettings.maxTelemetryItemsPerSecond"] = "20",
        // An error is an exception or a line: none may be dropped.
        ["logging.applicationInsights.samplingSettings.excludedTypes"] = "Event;Exception;Trace",
    };

    /// <summary>What must not be in host.json, and why.</summary>
    public static IReadOnlyDictionary<string, string> NoHostEntries { get; } = new Dictionary<string, string>
    {
        ["telemetryMode"] = "the alerts read what the host writes without it",
        ["logging.logLevel.default"] = "it would let in what no entry names",
        ["logging.applicationInsights.httpAutoCollectionOptions.enableHttpTriggerExtendedInfoCollection"] =
            "without it requests have no result code, which alerts need",
    };

    private static readonly Dictionary<string, string[]> Cuts = new()
    {
        ["AppRequests"] = [Address("Url"), Bag("Properties")],
        ["AppDependencies"] = [Address("Data"), Bag("Properties")],
        ["AppTraces"] = [Text("Message"), Bag("Properties")],
        ["AppExceptions"] =
            [Text("OuterMessage"), Text("InnermostMessage"), Bag("Details"), Bag("Properties")],
        ["StorageTableLogs"] = [Address("Uri")],
        ["StorageBlobLogs"] = [Address("Uri")],
    };

    public static IEnumerable<string> Findings(Infrastructure infra, JsonNode host)
    {
        var transformations = Transformations(infra);
        var entries = Leaves(host).ToDictionary();
        return
        [
            .. from table in Cuts
               from cut in table.Value
               where !transformations.GetValueOrDefault(table.Key, "").Contains(cut, StringComparison.Ordinal)
               select $"{table.Key} is kept without: {cut}",
            .. infra.Of("Microsoft.OperationalInsights/workspaces").Any(workspace => infra.Resources.Any(rule =>
                    rule.Id == workspace.Text("properties", "defaultDataCollectionRuleResourceId")))
                ? Array.Empty<string>()
                : ["the workspace does not use a rule of infra's"],
            .. from entry in HostEntries
               where entries.GetValueOrDefault(entry.Key) != entry.Value
               select $"host.json: {entry.Key} must be {entry.Value}",
            .. from entry in NoHostEntries
               where entries.ContainsKey(entry.Key)
               select $"host.json must not have {entry.Key}: {entry.Value}",
        ];
    }

    /// <summary>The end points of a tree of JSON, by their paths.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Leaves(JsonNode node, string path = "") =>
        node is JsonObject tree
            ? tree.SelectMany(child => Leaves(child.Value!, path.Length == 0 ? child.Key : $"{path}.{child.Key}"))
            : [KeyValuePair.Create(path, node.ToString())];

    // By table.
    private static Dictionary<string, string> Transformations(Infrastructure infra) =>
    (
        from rule in infra.Of("Microsoft.Insights/dataCollectionRules")
        from flow in rule.Find("properties", "dataFlows")!.AsArray()
        let cuts = flow!["transformKql"]!.GetValue<string>()
        where cuts.Contains("| extend ", StringComparison.Ordinal)
        from stream in flow["streams"]!.AsArray()
        let table = stream!.GetValue<string>()
        where table.StartsWith(Stream, StringComparison.Ordinal)
        select KeyValuePair.Create(table[Stream.Length..], cuts)).ToDictionary();

    private static string Address(string column) => $"""{column} = tostring(split({column}, "?")[0])""";

    private static string Text(string column) => $"""{column} = extract("{BeforeQuery}", 1, {column})""";

    private static string Bag(string column) =>
        $$"""{{column}} = iif(tostring({{column}}) matches regex "{{Query}}", parse_json("{}"), {{column}})""";
}
