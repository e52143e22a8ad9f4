using BlueSky.Content;
using BlueSky.Content.Mails;
using BlueSky.Content.Pages;
using BlueSky.Functions.Http;
using BlueSky.Functions.Settings;
using Microsoft.AspNetCore.Http;

namespace BlueSky.Functions.Subscriptions;

/// <summary>The pages behind the links in emails to subscribers, in the language of the link.</summary>
internal sealed class SubscriptionPages(
    ContentRenderer renderer, ClinicSettings clinic, SubscriptionSettings settings, ResourceList resources)
{
    /// <summary>The fields of the buttons that do not do what the page is for.</summary>
    public const string Again = "again";
    public const string Undo = "undo";

    /// <summary>The page that a confirmation link opens, by the status of the request.</summary>
    public async Task<IResult> AskToConfirmAsync(HttpRequest request, RequestStatus status) => status switch
    {
        RequestStatus.Open => await RenderAsync(
            StatusCodes.Status200OK,
            PageMessages.Confirm(ClinicFor(request), (await FindResourcesAsync(request)).Count > 0)),
        _ => await StatusAsync(request, status),
    };

    /// <param name="before">The status before the button was pressed.</param>
    public async Task<IResult> ConfirmedAsync(HttpRequest request, RequestStatus before) => before switch
    {
        RequestStatus.Open => await RenderAsync(
            StatusCodes.Status200OK,
            PageMessages.Confirmed(ClinicFor(request), await FindResourcesAsync(request))),
        _ => await StatusAsync(request, before),
    };

    public Task<IResult> ReplacedAsync(HttpRequest request) =>
        RenderAsync(StatusCodes.Status410Gone, PageMessages.Replaced(ClinicFor(request)));

    public Task<IResult> EmailSentAsync(HttpRequest request) =>
        RenderAsync(StatusCodes.Status200OK, PageMessages.NewEmailSent(ClinicFor(request)));

    public Task<IResult> AskNotMeAsync(HttpRequest request) =>
        RenderAsync(StatusCodes.Status200OK, PageMessages.NotMe(ClinicFor(request)));

    public Task<IResult> NotMeDoneAsync(HttpRequest request) =>
        RenderAsync(StatusCodes.Status200OK, PageMessages.NotMeDone(ClinicFor(request)));

    public Task<IResult> TooLateForNotMeAsync(HttpRequest request) =>
        RenderAsync(StatusCodes.Status410Gone, PageMessages.NotMeTooLate(ClinicFor(request)));

    public Task<IResult> AskToUnsubscribeAsync(HttpRequest request) =>
        RenderAsync(StatusCodes.Status200OK, PageMessages.Unsubscribe(ClinicFor(request)));

    public Task<IResult> UnsubscribedAsync(HttpRequest request) =>
        RenderAsync(StatusCodes.Status200OK, PageMessages.Unsubscribed(ClinicFor(request), (Undo, LinkPost.Pressed)));

    public async Task<IResult> ResourcesAsync(HttpRequest request) => await RenderAsync(
        StatusCodes.Status200OK, PageMessages.Resources(ClinicFor(request), await FindResourcesAsync(request)));

    public Task<IResult> InvalidLinkAsync(HttpRequest request) =>
        RenderAsync(StatusCodes.Status400BadRequest, PageMessages.Broken(ClinicFor(request)));

    public Task<IResult> TooManyAsync(HttpRequest request, TimeSpan wait) => RenderAsync(
        StatusCodes.Status429TooManyRequests,
        PageMessages.TooMany(ClinicFor(request), Refusal.WholeMinutes(wait)));

    /// <param name="post">What the page's button sends again; null for a GET.</param>
    public Task<IResult> UnavailableAsync(HttpRequest request, LinkPost? post)
    {
        var details = ClinicFor(request);
        var tryAgain = new PageButton(details.Texts["UnavailablePage.Button"])
        {
            IsGet = post is null,
            Fields = [.. post?.Body.Fields.Select(field => (field.Name, field.Value)) ?? []],
        };
        return RenderAsync(StatusCodes.Status503ServiceUnavailable, PageMessages.Unavailable(details, tryAgain));
    }

    private async Task<IResult> StatusAsync(HttpRequest request, RequestStatus status) => status switch
    {
        RequestStatus.Confirmed => await RenderAsync(
            StatusCodes.Status200OK,
            PageMessages.AlreadyConfirmed(ClinicFor(request), await FindResourcesAsync(request))),
        RequestStatus.Expired => await RenderAsync(
            StatusCodes.Status410Gone,
            PageMessages.Expired(ClinicFor(request), settings.ConfirmDays, (Again, LinkPost.Pressed))),
        _ => await ReplacedAsync(request),
    };

    private Task<IReadOnlyList<FreeResource>> FindResourcesAsync(HttpRequest request) =>
        resources.FindAsync(request.HttpContext.RequestAborted);

    private ClinicDetails ClinicFor(HttpRequest request) => clinic.Details(VisitorLanguage.TextsOfLink(request));

    private async Task<IResult> RenderAsync(int status, MessageModel model) =>
        new HtmlPage(await MessagePage.RenderAsync(renderer, model), status);
}
