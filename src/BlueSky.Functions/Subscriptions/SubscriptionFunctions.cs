using BlueSky.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace BlueSky.Functions.Subscriptions;

/// <summary>The endpoints of the links in emails to subscribers.</summary>
public sealed class SubscriptionFunctions
{
    private readonly LinkEndpoint endpoint;
    private readonly ManageEndpoint manage;
    private readonly SubscriptionLinks links;
    private readonly SubscriptionActions actions;
    private readonly SubscriptionPages pages;
    private readonly TimeProvider clock;

    internal SubscriptionFunctions(
        LinkEndpoint endpoint, ManageEndpoint manage, SubscriptionLinks links, SubscriptionActions actions,
        SubscriptionPages pages, TimeProvider clock) =>
        (this.endpoint, this.manage, this.links, this.actions, this.pages, this.clock) =
            (endpoint, manage, links, actions, pages, clock);

    [Function("confirm")]
    public Task<IResult> ConfirmAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "api/confirm")] HttpRequest request,
        CancellationToken cancellationToken) => endpoint.HandleAsync(
            request,
            links.VerifyConfirm,
            async link => await pages.AskToConfirmAsync(request, await actions.FindAsync(link, cancellationToken)),
            async (link, post) => post.IsPressed(SubscriptionPages.Again)
                ? await RequestAgainAsync(request, link.Recipient, "confirm", cancellationToken)
                : await pages.ConfirmedAsync(
                    request,
                    await actions.ConfirmAsync(link, VisitorLanguage.TextsOfLink(request), cancellationToken)),
            cancellationToken);

    [Function("not-me")]
    public Task<IResult> NotMeAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "api/not-me")] HttpRequest request,
        CancellationToken cancellationToken) => endpoint.HandleAsync(
            request,
            links.VerifyNotMe,
            link => link.ExpiresAt <= clock.GetUtcNow()
                ? pages.TooLateForNotMeAsync(request)
                : pages.AskNotMeAsync(request),
            async (link, _) => link.ExpiresAt <= clock.GetUtcNow()
                ? await pages.TooLateForNotMeAsync(request)
                : await actions.NotMeAsync(link, cancellationToken)
                    ? await pages.NotMeDoneAsync(request)
                    : await pages.ReplacedAsync(request),
            cancellationToken);

    [Function("unsubscribe")]
    public Task<IResult> UnsubscribeAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "api/unsubscribe")] HttpRequest request,
        CancellationToken cancellationToken) => endpoint.HandleAsync(
            request,
            links.VerifyUnsubscribe,
            _ => pages.AskToUnsubscribeAsync(request),
            async (recipient, post) =>
            {
                if (post.IsPressed(SubscriptionPages.Undo))
                {
                    return await RequestAgainAsync(request, recipient, "unsubscribe", cancellationToken);
                }

                var by = post["List-Unsubscribe"] is null ? "unsubscribe page" : "one-click unsubscribe";
                await actions.UnsubscribeAsync(recipient, by, cancellationToken);
                return await pages.UnsubscribedAsync(request);
            },
            cancellationToken,
            withoutToken: post => manage.HandleAsync(request, post));

    [Function("resources")]
    public Task<IResult> ResourcesAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "api/resources")] HttpRequest request,
        CancellationToken cancellationToken) => endpoint.HandleAsync(
            request, links.VerifyResources, _ => pages.ResourcesAsync(request), act: null, cancellationToken);

    private async Task<IResult> RequestAgainAsync(
        HttpRequest request, string recipient, string page, CancellationToken cancellationToken) =>
        await actions.RequestAgainAsync(recipient, page, VisitorLanguage.TextsOfLink(request), cancellationToken)
            ? await pages.EmailSentAsync(request)
            : await pages.ReplacedAsync(request);
}
