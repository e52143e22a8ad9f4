using BlueSky.Functions.Submissions;
using BlueSky.Functions.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace BlueSky.Functions.Webhooks;

/// <summary>
/// Receives the submissions of Webflow's own forms, authenticated by signature or key alone. Webflow retries unless it
/// gets a 200: three times, every ten minutes.
/// </summary>
public sealed partial class WebflowWebhookFunction
{
    private readonly WebflowSignature signature;
    private readonly WebflowForms forms;
    private readonly Intake intake;
    private readonly Instrumentation instrumentation;
    private readonly LogLimit logLimit;
    private readonly ILogger<WebflowWebhookFunction> logger;

    internal WebflowWebhookFunction(
        WebflowSignature signature, WebflowForms forms, Intake intake, Instrumentation instrumentation,
        LogLimit logLimit, ILogger<WebflowWebhookFunction> logger) =>
        (this.signature, this.forms, this.intake, this.instrumentation, this.logLimit, this.logger) =
            (signature, forms, intake, instrumentation, logLimit, logger);

    [Function("webflow-webhook")]
    public Task<IResult> HandleAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "api/webhooks/webflow")] HttpRequest request,
        CancellationToken cancellationToken) =>
        WebhookEndpoint.HandleAsync(
            request, signature.MayVerify(request), body => HandlePostAsync(request, body), LogUnavailable,
            cancellationToken);

    private async Task<IResult> HandlePostAsync(HttpRequest request, ReadOnlyMemory<byte> body)
    {
        if (!signature.Verifies(request, body.Span))
        {
            instrumentation.Refused("webflow-webhook", "signature");
            if (logLimit.Allows())
            {
                LogUnverified();
            }

            return WebhookEndpoint.Refuse(
                StatusCodes.Status401Unauthorized, "The signature or the key is missing or wrong.");
        }

        if (WebflowHookBody.Parse(body) is { } hook)
        {
            await intake.AcceptAsync(forms.Read(hook));
        }
        else
        {
            LogIgnored();
        }

        return Results.Ok();
    }

    [LoggerMessage(
        LogLevel.Warning,
        "A Webflow hook was refused: neither Webflow:SigningSecret, within Webflow:Tolerance, nor Webflow:Key "
        + "verifies it")]
    private partial void LogUnverified();

    [LoggerMessage(LogLevel.Information, "A Webflow hook about something other than a form was ignored")]
    private partial void LogIgnored();

    [LoggerMessage(LogLevel.Error, "A Webflow hook could not be stored: {Reason}. Webflow will post it again")]
    private partial void LogUnavailable(string reason);
}
