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
    private readonly ConcurrentDictionary<string, StorageCounts> queries = new(StringComparer.Ordinal);
    private long lastVersion;

    public CountedAnswers Counted { get; } = new();

    /// <summary>The same of each kind of query, with … for its literals.</summary>
    public IReadOnlyDictionary<string, StorageCounts> Queries => queries;

    public EntityTable GetOrCreate(string name) => tables.GetOrAdd(name, _ => new EntityTable(NextVersion));

    public IReadOnlyList<EntityKey> Keys(string table, string filter)
    {
        var (keys, parsed, next) = (new List<EntityKey>(), Filter.Parse(filter), (EntityKey?)null);
        if (!tables.TryGetValue(table, out var found))
            return keys;
        do
        {
            var page = found.Query(parsed, next, int.MaxValue);
            keys.AddRange(page.Rows.Select(row => row.Key));
            next = page.Next;
        }
        while (next is not null);
        return keys;
    }

    public async Task AnswerAsync(StorageRequest request)
    {
        try
        {
            await RunAsync(request);
        }
        catch (StorageError error)
        {
            request.Context.Response.Headers["x-ms-error-code"] = error.Code;
            await request.AnswerAsync(error.Status, ErrorBody(error.Code, error.Code), Json);
        }
    }

    public static string ErrorBody(string code, string message) => JsonSerializer.Serialize(
        new Dictionary<string, object>
        {
            ["odata.error"] = new { code, message = new { lang = "en-US", value = message } },
        });

    private Task RunAsync(StorageRequest request)
    {
        if (request.Path == "$batch")
            return WriteTogetherAsync(request);
        var (table, key) = TablePath.Parse(request.Path);
        if (table == "Tables")
            return ChangeTablesAsync(request);
        if (key is { } row)
            return OnRowAsync(request, table, row);
        return request.Method == "GET" ? QueryAsync(request, table) : WriteAsync(request, table);
    }

    private Task ChangeTablesAsync(StorageRequest request)
    {
        switch (request.Method)
        {
            case "POST":
                using (var body = JsonDocument.Parse(request.Body))
                {
                    var name = body.RootElement.GetProperty("TableName").GetString()!;
                    if (!tables.TryAdd(name, new EntityTable(NextVersion)))
                        throw StorageError.TableAlreadyExists;
                    return request.AnswerAsync(201, JsonSerializer.Serialize(new { TableName = name }), Json);
                }

            case "DELETE":
                return tables.TryRemove(NameInParentheses().Match(request.Path).Value, out _)
                    ? request.AnswerAsync(204)
                    : throw StorageError.ResourceNotFound;
            default:
                return request.AnswerAsync(200, JsonSerializer.Serialize(
                    new { value = tables.Keys.Order(StringComparer.Ordinal).Select(name => new { TableName = name }) }),
                    Json);
        }
    }

    private async Task OnRowAsync(StorageRequest request, string name, EntityKey key)
    {
        if (request.Method != "GET")
        {
            await WriteAsync(request, name);
            return;
        }

        throttle?.Take($"{name}/{key.Partition}", 1);
        var row = Find(name).Find(key);
        request.Context.Response.Headers.ETag = row.ETag;
        var body = new ArrayBufferWriter<byte>();
        await using (var json = new Utf8JsonWriter(body))
            EntityJson.Write(json, row, SelectedBy(request));
        await request.AnswerAsync(200, body.WrittenMemory, Json, rows: 1, examined: 1);
    }

    private async Task QueryAsync(StorageRequest request, string name)
    {
        var table = Find(name);
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
        var counts = new StorageCounts(1, page.Rows.Count, body.WrittenCount, page.Examined);
        queries.AddOrUpdate(
            $"{name}: {Literals().Replace(request.Query("$filter") ?? "", "…")}", counts, (_, all) => all + counts);
        await request.AnswerAsync(200, body.WrittenMemory, Json, page.Rows.Count, page.Examined);
    }

    private async Task WriteAsync(StorageRequest request, string name)
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
        await request.AnswerAsync(204);
    }

    private async Task WriteTogetherAsync(StorageRequest request)
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

        await request.AnswerAsync(202, answer, TableBatch.ContentType);
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

    [GeneratedRegex(@"[A-Za-z]*'([^']|'')*'")]
    private static partial Regex Literals();

    [GeneratedRegex("(?<=')[^']*(?=')")]
    private static partial Regex NameInParentheses();
}
