using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace BlueSky.Functions.Subscriptions;

/// <summary>The addresses of the links in mails to subscribers.</summary>
internal sealed class SubscriptionFunctions(
    LinkDoor door, ManageDoor manage, SubscriptionLinks links, SubscriptionRequests requests, SubscriptionPages pages,
    TimeProvider clock)
{
    [Function("confirm")]
    public Task<IResult> ConfirmAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "confirm")] HttpRequest request,
        CancellationToken cancellationToken) => door.AnswerAsync(
            request,
            links.VerifyConfirm,
            async link => await pages.AskToConfirmAsync(await requests.FindAsync(link, cancellationToken)),
            async (link, post) => post.Says("again")
                ? await AskAgainAsync(link.Recipient, "confirm", cancellationToken)
                : await pages.ConfirmedAsync(await requests.ConfirmAsync(link, cancellationToken)),
            cancellationToken);

    [Function("not-me")]
    public Task<IResult> DisownAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "not-me")] HttpRequest request,
        CancellationToken cancellationToken) => door.AnswerAsync(
            request,
            links.VerifyDisown,
            link => link.ExpiresAt <= clock.GetUtcNow() ? pages.TooLateToDisownAsync() : pages.AskToDisownAsync(),
            async (link, _) => link.ExpiresAt <= clock.GetUtcNow()
                ? await pages.TooLateToDisownAsync()
                : await requests.DisownAsync(link, cancellationToken)
                    ? await pages.DisownedAsync()
                    : await pages.EndedAsync(),
            cancellationToken);

    [Function("unsubscribe")]
    public Task<IResult> UnsubscribeAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "unsubscribe")] HttpRequest request,
        CancellationToken cancellationToken) => door.AnswerAsync(
            request,
            links.VerifyUnsubscribe,
            _ => pages.AskToUnsubscribeAsync(),
            async (recipient, post) =>
            {
                if (post.Says("undo"))
                {
                    return await AskAgainAsync(recipient, "unsubscribe", cancellationToken);
                }

                var by = post["List-Unsubscribe"] is null ? "unsubscribe page" : "one-click unsubscribe";
                await requests.UnsubscribeAsync(recipient, by, cancellationToken);
                return await pages.UnsubscribedAsync();
            },
            cancellationToken,
            withoutToken: post => manage.AnswerAsync(request, post));

    [Function("resources")]
    public Task<IResult> ResourcesAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "resources")] HttpRequest request,
        CancellationToken cancellationToken) => door.AnswerAsync(
            request, links.VerifyResources, _ => pages.ResourcesAsync(), act: null, cancellationToken);

    private async Task<IResult> AskAgainAsync(string recipient, string page, CancellationToken cancellationToken) =>
        await requests.AskAgainAsync(recipient, page, cancellationToken)
            ? await pages.MailOnItsWayAsync()
            : await pages.EndedAsync();
}
