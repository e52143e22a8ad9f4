using System.Buffers;
using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace BlueSky.Benchmarks.SortedStorage;

/// <summary>The Table service's REST protocol.</summary>
internal sealed partial class TableRequests(string account, Throttle? throttle, TimeProvider clock)
{
    private const int MaxPerPage = 1_000;
    private const string Json = "application/json;odata=minimalmetadata;streaming=true;charset=utf-8";

    private readonly ConcurrentDictionary<string, EntityTable> tables = new(StringComparer.OrdinalIgnoreCase);
    private readonly CountedAnswers counted = new();
    private long lastVersion;

    public StorageCounts Counts => counted.Counts;

    public EntityTable GetOrCreate(string name) => tables.GetOrAdd(name, _ => new EntityTable(NextVersion));

    public IReadOnlyList<EntityKey> Keys(string table, string filter) => tables.TryGetValue(table, out var found)
        ? [.. found.Query(Filter.Parse(filter), from: null, int.MaxValue).Rows.Select(row => row.Key)]
        : [];

    public async Task AnswerAsync(StorageRequest request)
    {
        try
        {
            var (bytes, rows, examined) = await RunAsync(request);
            counted.Add(new StorageCounts(1, rows, bytes, examined));
        }
        catch (StorageError error)
        {
            request.Context.Response.Headers["x-ms-error-code"] = error.Code;
            counted.Add(new StorageCounts(
                1, 0, await request.AnswerAsync(error.Status, ErrorBody(error.Code, error.Code), Json), 0));
        }
    }

    public static string ErrorBody(string code, string message) => JsonSerializer.Serialize(
        new Dictionary<string, object>
        {
            ["odata.error"] = new { code, message = new { lang = "en-US", value = message } },
        });

    private async Task<(int Bytes, int Rows, int Examined)> RunAsync(StorageRequest request)
    {
        if (request.Path == "$batch")
            return (await WriteTogetherAsync(request), 0, 0);
        var (table, key) = TablePath.Parse(request.Path);
        if (table == "Tables")
            return (await ChangeTablesAsync(request), 0, 0);
        if (key is { } row)
            return await OnRowAsync(request, Find(table), table, row);
        return request.Method == "GET"
            ? await QueryAsync(request, Find(table), table)
            : (await WriteAsync(request, table), 0, 0);
    }

    private async Task<int> ChangeTablesAsync(StorageRequest request)
    {
        switch (request.Method)
        {
            case "POST":
                using (var body = JsonDocument.Parse(request.Body))
                {
                    var name = body.RootElement.GetProperty("TableName").GetString()!;
                    if (!tables.TryAdd(name, new EntityTable(NextVersion)))
                        throw StorageError.TableAlreadyExists;
                    return await request.AnswerAsync(201, JsonSerializer.Serialize(new { TableName = name }), Json);
                }

            case "DELETE":
                return tables.TryRemove(NameInParentheses().Match(request.Path).Value, out _)
                    ? await request.AnswerAsync(204)
                    : throw StorageError.ResourceNotFound;
            default:
                return await request.AnswerAsync(200, JsonSerializer.Serialize(
                    new { value = tables.Keys.Order(StringComparer.Ordinal).Select(name => new { TableName = name }) }),
                    Json);
        }
    }

    private async Task<(int Bytes, int Rows, int Examined)> OnRowAsync(
        StorageRequest request, EntityTable table, string name, EntityKey key)
    {
        if (request.Method != "GET")
            return (await WriteAsync(request, name), 0, 0);
        throttle?.Take($"{name}/{key.Partition}", 1);
        var row = table.Find(key);
        request.Context.Response.Headers.ETag = row.ETag;
        var body = new ArrayBufferWriter<byte>();
        await using (var json = new Utf8JsonWriter(body))
            EntityJson.Write(json, row, SelectedBy(request));
        return (await request.AnswerAsync(200, body.WrittenMemory, Json), 1, 1);
    }

    private async Task<(int Bytes, int Rows, int Examined)> QueryAsync(
        StorageRequest request, EntityTable table, string name)
    {
        var filter = Filter.Parse(request.Query("$filter"));
        var partition = filter.Range is { Until: { } until } range
            && (until.Partition == range.From.Partition || until.Partition == range.From.Partition + '\0')
            ? $"{name}/{range.From.Partition}"
            : null;
        throttle?.Take(partition, 1);
        var top = request.Query("$top") is { } asked ? Math.Min(int.Parse(asked, null), MaxPerPage) : MaxPerPage;
        var page = table.Query(filter, Continuation.Read(request), top);
        throttle?.Add(partition, Math.Max(0, page.Rows.Count - 1));

        var select = SelectedBy(request);
        var body = new ArrayBufferWriter<byte>();
        await using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteStartArray("value");
            foreach (var row in page.Rows)
                EntityJson.Write(json, row, select);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        if (page.Next is { } next)
            Continuation.Write(request, next);
        return (await request.AnswerAsync(200, body.WrittenMemory, Json), page.Rows.Count, page.Examined);
    }

    private async Task<int> WriteAsync(StorageRequest request, string name)
    {
        var sent = new SentWrite(request.Method, request.Path, $"{request.Headers.IfMatch}", request.Body);
        var write = ToWrite(sent).Write;
        throttle?.Take($"{name}/{write.Key.Partition}", 1);
        try
        {
            if (Find(name).Write([write])[0] is { } row)
                request.Context.Response.Headers.ETag = row.ETag;
        }
        catch (FailedWrite failed)
        {
            throw failed.Error;
        }

        request.Context.Response.Headers["Preference-Applied"] = "return-no-content";
        return await request.AnswerAsync(204);
    }

    private async Task<int> WriteTogetherAsync(StorageRequest request)
    {
        var writes = TableBatch.Read(request, account).Select(ToWrite).ToList();
        if (writes.Count is 0 or > TableBatch.MaxWrites || writes.DistinctBy(write => write.Table).Count() > 1)
            throw StorageError.InvalidInput;
        throttle?.Take($"{writes[0].Table}/{writes[0].Write.Key.Partition}", writes.Count);
        string answer;
        try
        {
            answer = TableBatch.Answer(Find(writes[0].Table).Write([.. writes.Select(write => write.Write)]));
        }
        catch (FailedWrite failed)
        {
            answer = TableBatch.Answer(failed);
        }

        return await request.AnswerAsync(202, answer, TableBatch.ContentType);
    }

    private static (string Table, EntityWrite Write) ToWrite(SentWrite sent)
    {
        var (table, key) = TablePath.Parse(sent.Path);
        var (own, columns) = sent.Body.IsEmpty ? (default, []) : EntityJson.Read(sent.Body);
        var match = sent.IfMatch.Length > 0 ? sent.IfMatch : null;
        var kind = (sent.Method, match) switch
        {
            ("POST", _) => WriteKind.Insert,
            ("DELETE", _) => WriteKind.Delete,
            ("PUT", null) => WriteKind.InsertOrReplace,
            ("PUT", _) => WriteKind.Replace,
            (_, null) => WriteKind.InsertOrMerge,
            _ => WriteKind.Merge,
        };
        return (table, new EntityWrite(kind, key ?? own, columns, match));
    }

    private EntityTable Find(string name) =>
        tables.TryGetValue(name, out var table) ? table : throw StorageError.TableNotFound;

    private static HashSet<string>? SelectedBy(StorageRequest request) =>
        request.Query("$select")?.Split(',', StringSplitOptions.TrimEntries).ToHashSet(StringComparer.Ordinal);

    private long NextVersion()
    {
        while (true)
        {
            var last = Interlocked.Read(ref lastVersion);
            var next = Math.Max(last + 1, clock.GetUtcNow().UtcTicks);
            if (Interlocked.CompareExchange(ref lastVersion, next, last) == last)
                return next;
        }
    }

    [GeneratedRegex("(?<=')[^']*(?=')")]
    private static partial Regex NameInParentheses();
}
