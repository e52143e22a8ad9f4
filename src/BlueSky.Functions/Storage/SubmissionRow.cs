using Azure.Data.Tables;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Storage;

/// <summary>Maps a submission to its row in the table <c>Submissions</c>, and back.</summary>
internal static class SubmissionRow
{
    public static TableEntity ToChanges(Submission submission) => new(submission.Key.Partition, submission.Id)
    {
        ["State"] = submission.State.ToColumn(),
        ["Attempts"] = submission.Attempts,
        ["Error"] = submission.Error ?? "",
        ["Changes"] = submission.Handling.Changes,
    };

    // A merge cannot remove a column, so a removed error is stored as an empty one.
    public static string? ErrorOf(TableEntity entity) =>
        entity.GetString("Error") is { Length: > 0 } error ? error : null;

    public static TableEntity ToTexts(Submission submission) => new(submission.Key.Partition, submission.Id)
    {
        ["Name"] = submission.Name,
        ["Phone"] = submission.Phone,
        ["Message"] = submission.Message,
        ["Fields"] = ExtraFields.ToJson(submission.Fields),
        ["Source"] = submission.Source,
        ["Changes"] = submission.Handling.Changes,
    };

    // Null properties are not stored: an absent column is an absent value.
    public static TableEntity ToEntity(Submission submission) => new(submission.Key.Partition, submission.Id)
    {
        ["Hash"] = submission.Hash,
        // The column keeps its earlier name.
        ["Form"] = submission.Kind,
        ["State"] = submission.State.ToColumn(),
        ["ReceivedAt"] = submission.ReceivedAt,
        ["Email"] = submission.Email,
        ["Name"] = submission.Name,
        ["Phone"] = submission.Phone,
        ["PhoneDigits"] = submission.PhoneDigits,
        ["Message"] = submission.Message,
        ["Fields"] = ExtraFields.ToJson(submission.Fields),
        ["Source"] = submission.Source,
        ["Network"] = submission.Network,
        ["Attempts"] = submission.Attempts,
        ["Error"] = submission.Error,
        ["TraceParent"] = submission.TraceParent,
        ["Handling"] = submission.Handling.State?.ToColumn(),
        ["HandledBy"] = submission.Handling.By,
        ["HandledAt"] = submission.Handling.At,
        ["TryAgainAt"] = submission.Handling.TryAgainAt,
        ["Changes"] = submission.Handling.Changes,
        ["PromisedBy"] = submission.PromisedBy,
        ["Language"] = submission.Language,
    };

    public static Submission FromEntity(TableEntity entity) => new()
    {
        Id = entity.RowKey,
        Hash = entity.Text("Hash"),
        Kind = entity.Text("Form"),
        State = entity.State<SubmissionState>(),
        ReceivedAt = entity.Time("ReceivedAt"),
        Email = entity.GetString("Email"),
        Name = entity.GetString("Name"),
        Phone = entity.GetString("Phone"),
        PhoneDigits = entity.GetString("PhoneDigits"),
        Message = entity.GetString("Message"),
        Fields = ExtraFields.FromJson(entity.GetString("Fields")),
        Source = entity.GetString("Source"),
        Network = entity.GetString("Network"),
        Attempts = entity.GetInt32("Attempts") ?? 0,
        Error = ErrorOf(entity),
        TraceParent = entity.GetString("TraceParent"),
        Handling = new Handling(
            entity.GetString("Handling") is { Length: > 0 } state
                ? Enum.Parse<HandlingState>(state, ignoreCase: true)
                : null,
            entity.GetString("HandledBy"),
            entity.GetDateTimeOffset("HandledAt"),
            entity.GetDateTimeOffset("TryAgainAt"),
            entity.GetInt32("Changes") ?? 0),
        PromisedBy = entity.GetDateTimeOffset("PromisedBy"),
        Language = entity.GetString("Language"),
        Version = entity.ETag.ToString(),
    };
}
