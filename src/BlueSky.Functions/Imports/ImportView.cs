using System.Globalization;
using BlueSky.Content;
using BlueSky.Content.Staff;
using BlueSky.Functions.FrontDesk;
using BlueSky.Functions.Staff;
using Microsoft.AspNetCore.Http;

namespace BlueSky.Functions.Imports;

/// <summary>Makes the pages of imports.</summary>
internal sealed class ImportView(ContentRenderer renderer, RequestListView list)
{
    /// <summary>How many of the unreadable lines are shown.</summary>
    private const int MaxUnreadable = 50;

    public async Task<IResult> UploadAsync(StaffVisit visit, ImportFault? fault = null) => new StaffPage(
        await ImportUploadPage.RenderAsync(
            renderer, new ImportUploadModel(list.FrameOf(visit), fault is { } why ? SentenceOf(why) : null)),
        fault is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);

    /// <param name="incomplete">What was filled in, if that does not suffice.</param>
    public async Task<IResult> ShowAsync(StaffVisit visit, Import import, ImportChoice? incomplete = null) =>
        import.State == ImportState.Preview
            ? new StaffPage(
                await ImportPreviewPage.RenderAsync(renderer, PreviewOf(visit, import, incomplete)),
                incomplete is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity)
            : new StaffPage(await ImportProgressPage.RenderAsync(renderer, ProgressOf(visit, import)));

    private ImportPreviewModel PreviewOf(StaffVisit visit, Import import, ImportChoice? incomplete)
    {
        var shown = import.Unreadable.Take(MaxUnreadable).ToList();
        return new ImportPreviewModel(
            list.FrameOf(visit),
            import.Id,
            $"{import.FileName} has {Count(import.Addresses, "address", "addresses")}",
            [
                new("Will be added", import.Expected.Added),
                new("Already on the list", import.Expected.Known),
                new("Unsubscribed before: left out", import.Expected.LeftOut),
                .. import.Expected.Restricted == 0
                    ? Array.Empty<Figure>() : [new("Unsubscribed in this file", import.Expected.Restricted)],
                new("Not an email address", import.UnreadableCount),
            ],
            [
                .. shown.GroupBy(line => line.Text).Select(same => new UnreadableLines(
                    string.Join(", ", same.Select(line => line.Number.ToString(CultureInfo.InvariantCulture))),
                    same.Key)),
            ],
            import.UnreadableCount,
            import.UnreadableCount - shown.Count,
            import.Expected.Added == 0
                ? "Save what this file says" : $"Add {Count(import.Expected.Added, "person", "people")}",
            incomplete is null ? new ImportFields() : FieldsOf(incomplete));
    }

    private static ImportFields FieldsOf(ImportChoice choice) => new(
        choice.Source, choice.Asked, choice.Confirmation switch
        {
            ImportConfirmation.Already => "already",
            ImportConfirmation.Ask => "ask",
            _ => null,
        })
    {
        SourceProblem = choice.HasSource ? null
            : choice.Source.Length == 0 ? "Say where they signed up."
            : string.Create(CultureInfo.InvariantCulture, $"Use at most {ImportStart.MaxSource} characters."),
        AskedProblem = choice.Asked ? null : "Add only people who asked for email from you.",
        ConfirmProblem = choice.Confirmation is null ? "Choose one of the two." : null,
    };

    private ImportProgressModel ProgressOf(StaffVisit visit, Import import)
    {
        var asks = import.Confirmation == ImportConfirmation.Ask;
        var done = import.Done.Added + import.Done.Known + import.Done.LeftOut + import.Done.Restricted;
        var isRunning = import.State == ImportState.Running;
        return new ImportProgressModel(
            list.FrameOf(visit),
            import.State switch
            {
                ImportState.Running => $"Adding {import.FileName}",
                ImportState.Done => $"{import.FileName} is done",
                _ => $"{import.FileName} stopped",
            },
            import.State switch
            {
                ImportState.Running when asks =>
                    $"{Count(import.Done.Added, "person was", "people were")} asked. A few more are asked each hour. "
                    + "You can close this page.",
                ImportState.Running =>
                    $"{Count(done, "address is", "addresses are")} done. You can close this page: it goes on by "
                    + "itself.",
                ImportState.Done when asks => "Each person was asked. They are added when they say yes.",
                ImportState.Done => "The people are on your list now. No email was sent.",
                _ => "Something went wrong on our side. What is done stays. Please add the file again.",
            },
            [
                new(asks ? "Asked" : "Added", import.Done.Added),
                new("Already on the list", import.Done.Known),
                new("Left out", import.Done.LeftOut),
                .. import.Done.Restricted == 0
                    ? Array.Empty<Figure>() : [new("Unsubscribed in this file", import.Done.Restricted)],
            ],
            isRunning ? done : null,
            import.Addresses,
            isRunning ? new Uri(ImportEndpoint.PathOf(import), UriKind.Relative) : null);
    }

    private static string Count(int count, string one, string many) =>
        count == 1 ? $"1 {one}" : string.Create(CultureInfo.InvariantCulture, $"{count:N0} {many}");

    private static string SentenceOf(ImportFault fault) => fault switch
    {
        ImportFault.Empty => "Please choose a file. This one has no lines.",
        ImportFault.NotText => "This is no CSV file. In Excel, use “Save as” and choose “CSV UTF-8”.",
        ImportFault.TooManyLines =>
            "This file has more than 100,000 lines. Please split it, and add the parts one by one.",
        _ => "We found no email address in this file. It needs a column with email addresses.",
    };
}
