using BlueSky.Content;
using BlueSky.Content.Pages;
using BlueSky.Functions.Http;
using BlueSky.Functions.Mail;
using BlueSky.Functions.Settings;
using Microsoft.AspNetCore.Http;

namespace BlueSky.Functions.Subscriptions;

/// <summary>The pages behind the links in list mail.</summary>
internal sealed class SubscriptionPages(ContentRenderer renderer, ClinicSettings clinic)
{
    public Task<IResult> AskToUnsubscribeAsync() => RenderAsync(
        StatusCodes.Status200OK,
        "Unsubscribe?",
        "Press the button and you will get no more news from us.",
        new PageButton("Unsubscribe"));

    public Task<IResult> UnsubscribedAsync() => RenderAsync(
        StatusCodes.Status200OK, "You are unsubscribed", "You will get no more news from us.");

    public Task<IResult> InvalidLinkAsync() => RenderAsync(
        StatusCodes.Status400BadRequest,
        "This link does not work",
        "It may have been cut off when it was copied. Please open it from the mail again, or call us.");

    public Task<IResult> UnavailableAsync() => RenderAsync(
        StatusCodes.Status503ServiceUnavailable,
        "Please try again",
        "Oops! Something went wrong on our side. Nothing was changed.");

    private async Task<IResult> RenderAsync(int status, string title, string message, PageButton? button = null)
    {
        var model = new MessageModel(clinic.Details(), title, message, button);
        return new HtmlPage(await MessagePage.RenderAsync(renderer, model), status);
    }
}
