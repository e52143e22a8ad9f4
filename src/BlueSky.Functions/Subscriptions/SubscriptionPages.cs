using BlueSky.Content;
using BlueSky.Content.Pages;
using BlueSky.Functions.Http;
using BlueSky.Functions.Settings;
using Microsoft.AspNetCore.Http;

namespace BlueSky.Functions.Subscriptions;

/// <summary>The pages behind the links in emails to subscribers.</summary>
internal sealed class SubscriptionPages(
    ContentRenderer renderer, ClinicSettings clinic, SubscriptionSettings settings)
{
    /// <summary>The page that a confirmation link opens, by the status of the request.</summary>
    public Task<IResult> AskToConfirmAsync(RequestStatus status) => status switch
    {
        RequestStatus.Open => RenderAsync(
            StatusCodes.Status200OK,
            "One click to go",
            "Press the button, and we will send you our free resources and news updates. You can stop them any time.",
            new PageButton("Yes, subscribe me")),
        _ => StatusAsync(status),
    };

    /// <param name="before">The status before the button was pressed.</param>
    public Task<IResult> ConfirmedAsync(RequestStatus before) => before switch
    {
        RequestStatus.Open => RenderAsync(
            StatusCodes.Status200OK,
            "You are subscribed",
            "Thank you! Your free resources are on their way to your inbox."),
        _ => StatusAsync(before),
    };

    public Task<IResult> EndedAsync() => RenderAsync(
        StatusCodes.Status410Gone,
        "This link is out of date",
        "It belongs to an earlier request. To subscribe, please use the form on our website, or call us.");

    public Task<IResult> MailSentAsync() => RenderAsync(
        StatusCodes.Status200OK,
        "Please look into your inbox",
        "A new mail is on its way, unless we sent you one just now or you are subscribed already.");

    public Task<IResult> AskNotMeAsync() => RenderAsync(
        StatusCodes.Status200OK,
        "This was not you?",
        "Press the button and we forget the request. You will hear no more of it.",
        new PageButton("This was not me"));

    public Task<IResult> NotMeDoneAsync() => RenderAsync(
        StatusCodes.Status200OK,
        "Thank you for telling us",
        "We have forgotten the request, and you will hear no more of it.");

    public Task<IResult> TooLateForNotMeAsync() => RenderAsync(
        StatusCodes.Status410Gone,
        "This link has expired",
        "There is nothing to do: a request that nobody confirms is forgotten by itself.");

    public Task<IResult> AskToUnsubscribeAsync() => RenderAsync(
        StatusCodes.Status200OK,
        "Unsubscribe?",
        "Press the button and you will get no more news from us.",
        new PageButton("Unsubscribe"));

    public Task<IResult> UnsubscribedAsync() => RenderAsync(
        StatusCodes.Status200OK,
        "You are unsubscribed",
        "You will get no more news from us. Was that a mistake?",
        new PageButton("Subscribe me again", "undo", "1"));

    public async Task<IResult> ResourcesAsync() => new HtmlPage(
        await ResourcesPage.RenderAsync(renderer, new ResourcesModel(clinic.Details(), settings.Resources)),
        StatusCodes.Status200OK);

    public Task<IResult> InvalidLinkAsync() => RenderAsync(
        StatusCodes.Status400BadRequest,
        "This link does not work",
        "It may have been cut off when it was copied. Please open it from the mail again, or call us.");

    public Task<IResult> TooManyAsync() => RenderAsync(
        StatusCodes.Status429TooManyRequests,
        "Please wait a moment",
        "Too many links that do not work were opened from your network. Please try again in a minute, or call us.");

    public Task<IResult> UnavailableAsync() => RenderAsync(
        StatusCodes.Status503ServiceUnavailable,
        "Please try again",
        "Oops! Something went wrong on our side. Nothing was changed.");

    private Task<IResult> StatusAsync(RequestStatus status) => status switch
    {
        RequestStatus.Confirmed => RenderAsync(
            StatusCodes.Status200OK,
            "You are subscribed already",
            "There is nothing left to do. If our mail did not come, please look among the unwanted mail."),
        RequestStatus.Expired => RenderAsync(
            StatusCodes.Status410Gone,
            "This link has expired",
            "No harm done: we can send you a new one.",
            new PageButton("Send me a new mail", "again", "1")),
        _ => EndedAsync(),
    };

    private async Task<IResult> RenderAsync(int status, string title, string message, PageButton? button = null)
    {
        var model = new MessageModel(clinic.Details(), title, message, button);
        return new HtmlPage(await MessagePage.RenderAsync(renderer, model), status);
    }
}
