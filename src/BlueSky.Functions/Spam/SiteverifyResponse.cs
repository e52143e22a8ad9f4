using System.Text.Json.Serialization;

namespace BlueSky.Functions.Spam;

/// <summary>The part of siteverify's answer that matters here. What is not of this shape is no answer.</summary>
internal sealed class SiteverifyResponse
{
    [JsonPropertyName("success")]
    public required bool Success { get; init; }

    /// <summary>Where the challenge was solved; null when the answer does not say.</summary>
    [JsonPropertyName("hostname")]
    public string? Hostname { get; init; }

    /// <summary>What the widget says it is for; null or empty when it says nothing.</summary>
    [JsonPropertyName("action")]
    public string? Action { get; init; }

    [JsonPropertyName("error-codes")]
    public IReadOnlyList<string> ErrorCodes { get; init; } = [];
}

[JsonSerializable(typeof(SiteverifyResponse))]
internal sealed partial class SiteverifyJson : JsonSerializerContext;
