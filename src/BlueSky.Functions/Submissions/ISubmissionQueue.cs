using System.Text.Json;
using System.Text.Json.Serialization;

namespace BlueSky.Functions.Submissions;

/// <summary>
/// The queue that says which submission to look at next. A hint: the rows are the truth, and losing a message delays
/// a mail, no more, because Sweep finds what is open.
/// </summary>
internal interface ISubmissionQueue
{
    /// <summary>Sends a message that is seen after the delay (at most 7 days) and never expires.</summary>
    /// <returns>
    /// False when the queue could not be reached within 3 seconds; that is logged, and no reason to fail.
    /// </returns>
    Task<bool> TrySendAsync(SubmissionMessage message, TimeSpan delay, CancellationToken cancellationToken);
}

/// <summary>A queue message: keys, nothing personal.</summary>
/// <param name="Partition">The submission's partition, <c>yyyy-MM-dd</c>.</param>
/// <param name="Mail">The row key of the one mail to look at; all of them when null.</param>
internal sealed record SubmissionMessage(string Partition, string Id, string? Mail = null)
{
    public const string QueueName = "submissions";

    /// <summary>Where the host puts a message that failed too often.</summary>
    public const string PoisonQueueName = "submissions-poison";

    /// <summary>
    /// It was posted again, and nothing about the repeat is suspicious. Lost with the message, if that is lost: then
    /// what was held back waits for a person.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsCleanRepeat { get; init; }

    [JsonIgnore]
    public SubmissionKey Key => new(SubmissionKey.DayOf(Partition), Id);

    public static SubmissionMessage For(SubmissionKey key, string? mail = null) => new(key.Partition, key.Id, mail);

    public static SubmissionMessage Parse(string json) =>
        JsonSerializer.Deserialize(json, SubmissionJson.Default.SubmissionMessage)
        ?? throw new JsonException("A queue message was the JSON value null.");

    /// <summary>Null for what no version of this app has written: other JSON, no day, no submission's id.</summary>
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
