using System.Text.Json.Serialization;

namespace BlueSky.Functions.Challenges;

/// <summary>The part of siteverify's answer that matters here. What is not of this shape is no answer.</summary>
internal sealed class SiteverifyAnswer
{
    [JsonPropertyName("success")]
    public required bool Success { get; init; }

    [JsonPropertyName("error-codes")]
    public IReadOnlyList<string> ErrorCodes { get; init; } = [];
}

[JsonSerializable(typeof(SiteverifyAnswer))]
internal sealed partial class SiteverifyJson : JsonSerializerContext;
