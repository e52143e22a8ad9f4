using System.Text.Json;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;
using SendGrid;
using SendGrid.Helpers.Mail;

namespace BlueSky.Functions.Mail;

/// <summary>Sends emails through SendGrid's v3 API, and returns what is certain about each attempt.</summary>
internal sealed class SendGridMailSender(
    ISendGridClient client, ResiliencePipeline<Response> pipeline, SendGridCircuit circuit, MailSettings settings,
    TimeProvider clock) : IMailSender
{
    /// <summary>In characters: the limit for SendGrid's own text in a row.</summary>
    private const int MaxReason = 1_000;

    public TimeSpan? GetSendDelay() => circuit.GetDelay();

    public async Task<SendOutcome> SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        // True while SendGrid may have the request: a failure then leaves the outcome unknown.
        var handedOver = false;
        try
        {
            var response = await pipeline.ExecuteAsync(
                async attempt =>
                {
                    handedOver = true;
                    var result = await client.SendEmailAsync(ToMessage(mail), attempt);
                    handedOver = false;
                    return result;
                },
                cancellationToken);
            return await ToOutcomeAsync(response, cancellationToken);
        }
        catch (BrokenCircuitException e)
        {
            return new SendOutcome.NotSent("SendGrid has been failing; waiting before the next attempt", e.RetryAfter);
        }
        catch (HttpRequestException e) when (SendGridPipeline.IsCertainlyNotSent(e))
        {
            return new SendOutcome.NotSent($"SendGrid could not be reached ({e.HttpRequestError})", null);
        }
        catch (TimeoutRejectedException) when (!handedOver)
        {
            return new SendOutcome.NotSent("SendGrid did not accept it in time", null);
        }
        catch (Exception e) when (e is TimeoutRejectedException or HttpRequestException or IOException)
        {
            return new SendOutcome.Unknown($"no answer from SendGrid ({e.GetType().Name})");
        }
    }

    public async Task<bool> IsRespondingAsync(CancellationToken cancellationToken)
    {
        try
        {
            var response = await pipeline.ExecuteAsync(
                async attempt => await client.RequestAsync(
                    BaseClient.Method.GET, urlPath: "scopes", cancellationToken: attempt),
                cancellationToken);
            return response.IsFromSendGrid();
        }
        catch (Exception e) when (e is ExecutionRejectedException or HttpRequestException or IOException)
        {
            return false;
        }
    }

    private async Task<SendOutcome> ToOutcomeAsync(Response response, CancellationToken cancellationToken) =>
        response.VerdictOn() switch
        {
            SendGridVerdict.Accepted => new SendOutcome.Accepted(SendGridVerdicts.MessageIdOf(response)!),
            SendGridVerdict.Unknown => new SendOutcome.Unknown(await ReasonAsync(response, cancellationToken)),
            SendGridVerdict.Park => new SendOutcome.Denied(await ReasonAsync(response, cancellationToken)),
            SendGridVerdict.Refuse => new SendOutcome.Refused(await ReasonAsync(response, cancellationToken)),
            _ => new SendOutcome.NotSent(
                await ReasonAsync(response, cancellationToken),
                SendGridPipeline.RequestedDelay(response, clock.GetUtcNow())),
        };

    private SendGridMessage ToMessage(OutgoingMail mail) => new()
    {
        From = new EmailAddress(settings.From, settings.FromName),
        ReplyTo = mail.ReplyTo is { } replyTo ? new EmailAddress(replyTo) : null,
        Subject = mail.Content.Subject,
        PlainTextContent = mail.Content.Text,
        HtmlContent = mail.Content.Html,
        Personalizations = [new Personalization { Tos = [new EmailAddress(mail.To)] }],
        Headers = mail.Headers.Count == 0 ? null : new Dictionary<string, string>(mail.Headers),
        Categories = [mail.Template],
        CustomArgs = new Dictionary<string, string> { ["mail_id"] = mail.MailId },
        // All set explicitly: the account's defaults would rewrite links that contain tokens, and track the reader.
        TrackingSettings = new TrackingSettings
        {
            ClickTracking = new ClickTracking { Enable = false, EnableText = false },
            OpenTracking = new OpenTracking { Enable = false },
            SubscriptionTracking = new SubscriptionTracking { Enable = false },
            Ganalytics = new Ganalytics { Enable = false },
        },
    };

    // {"errors":[{"message":"…","field":"…"}]}, when it is JSON at all.
    private static async Task<string> ReasonAsync(Response response, CancellationToken cancellationToken)
    {
        var body = response.Body is null ? "" : await response.Body.ReadAsStringAsync(cancellationToken);
        var reason = $"SendGrid answered {(int)response.StatusCode}: {MessagesIn(body)}";
        return reason.Length <= MaxReason ? reason : reason[..MaxReason];
    }

    private static string MessagesIn(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return string.Join("; ", document.RootElement.GetProperty("errors").EnumerateArray()
                .Select(error => error.GetProperty("message").GetString()));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return "no reason given";
        }
    }
}

/// <summary>Creates the SendGrid client with our own HTTP connection.</summary>
internal static class SendGridConnection
{
    /// <summary>In bytes. SendGrid's responses are short; a proxy's page may have any length.</summary>
    private const int MaxResponseBytes = 1024 * 1024;

    public static SendGridClient Open(SendGridSettings settings) => Open(settings, new SocketsHttpHandler
    {
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectTimeout = TimeSpan.FromSeconds(5),
        // The email is for SendGrid alone, and another host's response says nothing about it.
        AllowAutoRedirect = false,
    });

    internal static SendGridClient Open(SendGridSettings settings, HttpMessageHandler handler)
    {
        // With an HttpClient of ours the SDK does not retry: only the pipeline does. The pipeline also sets the
        // timeouts: HttpClient's own would look like a cancellation by the caller.
        var http = new HttpClient(handler)
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = MaxResponseBytes,
        };
        return new SendGridClient(
            http,
            new SendGridClientOptions { ApiKey = settings.ApiKey, Host = settings.Host.AbsoluteUri.TrimEnd('/') });
    }
}
