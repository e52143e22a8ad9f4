using BlueSky.Functions.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace BlueSky.Functions.Webhooks;

/// <summary>
/// Receives SendGrid's events, authenticated by signature alone. SendGrid retries unless it gets a 2xx.
/// </summary>
public sealed partial class SendGridWebhookFunction
{
    private readonly SendGridSignature signature;
    private readonly MailEvents events;
    private readonly Instrumentation instrumentation;
    private readonly LogLimit logLimit;
    private readonly ILogger<SendGridWebhookFunction> logger;

    internal SendGridWebhookFunction(
        SendGridSignature signature, MailEvents events, Instrumentation instrumentation, LogLimit logLimit,
        ILogger<SendGridWebhookFunction> logger) =>
        (this.signature, this.events, this.instrumentation, this.logLimit, this.logger) =
            (signature, events, instrumentation, logLimit, logger);

    [Function("sendgrid-webhook")]
    public Task<IResult> HandleAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "api/webhooks/sendgrid")] HttpRequest request,
        CancellationToken cancellationToken) =>
        WebhookEndpoint.HandleAsync(
            request, SendGridSignature.IsIn(request.Headers),
            body => HandlePostAsync(request.Headers, body, cancellationToken), LogUnavailable, cancellationToken);

    private async Task<IResult> HandlePostAsync(
        IHeaderDictionary headers, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        // Over the raw bytes, before parsing: JSON that is serialized again would differ.
        if (!signature.Verifies(headers, body.Span))
        {
            instrumentation.Refused("sendgrid-webhook", "signature");
            if (logLimit.Allows())
            {
                LogUnsigned();
            }

            return WebhookEndpoint.Refuse(StatusCodes.Status401Unauthorized, "The signature is missing or wrong.");
        }

        await events.ApplyAsync(SendGridEventBody.Parse(body), cancellationToken);
        return Results.Ok();
    }

    [LoggerMessage(
        LogLevel.Warning, "An event post was refused: no key of SendGrid:EventWebhookPublicKeys verifies it")]
    private partial void LogUnsigned();

    [LoggerMessage(LogLevel.Warning, "Events could not be applied: {Reason}. SendGrid will post them again")]
    private partial void LogUnavailable(string reason);
}
