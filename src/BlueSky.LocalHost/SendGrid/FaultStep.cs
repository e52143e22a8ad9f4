using System.Text.Json;
using System.Text.Json.Serialization;

namespace BlueSky.LocalHost.SendGrid;

/// <summary>A simulated failure of a send request.</summary>
/// <param name="Status">The response status, 400 to 599, instead of accepting the email.</param>
/// <param name="ResetInSeconds">With status 429: when SendGrid's limit ends.</param>
/// <param name="DelayMs">A delay, after which the email is accepted even if the sender no longer waits.</param>
/// <param name="Reset">Breaks the connection without recording the email.</param>
/// <param name="AcceptThenReset">Records the email, then breaks the connection.</param>
/// <param name="Times">The number of requests that the step applies to.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record FaultStep(
    int? Status = null,
    int? ResetInSeconds = null,
    int? DelayMs = null,
    bool Reset = false,
    bool AcceptThenReset = false,
    int Times = 1)
{
    public static readonly FaultStep None = new();

    /// <summary>The steps, each repeated <see cref="Times"/> times; or a sentence about an error.</summary>
    public static (IReadOnlyList<FaultStep> Steps, string? Refusal) Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            var steps = JsonSerializer.Deserialize(json, FaultJson.Default.FaultStepArray) ?? throw new JsonException();
            return steps.Select(step => (step ?? None).Refusal()).OfType<string>().FirstOrDefault() is { } refusal
                ? ([], refusal)
                : ([.. steps.SelectMany(step => Enumerable.Repeat(step, step.Times))], null);
        }
        catch (JsonException)
        {
            return ([], "The body must be a JSON array of steps such as {\"status\":503}, {\"status\":429,"
                + "\"resetInSeconds\":2}, {\"delayMs\":15000}, {\"reset\":true} or {\"acceptThenReset\":true}, "
                + "each with \"times\" if it counts more than once.");
        }
    }

    private string? Refusal() => this switch
    {
        { Status: < 400 or > 599 } => "A step's status must be from 400 to 599.",
        { ResetInSeconds: not null, Status: not 429 } => "A step's resetInSeconds goes with status 429.",
        { ResetInSeconds: < 0 or > 86_400 } => "A step's resetInSeconds must be from 0 to 86400.",
        { DelayMs: < 0 or > 600_000 } => "A step's delayMs must be from 0 to 600000.",
        { Times: < 1 or > 10_000 } => "A step's times must be from 1 to 10000.",
        { Status: null, DelayMs: null, Reset: false, AcceptThenReset: false } => "A step must say what goes wrong.",
        _ when (Status is null ? 0 : 1) + (Reset ? 1 : 0) + (AcceptThenReset ? 1 : 0) > 1 =>
            "A step has one of status, reset and acceptThenReset.",
        _ => null,
    };
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(FaultStep[]))]
[JsonSerializable(typeof(FaultsPending))]
internal sealed partial class FaultJson : JsonSerializerContext;

internal sealed record FaultsPending(int Pending);
