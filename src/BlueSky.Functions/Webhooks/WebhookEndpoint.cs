using BlueSky.Functions.Http;
using BlueSky.Functions.Submissions;
using Microsoft.AspNetCore.Http;

namespace BlueSky.Functions.Webhooks;

/// <summary>The checks of every webhook: method, size, storage. The sender retries unless it gets a 2xx.</summary>
internal static class WebhookEndpoint
{
    /// <summary>In bytes. SendGrid posts up to 768 KB; Webflow, as far as known, up to 256 KB.</summary>
    private const int MaxBytes = 1024 * 1024;

    /// <param name="isSigned">Whether there is a signature or key to verify; otherwise the body is not read.</param>
    /// <param name="handle">Handles a post; gets the raw body, which the signature covers.</param>
    /// <param name="logUnavailable">Logs why nothing could be stored.</param>
    public static async Task<IResult> HandleAsync(
        HttpRequest request, bool isSigned, Func<ReadOnlyMemory<byte>, Task<IResult>> handle,
        Action<string> logUnavailable, CancellationToken cancellationToken)
    {
        ResponseHeaders.ApplySecurity(request.HttpContext.Response);
        if (!HttpMethods.IsPost(request.Method))
        {
            return new MethodNotAllowed("POST");
        }

        try
        {
            if (!isSigned)
            {
                return await handle(ReadOnlyMemory<byte>.Empty);
            }

            return await RawBody.ReadAsync(request, MaxBytes, cancellationToken) is { } body
                ? await handle(body)
                : Refuse(StatusCodes.Status413PayloadTooLarge, "A post must not be larger than 1 MiB.");
        }
        catch (MalformedBodyException e)
        {
            return Refuse(StatusCodes.Status400BadRequest, e.Message);
        }
        catch (StorageUnavailableException e)
        {
            logUnavailable(e.Reason);
            return Refuse(StatusCodes.Status503ServiceUnavailable, "The post could not be stored; repeat it.");
        }
    }

    public static IResult Refuse(int status, string message) => Results.Text(message, statusCode: status);
}
