using BlueSky.Functions.Http;
using BlueSky.Functions.Storage;
using BlueSky.Functions.Submissions;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace BlueSky.Functions.Webhooks;

/// <summary>
/// Where Webflow posts its own forms' submissions, believed by signature or key alone. What gets no 200 is posted
/// again, three times, ten minutes apart.
/// </summary>
internal sealed partial class WebflowWebhookFunction(
    WebflowSignature signature, WebflowForms forms, Intake intake, ILogger<WebflowWebhookFunction> logger)
{
    /// <summary>Webflow is said to post up to 256 KB.</summary>
    private const int MaxBytes = 1024 * 1024;

    [Function("webflow-webhook")]
    public async Task<IResult> AnswerAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "post", "put", "patch", "delete", "options",
            Route = "webhooks/webflow")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        AnswerHeaders.Secure(request.HttpContext.Response);
        if (!HttpMethods.IsPost(request.Method))
        {
            return new MethodNotAllowed("POST");
        }

        try
        {
            return await RawBody.ReadAsync(request, MaxBytes, cancellationToken) is { } body
                ? await AnswerPostAsync(request, body)
                : Refuse(StatusCodes.Status413PayloadTooLarge, "A hook must not be larger than 1 MiB.");
        }
        catch (MalformedBodyException e)
        {
            return Refuse(StatusCodes.Status400BadRequest, e.Message);
        }
        catch (StorageUnavailableException e)
        {
            LogUnavailable(e.Reason);
            return Refuse(StatusCodes.Status503ServiceUnavailable, "The hook could not be stored; post it again.");
        }
    }

    private async Task<IResult> AnswerPostAsync(HttpRequest request, ReadOnlyMemory<byte> body)
    {
        if (!signature.Verifies(request, body.Span))
        {
            LogUnverified();
            return Refuse(StatusCodes.Status401Unauthorized, "The signature or the key is missing or wrong.");
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

    private static IResult Refuse(int status, string sentence) => Results.Text(sentence, statusCode: status);

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
