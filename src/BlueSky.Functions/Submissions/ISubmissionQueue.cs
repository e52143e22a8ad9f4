using System.Text.Json;
using System.Text.Json.Serialization;

namespace BlueSky.Functions.Submissions;

/// <summary>
/// The queue of submissions to process. Its messages are only hints: the rows in the table decide, and a lost message
/// only delays an email, because Sweep finds open submissions.
/// </summary>
internal interface ISubmissionQueue
{
    /// <summary>Sends a message that becomes visible after the delay (at most 7 days) and never expires.</summary>
    /// <returns>
    /// False when the queue could not be reached within 3 seconds. That is logged; callers need not fail.
    /// </returns>
    Task<bool> TrySendAsync(SubmissionMessage message, TimeSpan delay, CancellationToken cancellationToken);
}

/// <summary>A queue message: only keys, no personal data.</summary>
/// <param name="Partition">The submission's partition, <c>yyyy-MM-dd</c>.</param>
/// <param name="Mail">The row key of the email to process; null for all of the submission's emails.</param>
internal sealed record SubmissionMessage(string Partition, string Id, string? Mail = null)
{
    public const string QueueName = "submissions";

    /// <summary>The host moves a message here after too many failures.</summary>
    public const string PoisonQueueName = "submissions-poison";

    /// <summary>The delay of an early message that was read before its row was stored.</summary>
    public static readonly TimeSpan ReturnsAfter = TimeSpan.FromSeconds(2);

    /// <summary>
    /// The submission was posted again, and the repeat had no spam signals. This is only in the message: if that is
    /// lost, a quarantined submission waits for staff.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsCleanRepeat { get; init; }

    /// <summary>
    /// Sent before its row was known to be stored. If the row is not there yet, the message comes back once, after
    /// <see cref="ReturnsAfter"/>.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsEarly { get; init; }

    [JsonIgnore]
    public SubmissionKey Key => new(SubmissionKey.DayOf(Partition), Id);

    public static SubmissionMessage For(SubmissionKey key, string? mail = null) => new(key.Partition, key.Id, mail);

    public static SubmissionMessage Parse(string json) =>
        JsonSerializer.Deserialize(json, SubmissionJson.Default.SubmissionMessage)
        ?? throw new JsonException("A queue message was the JSON value null.");

    /// <summary>Null for text that is not a message of this app: other JSON, an invalid day or id.</summary>
    public static SubmissionMessage? TryParse(string json)
    {
        try
        {
            var message = Parse(json);
            _ = message.Key;
            return SubmissionId.TryParse(message.Id) == message.Id ? message : null;
        }
        catch (Exception malformed) when (malformed is JsonException or FormatException)
        {
            return null;
        }
    }

    public string ToJson() => JsonSerializer.Serialize(this, SubmissionJson.Default.SubmissionMessage);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(SubmissionMessage))]
internal sealed partial class SubmissionJson : JsonSerializerContext;
