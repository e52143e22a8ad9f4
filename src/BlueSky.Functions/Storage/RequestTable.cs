using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using Azure;
using Azure.Data.Tables;
using BlueSky.Functions.Requests;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Storage;

/// <summary>
/// The requests in the table <c>Submissions</c>, with a row for each entry of their history beside them.
/// </summary>
internal sealed class RequestTable(TableServiceClient storage) : IRequestStore
{
    private readonly Table table = new(storage, TableName.Submissions);

    public Task<bool> TryChangeAsync(
        Submission changed, IReadOnlyList<RequestEvent> events, DateTimeOffset openedAt,
        CancellationToken cancellationToken) => table.TryWriteAsync(
        [
            // Replaced, because a merge cannot remove a column.
            new(
                TableTransactionActionType.UpdateReplace, SubmissionRow.ToEntity(changed),
                new ETag(changed.Version!)),
            new(TableTransactionActionType.UpsertReplace, SubmissionTable.ToMarker(changed, openedAt)),
            .. events.Select(entry => new TableTransactionAction(
                TableTransactionActionType.UpsertReplace, ToEntity(changed.Key, entry))),
        ],
        cancellationToken);

    public Task AddAsync(SubmissionKey request, RequestEvent entry, CancellationToken cancellationToken) =>
        table.WriteAsync(ToEntity(request, entry), cancellationToken);

    public IAsyncEnumerable<RequestEvent> ReadHistoryAsync(
        SubmissionKey request, CancellationToken cancellationToken) =>
        table.QueryAsync(request.Partition, PrefixOf(request.Id), cancellationToken)
            .Select(entity => FromEntity(entity, PrefixOf(request.Id)));

    public IAsyncEnumerable<Submission> ReadAsync(
        DateOnly from, DateOnly until, IReadOnlyList<string> kinds, HandlingState? state,
        CancellationToken cancellationToken)
    {
        var values = new List<object?> { SubmissionKey.PartitionOf(from), SubmissionKey.PartitionOf(until) };
        var forms = string.Join(" or ", kinds.Select(kind => $"Form eq {Placeholder(kind)}"));
        var filter = $"PartitionKey ge {{0}} and PartitionKey le {{1}} and ({forms})"
            + (state is { } only ? $" and Handling eq {Placeholder(only.ToColumn())}" : "");
        return table.QueryAsync(FormattableStringFactory.Create(filter, [.. values]), cancellationToken)
            .Select(SubmissionRow.FromEntity);

        string Placeholder(string value)
        {
            values.Add(value);
            return $"{{{values.Count - 1}}}";
        }
    }

    public IAsyncEnumerable<SubmissionKey> FindHandledAsync(
        HandlingState state, DateTimeOffset before, CancellationToken cancellationToken)
    {
        // Nothing is handled before the day on which it was received.
        var last = SubmissionKey.PartitionOf(SubmissionKey.DayOf(before));
        return table.QueryAsync(
            $"PartitionKey le {last} and Handling eq {state.ToColumn()} and HandledAt lt {before}",
            cancellationToken,
            select: ["PartitionKey", "RowKey"])
            .Select(entity => new SubmissionKey(SubmissionKey.DayOf(entity.PartitionKey), entity.RowKey));
    }

    /// <summary>The start of the row keys of a request's history.</summary>
    public static string PrefixOf(string id) => $"event.{id}.";

    private static TableEntity ToEntity(SubmissionKey request, RequestEvent entry) =>
        new(request.Partition, PrefixOf(request.Id) + entry.Id)
        {
            ["Action"] = entry.Action.ToColumn(),
            ["By"] = entry.By,
            ["At"] = entry.At,
            ["Note"] = entry.Note,
            ["UndoneAt"] = entry.UndoneAt,
            ["Before"] = entry.Before is { } before
                ? JsonSerializer.Serialize(before, RequestJson.Default.RequestSnapshot)
                : null,
        };

    private static RequestEvent FromEntity(TableEntity entity, string prefix) => new()
    {
        Id = entity.RowKey[prefix.Length..],
        Action = Enum.Parse<RequestAction>(entity.Text("Action"), ignoreCase: true),
        By = entity.Text("By"),
        At = entity.Time("At"),
        Note = entity.GetString("Note"),
        UndoneAt = entity.GetDateTimeOffset("UndoneAt"),
        Before = entity.GetString("Before") is { } before
            ? JsonSerializer.Deserialize(before, RequestJson.Default.RequestSnapshot)
            : null,
    };
}

[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(RequestSnapshot))]
[JsonSerializable(typeof(IReadOnlyList<RequestViewing>))]
internal sealed partial class RequestJson : JsonSerializerContext;
