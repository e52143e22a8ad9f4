using System.Text.Json.Serialization;

namespace BlueSky.Functions.Spam;

/// <summary>
/// ALTCHA's challenge, version 1: find the number for which SHA-256 of the salt and the number is the challenge.
/// </summary>
internal sealed record AltchaChallenge(
    string Algorithm, string Challenge, [property: JsonPropertyName("maxnumber")] int MaxNumber, string Salt,
    string Signature);

/// <summary>What the widget sends back, as JSON in base64.</summary>
/// <param name="Number">A number and nothing else: as text it could hold a part of the salt.</param>
internal sealed record AltchaSolution(string Algorithm, string Challenge, int Number, string Salt, string Signature);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    NumberHandling = JsonNumberHandling.Strict,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(AltchaChallenge))]
[JsonSerializable(typeof(AltchaSolution))]
internal sealed partial class AltchaJson : JsonSerializerContext;
