using BlueSky.Content.Localization;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Http;
using BlueSky.Functions.Submissions;
using BlueSky.Functions.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BlueSky.Functions.Subscriptions;

/// <summary>
/// Handles the unsubscribe URL without a token: a page asks for an email address, and the link is sent there if it is
/// subscribed. The subscription is not looked up here, so the response and its time are the same for every address.
/// Rate-limited like form posts.
/// </summary>
internal sealed partial class ManageEndpoint(
    ClientAddress client, ClientLimit limit, SubscriptionActions actions, ManagePages pages,
    Instrumentation instrumentation, ILogger<ManageEndpoint> logger)
{
    private const string EmailField = "email";

    /// <summary>An address is valid here if it is valid for subscribing.</summary>
    private static readonly SubscribeForm Rules = new();

    /// <param name="post">Null for a GET.</param>
    /// <returns>Null for a post without an address: it does not come from this page.</returns>
    public async Task<IResult?> HandleAsync(HttpRequest request, LinkPost? post)
    {
        var texts = VisitorLanguage.TextsOf(request);
        if (post is null)
        {
            return await pages.AskForAddressAsync(texts);
        }

        // A mail client's one-click post contains no address, and means nothing without its token.
        var entry = FormEntry.From(Rules, post.Body);
        if (post["List-Unsubscribe"] is not null || !entry.WasSent(EmailField))
        {
            return null;
        }

        var typed = entry[EmailField] ?? "";
        if (limit.Exceeded(client.Of(request)) is { } wait)
        {
            Refuse(StatusCodes.Status429TooManyRequests, "TOO_MANY_REQUESTS");
            ResponseHeaders.ApplyRetryAfter(request.HttpContext.Response, wait);
            return await pages.TooManyAsync(texts, typed, wait);
        }

        var errors = FormRules.Check(Rules, entry, texts);
        if (errors.FirstOrDefault(error => error.Field == EmailField) is { } problem)
        {
            Refuse(StatusCodes.Status422UnprocessableEntity, problem.Code);
            return await pages.NotAnAddressAsync(texts, typed, problem);
        }

        return await AcceptAsync(request, texts, typed);
    }

    private async Task<IResult> AcceptAsync(HttpRequest request, Texts texts, string email)
    {
        try
        {
            await actions.RequestLinkAsync(email, texts);
            return await pages.EmailSentAsync(texts);
        }
        catch (StorageUnavailableException e)
        {
            LogUnavailable(e.Reason);
            request.HttpContext.Response.Headers.RetryAfter = "10";
            return await pages.UnavailableAsync(texts, email);
        }
    }

    private void Refuse(int status, string code)
    {
        instrumentation.Refused(ManageHandler.KindName, code);
        LogRefused(status, code);
    }

    [LoggerMessage(LogLevel.Debug, "Refused a post for an unsubscribe link with {Status} {Code}")]
    private partial void LogRefused(int status, string code);

    [LoggerMessage(
        LogLevel.Error,
        "A post could not be stored ({Reason}): it asked for an unsubscribe link, and was told to try again")]
    private partial void LogUnavailable(string reason);
}
