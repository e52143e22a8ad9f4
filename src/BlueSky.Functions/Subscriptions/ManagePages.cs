using BlueSky.Content;
using BlueSky.Content.Pages;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Http;
using BlueSky.Functions.Settings;
using Microsoft.AspNetCore.Http;

namespace BlueSky.Functions.Subscriptions;

/// <summary>
/// The pages for a visitor without a link. After any error the page asks again, and keeps the typed address.
/// </summary>
internal sealed class ManagePages(ContentRenderer renderer, ClinicSettings clinic)
{
    public Task<IResult> AskForAddressAsync() => AskAsync(
        StatusCodes.Status200OK,
        "Do you want to unsubscribe?",
        "Enter your email address. If it is subscribed, we will send you an email with the link to unsubscribe.",
        typed: "");

    public Task<IResult> NotAnAddressAsync(string typed, FieldError problem) => AskAsync(
        StatusCodes.Status422UnprocessableEntity,
        "Please check your email address",
        "We could not send the link yet.",
        typed,
        problem.Code switch
        {
            FieldError.Empty => "Enter your email address.",
            FieldError.TooLong => problem.Message,
            _ => "Enter a full email address, like name@example.org.",
        });

    public Task<IResult> TooManyAsync(string typed) => AskAsync(
        StatusCodes.Status429TooManyRequests,
        "Please wait a minute",
        "Too many requests came from your network. Please try again in a minute.",
        typed);

    public Task<IResult> UnavailableAsync(string typed) => AskAsync(
        StatusCodes.Status503ServiceUnavailable,
        "Please try again in a minute",
        "Something went wrong on our side. We could not send the link, and it is not your fault.",
        typed);

    /// <summary>The same for every address, subscribed or not.</summary>
    public async Task<IResult> MailSentAsync() => new HtmlPage(
        await MessagePage.RenderAsync(renderer, new MessageModel(
            clinic.Details(),
            "Please check your inbox",
            "If this address is subscribed, an email with the link is on its way. It should come within 5 minutes. "
            + "Nothing there? Please look in your spam or junk folder. We send this email once a day at most.")),
        StatusCodes.Status200OK);

    private async Task<IResult> AskAsync(
        int status, string title, string message, string typed, string? problem = null) => new HtmlPage(
        await LinkRequestPage.RenderAsync(
            renderer, new LinkRequestModel(clinic.Details(), title, message, typed, problem)),
        status);
}
