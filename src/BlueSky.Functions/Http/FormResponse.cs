using System.Text.Json.Serialization;
using BlueSky.Functions.Forms;

namespace BlueSky.Functions.Http;

/// <summary>
/// The one JSON shape of all answers. It satisfies the clients of the usual form backends at once: some test
/// <c>ok</c>, some <c>success</c>, some <c>code</c>, and some take any <c>errors</c>, even empty, for a failure.
/// </summary>
internal sealed record FormResponse(
    bool Ok, bool Success, int Code, string? Id, string? Error, string Message, string? Next,
    IReadOnlyList<FieldError>? Errors)
{
    public static FormResponse Accepted(string id, string next) =>
        new(true, true, 200, id, null, "Thank you! Your submission has been received!", next, null);

    public static FormResponse Refused(Refusal refusal) =>
        new(false, false, refusal.Status, null, refusal.Message, refusal.Message, null, refusal.Errors);
}

/// <param name="Version">The commit that the app was built from.</param>
internal sealed record HealthResponse(string Status, string Version);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FormResponse))]
[JsonSerializable(typeof(HealthResponse))]
internal sealed partial class HttpJson : JsonSerializerContext;
