using BlueSky.Functions.Http;
using BlueSky.Functions.Recipients;
using BlueSky.Functions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace BlueSky.Functions.Subscriptions;

/// <summary>
/// Ends a subscription. GET shows a page and changes nothing, because mail scanners open every link; POST, by the
/// page's button or by a mail program's own (RFC 8058), ends it: without cookie, origin or body, and never by a
/// redirect.
/// </summary>
internal sealed class UnsubscribeFunction(UnsubscribeLinks links, RecipientBook recipients, SubscriptionPages pages)
{
    [Function("unsubscribe")]
    public async Task<IResult> AnswerAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "post", "put", "patch", "delete", "options",
            Route = "unsubscribe")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        AnswerHeaders.Secure(request.HttpContext.Response);
        // The address holds the token. Nothing here asks for an Origin, which this policy would turn into "null".
        request.HttpContext.Response.Headers["Referrer-Policy"] = "no-referrer";
        var isPost = HttpMethods.IsPost(request.Method);
        if (!isPost && !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
        {
            return new MethodNotAllowed("GET, HEAD, POST");
        }

        if (links.Verify(request.Query["t"]) is not { } recipient)
        {
            return await pages.InvalidLinkAsync();
        }

        if (!isPost)
        {
            return await pages.AskToUnsubscribeAsync();
        }

        try
        {
            await recipients.UnsubscribeAsync(recipient, cancellationToken);
            return await pages.UnsubscribedAsync();
        }
        catch (StorageUnavailableException)
        {
            return await pages.UnavailableAsync();
        }
    }
}
