using BlueSky.Content;
using BlueSky.Content.Localization;
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
    public Task<IResult> AskForAddressAsync(Texts texts) => AskAsync(
        texts, StatusCodes.Status200OK, "UnsubscribePage.Title", new("ManagePage.Opening"), typed: "");

    public Task<IResult> NotAnAddressAsync(Texts texts, string typed, FieldError problem) => AskAsync(
        texts, StatusCodes.Status422UnprocessableEntity, "ManagePage.Check", new("ManagePage.NotYet"), typed,
        problem.Message);

    public Task<IResult> TooManyAsync(Texts texts, string typed, TimeSpan wait) => AskAsync(
        texts, StatusCodes.Status429TooManyRequests, "Refused.TooMany.Title",
        new("Refused.TooMany.Message", ("minutes", texts.Count(Refusal.WholeMinutes(wait), "Minute"))), typed);

    public Task<IResult> UnavailableAsync(Texts texts, string typed) => AskAsync(
        texts, StatusCodes.Status503ServiceUnavailable, "UnavailablePage.Title", new("ManagePage.Unavailable"), typed);

    /// <summary>The same for every address, subscribed or not.</summary>
    public async Task<IResult> EmailSentAsync(Texts texts) => new HtmlPage(
        await MessagePage.RenderAsync(renderer, PageMessages.UnsubscribeLinkSent(clinic.Details(texts))),
        StatusCodes.Status200OK);

    private async Task<IResult> AskAsync(
        Texts texts, int status, string titleKey, PageText message, string typed, string? problem = null) =>
        new HtmlPage(
            await LinkRequestPage.RenderAsync(
                renderer, new LinkRequestModel(clinic.Details(texts), texts[titleKey], message, typed, problem)),
            status);
}
