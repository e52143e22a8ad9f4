using System.Text.Json.Serialization;

namespace BlueSky.LocalHost.SendGrid;

/// <summary>SendGrid's error response. <c>field</c> and <c>help</c> may be null.</summary>
internal sealed record SendGridErrors(IReadOnlyList<SendGridError> Errors)
{
    public static SendGridErrors Of(string message) => new([new SendGridError(message, null)]);
}

internal sealed record SendGridError(string Message, string? Field, string? Help = null);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SendGridErrors))]
internal sealed partial class SendGridJson : JsonSerializerContext;
