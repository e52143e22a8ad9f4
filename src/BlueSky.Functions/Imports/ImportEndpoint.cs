using System.Globalization;
using BlueSky.Functions.Forms;
using BlueSky.Functions.FrontDesk;
using BlueSky.Functions.Http;
using BlueSky.Functions.Staff;
using Microsoft.AspNetCore.Http;

namespace BlueSky.Functions.Imports;

/// <summary>What a manager filled in to start an import.</summary>
/// <param name="Asked">The manager says that each person asked for email.</param>
/// <param name="Confirmation">Null when nothing was chosen.</param>
internal sealed record ImportChoice(string Source, bool Asked, ImportConfirmation? Confirmation)
{
    public bool HasSource => Source.Length is > 0 and <= ImportStart.MaxSource;

    public bool IsComplete => HasSource && Asked && Confirmation is not null;

    public static ImportChoice Read(PostedForm form) => new(
        PostedText.CleanLine(form["source"] ?? ""),
        form["asked"] == "1",
        form["confirm"] switch
        {
            "already" => ImportConfirmation.Already,
            "ask" => ImportConfirmation.Ask,
            _ => null,
        });
}

/// <summary>Takes a file, shows what an import would do, starts it, and shows how far it is.</summary>
internal sealed class ImportEndpoint(
    ImportUpload uploads, ImportStart start, IImportStore store, ImportView view, StaffPages pages, DeskAudit audit)
{
    private const string Path = "/staff/subscribers/import";

    /// <param name="id">Of an import; null for the form that takes a file.</param>
    public async Task<IResult> ShowAsync(StaffVisit visit, string? id, CancellationToken cancellationToken)
    {
        if (id is null)
        {
            return await view.UploadAsync(visit);
        }

        if (await FindAsync(id, cancellationToken) is not { } import)
        {
            return await pages.NotFoundAsync();
        }

        // Lines that cannot be read may hold anything.
        if (import.State == ImportState.Preview)
        {
            await audit.WriteAsync(visit.Person, "import view", import.Id, cancellationToken);
        }

        return await view.ShowAsync(visit, import);
    }

    public async Task<IResult> UploadAsync(StaffVisit visit, Upload upload, CancellationToken cancellationToken)
    {
        var (import, fault) = await uploads.StoreAsync(
            upload.File, upload.FileName, visit.Person.Email, cancellationToken);
        if (import is null)
        {
            return await view.UploadAsync(visit, fault);
        }

        await audit.WriteAsync(visit.Person, "import upload", import.Id, cancellationToken, string.Create(
            CultureInfo.InvariantCulture, $"{import.Addresses} addresses, {import.UnreadableCount} unreadable lines"));
        return new SeeOther(PathOf(import));
    }

    public async Task<IResult> StartAsync(StaffVisit visit, PostedForm form, CancellationToken cancellationToken)
    {
        if (await FindAsync(form["import"], cancellationToken) is not { } import)
        {
            return await pages.NotFoundAsync();
        }

        // A second click.
        if (import.State != ImportState.Preview)
        {
            return new SeeOther(PathOf(import));
        }

        var choice = ImportChoice.Read(form);
        if (!choice.IsComplete)
        {
            return await view.ShowAsync(visit, import, choice);
        }

        // First, because it changes much.
        await audit.WriteAsync(visit.Person, "import start", import.Id, cancellationToken, string.Create(
            CultureInfo.InvariantCulture,
            $"{import.Addresses} addresses, {import.Expected.Added} to add, {form["confirm"]}"));
        await start.TryStartAsync(import, choice.Source, choice.Confirmation!.Value, cancellationToken);
        return new SeeOther(PathOf(import));
    }

    private async Task<Import?> FindAsync(string? id, CancellationToken cancellationToken) =>
        Import.IsId(id) && await store.FindAsync(id!, cancellationToken) is { State: not ImportState.Uploading } import
            ? import
            : null;

    public static string PathOf(Import import) => $"{Path}?import={import.Id}";
}
