using System.Globalization;
using System.Net;
using System.Text.Json;

namespace BlueSky.LocalHost.SendGrid;

/// <summary>
/// Posts <c>processed</c>, then <c>delivered</c>, for each accepted email to the app's webhook, signed like SendGrid's.
/// SendGrid retries for 24 hours; this retries for some seconds, until LocalHost stops.
/// </summary>
internal sealed partial class SignedEvents(
    SignedEventSettings settings,
    EventSignature signature,
    TimeProvider time,
    IHostApplicationLifetime lifetime,
    ILogger<SignedEvents> logger) : IDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private const int MaxAttempts = 5;
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(10) };

    /// <summary>Returns immediately and posts in the background.</summary>
    public void Post(string messageId, JsonElement mail)
    {
        if (settings.Enabled)
            _ = PostAllAsync(messageId, mail.Clone());
    }

    public void Dispose() => http.Dispose();

    private async Task PostAllAsync(string messageId, JsonElement mail)
    {
        await Task.Yield();
        foreach (var kind in new[] { "processed", "delivered" })
            await PostAsync(SendGridEvent.Body(kind, messageId, mail, time.GetUtcNow()));
    }

    private async Task PostAsync(byte[] body)
    {
        var stop = lifetime.ApplicationStopping;
        for (var (attempt, pause) = (1, FirstPause); !stop.IsCancellationRequested; attempt++, pause *= 2)
        {
            // 404: the app has no such route, so retries are pointless.
            var status = await TryPostAsync(body, stop);
            if (status is HttpStatusCode.NotFound or (>= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices))
                return;
            if (attempt == MaxAttempts)
            {
                EventsNotTaken(logger, status?.ToString() ?? "no answer");
                return;
            }

            await Task.Delay(pause, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<HttpStatusCode?> TryPostAsync(byte[] body, CancellationToken stop)
    {
        var timestamp = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, settings.Webhook);
        request.Content = new ByteArrayContent(body);
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Add("X-Twilio-Email-Event-Webhook-Signature", signature.Sign(timestamp, body));
        request.Headers.Add("X-Twilio-Email-Event-Webhook-Timestamp", timestamp);
        try
        {
            using var response = await http.SendAsync(request, stop);
            return response.StatusCode;
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException)
        {
            return null;
        }
    }

    [LoggerMessage(LogLevel.Warning, "The app's SendGrid webhook did not take an event: {Answer}")]
    private static partial void EventsNotTaken(ILogger logger, string answer);
}

/// <summary>Whether events are posted, and the app's route for them.</summary>
internal sealed record SignedEventSettings(bool Enabled, Uri Webhook);
