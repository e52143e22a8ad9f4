using System.Text.Json;
using System.Text.Json.Serialization;
using BlueSky.Functions.Settings;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Timeout;

namespace BlueSky.Functions.Spam;

/// <summary>
/// Cloudflare's Turnstile: asks siteverify about a token, once and for a short time, because the visitor waits. It is
/// told nothing about the visitor but the token.
/// </summary>
internal sealed partial class Turnstile : IDisposable
{
    private const int MaxTokenLength = 2_048;

    // Storage and the queue may take 13 of the 15 seconds within which a visitor is answered.
    private static readonly TimeSpan VerifyTimeout = TimeSpan.FromSeconds(1.5);

    // What Cloudflare says when the fault is not the visitor's.
    private static readonly string[] FaultsOfOurs = ["missing-input-secret", "invalid-input-secret", "bad-request"];

    private readonly TurnstileSettings settings;
    private readonly SiteSettings site;
    private readonly ILogger<Turnstile> logger;
    private readonly ResiliencePipeline pipeline;
    private readonly HttpClient http = new(
        new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5), AllowAutoRedirect = false })
    {
        // The pipeline's time-out counts.
        Timeout = Timeout.InfiniteTimeSpan,
        MaxResponseContentBufferSize = 64 * 1024,
    };

    public Turnstile(
        TurnstileSettings settings, SiteSettings site, TimeProvider clock, ILogger<Turnstile> logger)
    {
        this.settings = settings;
        this.site = site;
        this.logger = logger;
        pipeline = new ResiliencePipelineBuilder { TimeProvider = clock }.AddTimeout(VerifyTimeout).Build();
    }

    public bool IsOn => settings.SecretKey is not null;

    /// <param name="form">The name of the form that the token came with.</param>
    public async Task<ChallengeOutcome> VerifyAsync(string token, string form)
    {
        if (token.Length > MaxTokenLength)
        {
            return ChallengeOutcome.Failed;
        }

        try
        {
            return OutcomeOf(await pipeline.ExecuteAsync(async inTime => await AskAsync(token, inTime)), form);
        }
        catch (Exception e) when (e is HttpRequestException or TimeoutRejectedException or IOException
            or JsonException)
        {
            LogUnverifiable(e.GetType().Name);
            return ChallengeOutcome.Unverifiable;
        }
    }

    public void Dispose() => http.Dispose();

    private async Task<SiteverifyResponse> AskAsync(string token, CancellationToken cancellationToken)
    {
        using var question = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["secret"] = settings.SecretKey!, ["response"] = token,
        });
        using var response = await http.PostAsync(settings.SiteverifyUrl, question, cancellationToken);
        return JsonSerializer.Deserialize(
            await response.Content.ReadAsByteArrayAsync(cancellationToken),
            SiteverifyJson.Default.SiteverifyResponse) ?? throw new JsonException();
    }

    private ChallengeOutcome OutcomeOf(SiteverifyResponse answer, string form)
    {
        if (answer.Success)
        {
            // A token from elsewhere: the widget's key is no secret.
            return IsOfAllowedSite(answer.Hostname) && IsFor(answer.Action, form)
                ? ChallengeOutcome.Passed
                : Mismatched(IsOfAllowedSite(answer.Hostname) ? "action" : "hostname");
        }

        if (answer.ErrorCodes.Intersect(FaultsOfOurs, StringComparer.Ordinal).FirstOrDefault() is { } fault)
        {
            LogMisconfigured(fault);
            return ChallengeOutcome.Unverifiable;
        }

        if (answer.ErrorCodes.Contains("internal-error", StringComparer.Ordinal))
        {
            LogUnverifiable("internal-error");
            return ChallengeOutcome.Unverifiable;
        }

        return ChallengeOutcome.Failed;
    }

    private bool IsOfAllowedSite(string? hostname) => string.IsNullOrEmpty(hostname) || site.HasHost(hostname);

    private bool IsFor(string? action, string form) =>
        string.IsNullOrEmpty(action) || action == form || action == settings.Action;

    private ChallengeOutcome Mismatched(string what)
    {
        LogMismatched(what);
        return ChallengeOutcome.Failed;
    }

    [LoggerMessage(
        LogLevel.Warning,
        "A Turnstile token has a {What} that this app does not allow: see Site:AllowedOrigins and Turnstile:Action")]
    private partial void LogMismatched(string what);

    [LoggerMessage(LogLevel.Warning, "Turnstile did not verify a token ({Reason})")]
    private partial void LogUnverifiable(string reason);

    [LoggerMessage(LogLevel.Critical, "Turnstile refuses this app ({Reason}): check Turnstile:SecretKey")]
    private partial void LogMisconfigured(string reason);
}

/// <param name="SecretKey">The widget's secret; null switches Turnstile off.</param>
/// <param name="Action">The widget's, if it has one that is not the form's name.</param>
/// <param name="SiteverifyUrl">Another one for tests.</param>
internal sealed record TurnstileSettings(string? SecretKey, string? Action, Uri SiteverifyUrl) : ISettings<TurnstileSettings>
{
    public static TurnstileSettings Read(SettingsReader reader) => new(
        reader.Optional("Turnstile:SecretKey"),
        reader.Optional("Turnstile:Action"),
        reader.Url("Turnstile:SiteverifyUrl", "https://challenges.cloudflare.com/turnstile/v0/siteverify"));
}

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
