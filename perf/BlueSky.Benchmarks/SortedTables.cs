using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace BlueSky.Benchmarks;

/// <summary>
/// A table service that keeps its keys sorted, as Azure does and Azurite does not, so that it can hold a million rows.
/// It answers one kind of question only, a range of row keys within one partition, and refuses every other: what asks
/// for more than that does not get through here.
/// </summary>
internal sealed partial class SortedTables : IAsyncDisposable
{
    private const int MaxPerPage = 1_000;

    private readonly (string Partition, string Row)[] keys;
    private readonly StoredDays days;
    private readonly WebApplication server;

    private SortedTables(StoredDays days)
    {
        this.days = days;
        keys = [.. days.Keys()];
        Array.Sort(keys, Compare);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        server = builder.Build();
        server.Run(AnswerAsync);
    }

    public Uri Address => new(server.Urls.Single());

    public static async Task<SortedTables> StartAsync(StoredDays days)
    {
        var tables = new SortedTables(days);
        await tables.server.StartAsync();
        return tables;
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var asked = KeyRange().Match($"{context.Request.Query["$filter"]}");
        var from = FirstAt(asked.Groups["partition"].Value, asked.Groups["from"].Value);
        var to = FirstAt(asked.Groups["partition"].Value, asked.Groups["to"].Value);
        if (!asked.Success || to - from > MaxPerPage)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        var rows = keys[from..to].Select(key => (JsonNode)ToJson(key.Partition, key.Row)).ToArray();
        await context.Response.WriteAsync(
            new JsonObject { ["value"] = new JsonArray(rows) }.ToJsonString(), context.RequestAborted);
    }

    private int FirstAt(string partition, string row)
    {
        var found = Array.BinarySearch(keys, (partition, row), Comparer<(string, string)>.Create(Compare));
        return found < 0 ? ~found : found;
    }

    private JsonObject ToJson(string partition, string row)
    {
        var json = new JsonObject
        {
            ["odata.etag"] = "W/\"1\"",
            ["PartitionKey"] = partition,
            ["RowKey"] = row,
            ["Timestamp"] = days.ReceivedAt,
        };
        foreach (var (name, value) in days.Entity(partition, row).Where(one => one.Value is DateTimeOffset))
        {
            json[$"{name}@odata.type"] = "Edm.DateTime";
            json[name] = JsonValue.Create((DateTimeOffset)value);
        }

        return json;
    }

    private static int Compare((string Partition, string Row) one, (string Partition, string Row) other) =>
        string.CompareOrdinal(one.Partition, other.Partition) is var partitions and not 0
            ? partitions
            : string.CompareOrdinal(one.Row, other.Row);

    [GeneratedRegex(
        "^PartitionKey eq '(?<partition>[^']*)' and RowKey ge '(?<from>[^']*)' and RowKey lt '(?<to>[^']*)'$")]
    private static partial Regex KeyRange();
}
