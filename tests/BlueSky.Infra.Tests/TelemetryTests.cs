using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BlueSky.Infra.Tests.App;
using BlueSky.Infra.Tests.Bicep;
using BlueSky.Infra.Tests.Checks;

namespace BlueSky.Infra.Tests;

/// <summary>
/// What the Functions host and the workspace do with query strings, as far as host.json and infra/ say.
/// </summary>
public sealed class TelemetryTests
{
    [BicepFact]
    public async Task Query_strings_are_neither_written_nor_kept() =>
        Assert.Empty(TelemetryCheck.Findings(await Infrastructure.ReadAsync(), HostJson()));

    [BicepFact]
    public async Task An_entry_that_host_json_forgets_is_found()
    {
        var infra = await Infrastructure.ReadAsync();

        Assert.All(TelemetryCheck.HostEntries, entry => Assert.Equal(
            [$"host.json: {entry.Key} must be {entry.Value}"],
            TelemetryCheck.Findings(infra, HostJsonWith(entry.Key, value: null))));
    }

    [BicepFact]
    public async Task An_entry_that_host_json_must_not_have_is_found()
    {
        var infra = await Infrastructure.ReadAsync();

        Assert.All(TelemetryCheck.NoHostEntries, entry => Assert.Equal(
            [$"host.json must not have {entry.Key}: {entry.Value}"],
            TelemetryCheck.Findings(infra, HostJsonWith(entry.Key, "Information"))));
    }

    [BicepTheory]
    [InlineData("Url = tostring(split(Url, \"?\")[0]), ", "", "AppRequests is kept without: Url = ")]
    [InlineData("Data = tostring(", "Date = tostring(", "AppDependencies is kept without: Data = ")]
    [InlineData("Message = extract(", "Massage = extract(", "AppTraces is kept without: Message = ")]
    [InlineData("OuterMessage = extract", "Outer = extract", "AppExceptions is kept without: OuterMessage = ")]
    [InlineData("InnermostMessage = extract", "Inner = extract", "AppExceptions is kept without: InnermostMessage = ")]
    [InlineData("Details = iif(", "Detail = iif(", "AppExceptions is kept without: Details = ")]
    [InlineData("Properties = iif(", "Property = iif(", "AppTraces is kept without: Properties = ")]
    [InlineData("Microsoft-Table-AppTraces", "Microsoft-Table-AppTrace", "AppTraces is kept without: Message = ")]
    [InlineData("source | extend ", "source | where ", "AppRequests is kept without: Url = ")]
    [InlineData("\"?\")[0]", "\"?\")[1]", "AppRequests is kept without: Url = ")]
    [InlineData("defaultDataCollectionRuleResourceId", "ruleId", "the workspace does not use a rule of infra's")]
    public async Task A_cut_that_is_not_made_is_found(string right, string wrong, string finding) =>
        Assert.Contains(
            TelemetryCheck.Findings((await Infrastructure.ReadAsync()).With(right, wrong), HostJson()),
            found => found.StartsWith(finding, StringComparison.Ordinal));

    [Theory]
    [InlineData("Request starting HTTP/1.1 GET http://127.0.0.1:41877/api/confirm?t=k1.secret - - -",
        "Request starting HTTP/1.1 GET http://127.0.0.1:41877/api/confirm")]
    [InlineData("Twice\n/api/unsubscribe?undo=1&t=k1.secret\n/api/not-me?t=k1.secret", "Twice\n/api/unsubscribe")]
    [InlineData("Proxying to http://127.0.0.1:41877/api/webhooks/webflow?key=secret HTTP/2",
        "Proxying to http://127.0.0.1:41877/api/webhooks/webflow")]
    [InlineData("Is this one? count = 1", "Is this one? count = 1")]
    [InlineData("", "")]
    public void A_text_is_cut_before_its_first_query_string(string text, string kept) =>
        Assert.Equal(kept, Regex.Match(text, TelemetryCheck.BeforeQuery).Groups[1].Value);

    [Fact]
    public void The_apps_own_log_lines_are_kept_whole() =>
        Assert.All(FunctionApp.Read().LogMessages, message =>
            Assert.Equal(message.Text, Regex.Match(message.Text, TelemetryCheck.BeforeQuery).Groups[1].Value));

    [Fact]
    public void The_architecture_page_gives_a_reason_for_each_entry()
    {
        var page = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "architecture.md"));

        Assert.All(TelemetryCheck.Leaves(HostJson()["logging"]!), entry => Assert.Contains(
            page, line => line.StartsWith($"| `{entry.Key}` | {entry.Value} | ", StringComparison.Ordinal)));
    }

    private static JsonNode HostJson() => JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "host.json")))!;

    // Names of log categories have dots, too: those of an object that stands in host.json are left alone.
    private static JsonNode HostJsonWith(string path, string? value)
    {
        var host = HostJson();
        var (node, rest) = (host, path);
        while (node.AsObject().FirstOrDefault(child =>
            rest.StartsWith($"{child.Key}.", StringComparison.Ordinal)) is { Value: JsonObject inner } into)
        {
            (node, rest) = (inner, rest[(into.Key.Length + 1)..]);
        }

        node.AsObject().Remove(rest);
        if (value is not null)
        {
            node[rest] = value;
        }

        return host;
    }
}
