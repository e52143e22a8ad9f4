using System.Text.Json;
using System.Text.Json.Serialization;

namespace BlueSky.Functions.News;

/// <summary>
/// The queue of parts of news. Its messages are only hints: an open part whose message was lost is found each minute.
/// </summary>
internal interface INewsQueue
{
    /// <summary>Sends a message that becomes visible after the delay (at most 7 days) and never expires.</summary>
    /// <returns>
    /// False when the queue could not be reached within 3 seconds. That is logged; callers need not fail.
    /// </returns>
    Task<bool> TrySendAsync(NewsMessage message, TimeSpan delay, CancellationToken cancellationToken);
}

/// <summary>A queue message: only keys.</summary>
/// <param name="Part">The name of the <see cref="NewsPart"/>.</param>
internal sealed record NewsMessage(string Id, string Part)
{
    public const string QueueName = "news";

    /// <summary>The host moves a message here after too many failures.</summary>
    public const string PoisonQueueName = "news-poison";

    public static NewsMessage Parse(string json) =>
        JsonSerializer.Deserialize(json, NewsJson.Default.NewsMessage)
        ?? throw new JsonException("A queue message was the JSON value null.");

    public string ToJson() => JsonSerializer.Serialize(this, NewsJson.Default.NewsMessage);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(NewsMessage))]
internal sealed partial class NewsJson : JsonSerializerContext;
