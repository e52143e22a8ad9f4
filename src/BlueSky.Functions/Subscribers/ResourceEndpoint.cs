using System.Globalization;
using BlueSky.Content;
using BlueSky.Content.Localization;
using BlueSky.Content.Mails;
using BlueSky.Content.Staff;
using BlueSky.Functions.Forms;
using BlueSky.Functions.FrontDesk;
using BlueSky.Functions.Http;
using BlueSky.Functions.Settings;
using BlueSky.Functions.Staff;
using BlueSky.Functions.Subscriptions;
using Microsoft.AspNetCore.Http;

namespace BlueSky.Functions.Subscribers;

/// <summary>Opens the links of resources before they are saved.</summary>
/// <param name="web">Reaches only what visitors can reach.</param>
internal sealed record ResourceLinks(Web web)
{
    public Task<string?> FindProblemAsync(Uri url, CancellationToken cancellationToken) =>
        web.FindProblemAsync(url, mayRefuse: true, cancellationToken);
}

/// <summary>Lets managers edit the free resources; those of the settings are the beginning.</summary>
internal sealed class ResourceEndpoint(
    ContentRenderer renderer, IResourceStore store, ResourceList resources, ResourceLinks links,
    SubscriptionSettings settings, RequestListView frames, StaffNames names, DeskAudit audit, ClinicSettings clinic,
    TimeProvider clock)
{
    private const string Path = "/staff/resources";
    private const int MaxResources = 12;
    private const int EmptyRows = 2;
    private const int MaxTitle = 120;
    private const int MaxUrl = 500;
    private const int MaxSummary = 200;

    public async Task<IResult> ShowAsync(StaffVisit visit, bool isSaved, CancellationToken cancellationToken)
    {
        var edited = await store.FindAsync(cancellationToken);
        var rows = (edited?.Resources ?? settings.Resources).Select(resource => new ResourceRow(
            resource.Title, resource.Url.AbsoluteUri, resource.Summary, resource.Language)).ToList();
        return await RenderAsync(
            new ResourcesModel(frames.FrameOf(visit), edited?.Changes ?? 0, WithEmpty(rows))
            {
                Saved = isSaved ? "Saved. Subscribers get these from now on." : null,
            },
            StatusCodes.Status200OK);
    }

    public async Task<IResult> SaveAsync(StaffVisit visit, PostedForm form, CancellationToken cancellationToken)
    {
        var stored = await store.FindAsync(cancellationToken);
        var rows = Read(form);
        var model = new ResourcesModel(frames.FrameOf(visit), stored?.Changes ?? 0, WithEmpty(rows));
        if (form["version"] != (stored?.Changes ?? 0).ToString(CultureInfo.InvariantCulture))
        {
            return await ConflictAsync(model, visit, stored);
        }

        var typed = rows.Where(row => !IsEmpty(row)).Select(Check).ToList();
        var isWrong = typed.Exists(row => row.Problem is not null);
        if (!isWrong && form["anyway"] != "1")
        {
            typed = [.. await Task.WhenAll(typed.Select(row => OpenAsync(row, cancellationToken)))];
        }

        if (typed.Exists(row => row.Problem is not null))
        {
            return await RenderAsync(
                model with { Rows = WithEmpty(typed), MaySaveAnyway = !isWrong },
                StatusCodes.Status422UnprocessableEntity);
        }

        var edited = new EditedResources(
            [.. typed.Select(row => new FreeResource(row.Title, new Uri(row.Url), row.Summary) { Language = row.Language })],
            visit.Person.Email, clock.GetUtcNow(), (stored?.Changes ?? 0) + 1, stored?.Version);
        await audit.WriteAsync(
            visit.Person, "edit resources", "resources", cancellationToken,
            string.Create(CultureInfo.InvariantCulture, $"{edited.Resources.Count} resources"));
        if (!await store.TrySaveAsync(edited, cancellationToken))
        {
            return await ConflictAsync(model, visit, await store.FindAsync(cancellationToken));
        }

        await resources.ReadAsync(cancellationToken);
        return new SeeOther($"{Path}?saved=1");
    }

    private Task<IResult> ConflictAsync(ResourcesModel model, StaffVisit visit, EditedResources? stored) => RenderAsync(
        model with
        {
            Version = stored?.Changes ?? 0,
            Conflict = stored is null
                ? "These were changed meanwhile."
                : $"{names.Of(stored.By, visit.Person)} changed these {clinic.Ago(clock.GetUtcNow(), stored.At)}.",
        },
        StatusCodes.Status409Conflict);

    // The fields of a row come in the same order, and one of each for every row.
    private static List<ResourceRow> Read(PostedForm form)
    {
        var (titles, urls, summaries, languages) = (All("title"), All("url"), All("summary"), All("language"));
        return Enumerable.Range(0, Math.Min(titles.Count, MaxResources + EmptyRows))
            .Select(i => new ResourceRow(
                titles[i], At(urls, i), At(summaries, i),
                At(languages, i) == Texts.Spanish.Tag ? Texts.Spanish.Tag : Texts.English.Tag))
            .ToList();

        List<string> All(string name) => form.Fields.Where(field => field.Name == name)
            .Select(field => PostedText.CleanLine(field.Value)).ToList();

        static string At(List<string> values, int i) => i < values.Count ? values[i] : "";
    }

    private static ResourceRow Check(ResourceRow row) => row with
    {
        Problem = row.Title.Length == 0 ? "This link has no title."
            : row.Title.Length > MaxTitle || row.Url.Length > MaxUrl || row.Summary.Length > MaxSummary
                ? $"“{row.Title}” is too long."
            : !Uri.TryCreate(row.Url, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https")
                ? $"“{row.Title}” needs a whole link, like https://www.example.org/guide."
            : null,
    };

    private async Task<ResourceRow> OpenAsync(ResourceRow row, CancellationToken cancellationToken) =>
        await links.FindProblemAsync(new Uri(row.Url), cancellationToken) is { } problem
            ? row with { Problem = $"The link of “{row.Title}” {problem}." }
            : row;

    private static bool IsEmpty(ResourceRow row) => row.Title.Length == 0 && row.Url.Length == 0;

    private static IReadOnlyList<ResourceRow> WithEmpty(IReadOnlyList<ResourceRow> rows)
    {
        var filled = rows.Where(row => !IsEmpty(row)).ToList();
        var more = Math.Min(EmptyRows, Math.Max(0, MaxResources - filled.Count));
        return [.. filled, .. Enumerable.Repeat(new ResourceRow("", "", "", Texts.English.Tag), more)];
    }

    private async Task<IResult> RenderAsync(ResourcesModel model, int status) =>
        new StaffPage(await ResourcesPage.RenderAsync(renderer, model), status);
}
