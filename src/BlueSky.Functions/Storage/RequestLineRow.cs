using System.Globalization;
using System.Text.Json;
using Azure.Data.Tables;
using BlueSky.Functions.Requests;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Storage;

/// <summary>Maps a request on the list to its row in the table <c>Desk</c>, and back.</summary>
internal static class RequestLineRow
{
    // All columns are always written: the row is merged, and a merge cannot remove a column.
    public static TableEntity ToEntity(RequestLine line, string partition, string row) => new(partition, row)
    {
        ["Id"] = line.Key.Id,
        ["Day"] = line.Key.Partition,
        ["Form"] = line.Kind,
        ["ReceivedAt"] = line.ReceivedAt,
        ["PromisedBy"] = line.PromisedBy,
        ["IsHeldBack"] = line.IsHeldBack,
        ["Handling"] = line.Handling.State?.ToColumn() ?? "",
        ["HandledBy"] = line.Handling.By ?? "",
        ["HandledAt"] = ToText(line.Handling.At),
        ["TryAgainAt"] = ToText(line.Handling.TryAgainAt),
        ["Changes"] = line.Handling.Changes,
        ["Name"] = line.Name ?? "",
        ["Phone"] = line.Phone ?? "",
        ["Email"] = line.Email ?? "",
        ["PreferredContact"] = line.PreferredContact ?? "",
        ["PreferredTime"] = line.PreferredTime ?? "",
        ["Language"] = line.Language ?? "",
        ["Reason"] = line.Reason ?? "",
    };

    public static RequestLine FromEntity(TableEntity entity) => new()
    {
        Key = new SubmissionKey(SubmissionKey.DayOf(entity.Text("Day")), entity.Text("Id")),
        Kind = entity.Text("Form"),
        ReceivedAt = entity.Time("ReceivedAt"),
        PromisedBy = entity.Time("PromisedBy"),
        IsHeldBack = entity.GetBoolean("IsHeldBack") ?? false,
        Handling = new Handling(
            TextOf(entity, "Handling") is { } state ? Enum.Parse<HandlingState>(state, ignoreCase: true) : null,
            TextOf(entity, "HandledBy"),
            TimeOf(entity, "HandledAt"),
            TimeOf(entity, "TryAgainAt"),
            entity.GetInt32("Changes") ?? 0),
        Name = TextOf(entity, "Name"),
        Phone = TextOf(entity, "Phone"),
        Email = TextOf(entity, "Email"),
        PreferredContact = TextOf(entity, "PreferredContact"),
        PreferredTime = TextOf(entity, "PreferredTime"),
        Language = TextOf(entity, "Language"),
        Reason = TextOf(entity, "Reason"),
        Viewings = ViewingsOf(entity),
    };

    public static string ToColumn(IReadOnlyList<RequestViewing> viewings) =>
        JsonSerializer.Serialize(viewings, RequestJson.Default.IReadOnlyListRequestViewing);

    public static IReadOnlyList<RequestViewing> ViewingsOf(TableEntity entity) =>
        TextOf(entity, "Viewings") is { } json
            ? JsonSerializer.Deserialize(json, RequestJson.Default.IReadOnlyListRequestViewing) ?? []
            : [];

    private static string ToText(DateTimeOffset? time) => time?.ToString("O", CultureInfo.InvariantCulture) ?? "";

    private static DateTimeOffset? TimeOf(TableEntity entity, string column) =>
        TextOf(entity, column) is { } text ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture) : null;

    private static string? TextOf(TableEntity entity, string column) =>
        entity.GetString(column) is { Length: > 0 } text ? text : null;
}
