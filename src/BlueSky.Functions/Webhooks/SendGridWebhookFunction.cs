using BlueSky.Functions.Http;
using BlueSky.Functions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace BlueSky.Functions.Webhooks;

/// <summary>Where SendGrid posts its events, believed by signature alone. It repeats what gets no 2xx.</summary>
internal sealed partial class SendGridWebhookFunction(
    SendGridSignature signature, MailEvents events, ILogger<SendGridWebhookFunction> logger)
{
    /// <summary>SendGrid posts up to 768 KB.</summary>
    private const int MaxBytes = 1024 * 1024;

    [Function("sendgrid-webhook")]
    public async Task<IResult> AnswerAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "post", "put", "patch", "delete", "options",
            Route = "webhooks/sendgrid")] HttpRequest request,
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
                ? await AnswerPostAsync(request.Headers, body, cancellationToken)
                : Refuse(StatusCodes.Status413PayloadTooLarge, "An event post must not be larger than 1 MiB.");
        }
        catch (MalformedBodyException e)
        {
            return Refuse(StatusCodes.Status400BadRequest, e.Message);
        }
        catch (StorageUnavailableException e)
        {
            LogUnavailable(e.Reason);
            return Refuse(StatusCodes.Status503ServiceUnavailable, "The events could not be stored; post them again.");
        }
    }

    private async Task<IResult> AnswerPostAsync(
        IHeaderDictionary headers, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        // Over the raw bytes, before anything reads them: JSON written anew would not be what was signed.
        if (!signature.Verifies(headers, body.Span))
        {
            LogUnsigned();
            return Refuse(StatusCodes.Status401Unauthorized, "The signature is missing or wrong.");
        }

        await events.ApplyAsync(SendGridEventBody.Parse(body), cancellationToken);
        return Results.Ok();
    }

    private static IResult Refuse(int status, string sentence) => Results.Text(sentence, statusCode: status);

    [LoggerMessage(
        LogLevel.Warning, "An event post was refused: no key of SendGrid:EventWebhookPublicKeys verifies it")]
    private partial void LogUnsigned();

    [LoggerMessage(LogLevel.Warning, "Events could not be applied: {Reason}. SendGrid will post them again")]
    private partial void LogUnavailable(string reason);
}
