using BlueSky.Content;
using BlueSky.Content.Staff;
using BlueSky.Functions.Settings;
using Microsoft.AspNetCore.Http;

namespace BlueSky.Functions.Staff;

/// <summary>The front desk's pages with only a message.</summary>
internal sealed class StaffPages(ContentRenderer renderer, ClinicSettings clinic)
{
    private static readonly StaffLink ToList = new("All requests", StaffPath.Home);

    public Task<IResult> NotFromHereAsync() => RenderAsync(
        StatusCodes.Status403Forbidden,
        "Nothing was changed",
        "This page was open for too long, or it was sent from another website. Please open it again and repeat what "
        + "you did.",
        ToList);

    public Task<IResult> ForManagersAsync() => RenderAsync(
        StatusCodes.Status403Forbidden,
        "Only for managers",
        "The person who runs the website can make you one.",
        ToList);

    public Task<IResult> NotFoundAsync() => RenderAsync(
        StatusCodes.Status404NotFound,
        "There is no such page",
        "It may have been erased, or the address is not complete.",
        ToList);

    /// <summary>For the link in the notice of a new subscriber.</summary>
    public Task<IResult> NeedsNoAnswerAsync() => RenderAsync(
        StatusCodes.Status200OK,
        "There is nothing to do",
        "This is not a request: someone subscribed to your emails.",
        ToList);

    public Task<IResult> UnreadableAsync() => RenderAsync(
        StatusCodes.Status400BadRequest,
        "This could not be read",
        "Nothing was changed. Please go back and try again, perhaps with less text.",
        ToList);

    public Task<IResult> FileTooLargeAsync() => RenderAsync(
        StatusCodes.Status413PayloadTooLarge,
        "This file is too large",
        "Nothing was changed. A file can have 32 MB. Please split it, and add the parts one by one.",
        ToList);

    /// <param name="back">To the page with the box.</param>
    public Task<IResult> NothingErasedAsync(StaffLink back) => RenderAsync(
        StatusCodes.Status422UnprocessableEntity,
        "Nothing was erased",
        "Please tick the box that says so, and press Erase again.",
        back);

    public Task<IResult> UnavailableAsync() => RenderAsync(
        StatusCodes.Status503ServiceUnavailable,
        "Please try again in a minute",
        "Something went wrong on our side. It may not have been saved.",
        ToList);

    public async Task<IResult> RenderAsync(int status, string title, string message, StaffLink? link = null) =>
        new StaffPage(
            await StaffMessagePage.RenderAsync(renderer, new StaffMessageModel(clinic.Details(), title, message, link)),
            status);
}
