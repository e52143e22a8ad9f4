using System.Text.Json;
using System.Text.Json.Serialization;

namespace BlueSky.Functions.Imports;

/// <summary>
/// The queue of imports to go on with. Its messages are only hints: the due-check finds what is running.
/// </summary>
internal interface IImportQueue
{
    /// <returns>False when the queue could not be reached; that is logged.</returns>
    Task<bool> TrySendAsync(ImportMessage message, CancellationToken cancellationToken);
}

/// <summary>A queue message: no personal data.</summary>
/// <param name="Import">The import's id.</param>
internal sealed record ImportMessage(string Import)
{
    public const string QueueName = "imports";

    /// <summary>The host moves a message here after too many failures.</summary>
    public const string PoisonQueueName = "imports-poison";

    /// <exception cref="JsonException">The text is not a message of this app.</exception>
    public static ImportMessage Parse(string json) =>
        JsonSerializer.Deserialize(json, ImportJson.Default.ImportMessage) is { } message
        && Imports.Import.IsId(message.Import)
            ? message
            : throw new JsonException("A queue message names no import.");

    /// <summary>Null for text that is not a message of this app.</summary>
    public static ImportMessage? TryParse(string json)
    {
        try
        {
            return Parse(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public string ToJson() => JsonSerializer.Serialize(this, ImportJson.Default.ImportMessage);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ImportMessage))]
[JsonSerializable(typeof(ImportedConsent))]
internal sealed partial class ImportJson : JsonSerializerContext;
