using System.Text.Json;
using System.Text.Json.Serialization;
using BlueSky.Functions.Settings;
using BlueSky.Functions.Telemetry;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Timeout;

namespace BlueSky.Functions.Spam;

/// <summary>
/// Cloudflare's Turnstile: verifies a token with siteverify, without retries and with a short timeout, because the
/// visitor waits. Only the token is sent, nothing about the visitor.
/// </summary>
internal sealed partial class Turnstile : IDisposable
{
    private const int MaxTokenLength = 2_048;

    // Storage and the queue may take 13 of the 15 seconds allowed for a response to the visitor.
    private static readonly TimeSpan VerifyTimeout = TimeSpan.FromSeconds(1.5);

    // Cloudflare's error codes for faults of this app.
    private static readonly string[] ConfigurationErrors =
        ["missing-input-secret", "invalid-input-secret", "bad-request"];

    private readonly TurnstileSettings settings;
    private readonly SiteSettings site;
    private readonly LogLimit logLimit;
    private readonly ILogger<Turnstile> logger;
    private readonly ResiliencePipeline pipeline;
    private readonly HttpClient http = new(
        new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5), AllowAutoRedirect = false })
    {
        // The pipeline applies the timeout.
        Timeout = Timeout.InfiniteTimeSpan,
        MaxResponseContentBufferSize = 64 * 1024,
    };

    public Turnstile(
        TurnstileSettings settings, SiteSettings site, TimeProvider clock, LogLimit logLimit,
        ILogger<Turnstile> logger)
    {
        this.settings = settings;
        this.site = site;
        this.logLimit = logLimit;
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
            return OutcomeOf(
                await pipeline.ExecuteAsync(async deadline => await SiteverifyAsync(token, deadline)), form);
        }
        catch (Exception e) when (e is HttpRequestException or TimeoutRejectedException or IOException
            or JsonException)
        {
            LogUnverifiable(e.GetType().Name);
            return ChallengeOutcome.Unverifiable;
        }
    }

    public void Dispose() => http.Dispose();

    private async Task<SiteverifyResponse> SiteverifyAsync(string token, CancellationToken cancellationToken)
    {
        using var request = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["secret"] = settings.SecretKey!, ["response"] = token,
        });
        using var response = await http.PostAsync(settings.SiteverifyUrl, request, cancellationToken);
        return JsonSerializer.Deserialize(
            await response.Content.ReadAsByteArrayAsync(cancellationToken),
            SiteverifyJson.Default.SiteverifyResponse) ?? throw new JsonException();
    }

    private ChallengeOutcome OutcomeOf(SiteverifyResponse response, string form)
    {
        if (response.Success)
        {
            // The widget's key is public, so the token may come from another website.
            return IsOfAllowedSite(response.Hostname) && IsFor(response.Action, form)
                ? ChallengeOutcome.Passed
                : Mismatched(IsOfAllowedSite(response.Hostname) ? "action" : "hostname");
        }

        var errors = response.ErrorCodes ?? [];
        if (errors.Intersect(ConfigurationErrors, StringComparer.Ordinal).FirstOrDefault() is { } error)
        {
            LogMisconfigured(error);
            return ChallengeOutcome.Unverifiable;
        }

        if (errors.Contains("internal-error", StringComparer.Ordinal))
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
        if (logLimit.Allows())
        {
            LogMismatched(what);
        }

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
/// <param name="Action">The widget's action, if it is not the form's name.</param>
/// <param name="SiteverifyUrl">Cloudflare's URL, or another one in tests.</param>
internal sealed record TurnstileSettings(string? SecretKey, string? Action, Uri SiteverifyUrl)
    : ISettings<TurnstileSettings>
{
    public static TurnstileSettings Read(SettingsReader reader) => new(
        reader.Optional("Turnstile:SecretKey"),
        reader.Optional("Turnstile:Action"),
        reader.Url("Turnstile:SiteverifyUrl", "https://challenges.cloudflare.com/turnstile/v0/siteverify"));
}

/// <summary>The used part of siteverify's response. A response of another shape counts as no response.</summary>
internal sealed class SiteverifyResponse
{
    [JsonPropertyName("success")]
    public required bool Success { get; init; }

    /// <summary>The website where the challenge was solved; null when the response does not contain it.</summary>
    [JsonPropertyName("hostname")]
    public string? Hostname { get; init; }

    /// <summary>The widget's action; null or empty when it has none.</summary>
    [JsonPropertyName("action")]
    public string? Action { get; init; }

    [JsonPropertyName("error-codes")]
    public IReadOnlyList<string>? ErrorCodes { get; init; }
}

[JsonSerializable(typeof(SiteverifyResponse))]
internal sealed partial class SiteverifyJson : JsonSerializerContext;
