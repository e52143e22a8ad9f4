using BlueSky.Functions.Http;
using BlueSky.Functions.Submissions;
using Microsoft.AspNetCore.Http;

namespace BlueSky.Functions.Webhooks;

/// <summary>What every webhook's post goes through: method, size, storage. Whoever gets no 2xx posts again.</summary>
internal static class WebhookEndpoint
{
    /// <summary>SendGrid posts up to 768 KB; Webflow is said to post up to 256 KB.</summary>
    private const int MaxBytes = 1024 * 1024;

    /// <param name="isSigned">Whether there is anything to verify: a body without it is not read.</param>
    /// <param name="answer">Answers a post by its raw body, which is what was signed.</param>
    /// <param name="logUnavailable">Takes the reason why nothing could be stored.</param>
    public static async Task<IResult> HandleAsync(
        HttpRequest request, bool isSigned, Func<ReadOnlyMemory<byte>, Task<IResult>> answer,
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
                return await answer(ReadOnlyMemory<byte>.Empty);
            }

            return await RawBody.ReadAsync(request, MaxBytes, cancellationToken) is { } body
                ? await answer(body)
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

    public static IResult Refuse(int status, string sentence) => Results.Text(sentence, statusCode: status);
}
