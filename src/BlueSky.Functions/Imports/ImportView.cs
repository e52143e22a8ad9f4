using BlueSky.Content;
using BlueSky.Content.Staff;
using BlueSky.Functions.FrontDesk;
using BlueSky.Functions.Staff;
using Microsoft.AspNetCore.Http;

namespace BlueSky.Functions.Imports;

/// <summary>Makes the pages of imports.</summary>
internal sealed class ImportView(ContentRenderer renderer, RequestListView list)
{
    public async Task<IResult> UploadAsync(StaffVisit visit, ImportFault? fault = null) => new StaffPage(
        await DeskMessagePage.RenderAsync(renderer, new DeskMessageModel(
            list.FrameOf(visit), "Add subscribers from a file", fault is { } why ? SentenceOf(why) : "")),
        fault is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);

    public async Task<IResult> ShowAsync(StaffVisit visit, Import import, ImportChoice? incomplete = null) => new StaffPage(
        await DeskMessagePage.RenderAsync(renderer, new DeskMessageModel(
            list.FrameOf(visit), "Check before you add", $"{import.FileName} {import.Addresses}")),
        incomplete is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);

    private static string SentenceOf(ImportFault fault) => fault switch
    {
        ImportFault.Empty => "Please choose a file. This one has no lines.",
        ImportFault.NotText => "This is no CSV file. In Excel, use “Save as” and choose “CSV UTF-8”.",
        ImportFault.TooManyLines =>
            "This file has more than 100,000 lines. Please split it, and add the parts one by one.",
        _ => "We found no email address in this file. It needs a column with email addresses.",
    };
}
