using System.Text.Json.Serialization;
using BlueSky.Functions.Forms;

namespace BlueSky.Functions.Http;

/// <summary>
/// The JSON response of all forms. It is compatible with clients of common form services: some test <c>ok</c>, some
/// <c>success</c>, some <c>code</c>, and for some, <c>errors</c> means a failure, even when it is empty.
/// </summary>
internal sealed record FormResponse(
    bool Ok, bool Success, int Code, string? Id, string? Error, string Message, string? Hint,
    string? Next,
    IReadOnlyList<FieldError>? Errors)
{
    /// <param name="hint">What the visitor can expect or should do next.</param>
    public static FormResponse Accepted(string id, string hint, string next) =>
        new(true, true, 200, id, null, "Thank you! Your submission has been received!", hint, next, null);

    public static FormResponse Refused(Refusal refusal) =>
        new(false, false, refusal.Status, null, refusal.Message, refusal.Message, null, null, refusal.Errors);
}

/// <param name="Version">The commit of the build.</param>
internal sealed record HealthResponse(string Status, string Version);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FormResponse))]
[JsonSerializable(typeof(HealthResponse))]
internal sealed partial class HttpJson : JsonSerializerContext;
