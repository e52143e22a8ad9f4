using System.Globalization;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Settings;
using BlueSky.Functions.Staff;
using Microsoft.AspNetCore.Http;

namespace BlueSky.Functions.FrontDesk;

/// <summary>What a person asked for, as the form sends it.</summary>
/// <param name="Words">Posted, because names and phone numbers do not belong in addresses.</param>
/// <param name="Page">From 1.</param>
internal sealed record SearchInput(string? Words, string? State, string? From, string? To, int Page)
{
    /// <summary>In characters.</summary>
    private const int MaxWords = 200;

    private const int MaxPage = 1_000;

    /// <param name="form">The fields of a post; null for a GET.</param>
    public static SearchInput Read(HttpRequest request, PostedForm? form)
    {
        var words = PostedText.CleanLine(form?["q"] ?? "");
        return new SearchInput(
            words.Length == 0 ? null : words[..Math.Min(words.Length, MaxWords)],
            Value("state"), Value("from"), Value("to"),
            int.TryParse(Value("page"), NumberStyles.None, CultureInfo.InvariantCulture, out var page)
                ? Math.Clamp(page, 1, MaxPage)
                : 1);

        string? Value(string name) =>
            (form?[name] ?? request.Query[name].FirstOrDefault())?.Trim() is { Length: > 0 } text ? text : null;
    }
}

/// <summary>Searches requests, and exports what was found.</summary>
internal sealed class SearchEndpoint(
    RequestSearch search, SearchView view, RequestExport export, DeskAudit audit, ClinicSettings clinic,
    TimeProvider clock)
{
    private const int PageSize = 50;

    /// <summary>In days, today included.</summary>
    private const int Reach = 90;
    private const int ReachOfDone = 30;

    public async Task<IResult> SearchAsync(
        StaffVisit visit, SearchInput input, CancellationToken cancellationToken)
    {
        var query = QueryOf(input);
        await audit.WriteAsync(visit.Person, "search", SubjectOf(input), cancellationToken, DetailsOf(query, input));
        var page = await search.FindAsync(query, (input.Page - 1) * PageSize, PageSize, cancellationToken);
        return new StaffPage(await view.RenderAsync(visit, input, query, page));
    }

    public async Task<IResult> ExportAsync(
        StaffVisit visit, SearchInput input, CancellationToken cancellationToken)
    {
        var query = QueryOf(input);
        await audit.WriteAsync(visit.Person, "export", SubjectOf(input), cancellationToken, DetailsOf(query, input));
        return await export.RunAsync(query, cancellationToken);
    }

    private RequestQuery QueryOf(SearchInput input)
    {
        var today = clinic.Hours.DateOf(clock.GetUtcNow());
        var filter = StateFilter.Named(input.State);
        var last = DayText.TryParse(input.To) is { } to && to < today ? to : today;
        var reach = filter == StateFilter.Done ? ReachOfDone : Reach;
        return new RequestQuery(
            input.Words, filter,
            clinic.Hours.StartOf(DayText.TryParse(input.From) ?? last.AddDays(1 - reach)),
            clinic.Hours.StartOf(last.AddDays(1)));
    }

    private string SubjectOf(SearchInput input) =>
        input.Words is { } words ? audit.SubjectOf(words) : "search";

    private static string DetailsOf(RequestQuery query, SearchInput input) => string.Create(
        CultureInfo.InvariantCulture,
        $"state {(query.Filter.Name is { Length: > 0 } state ? state : "any")}, {query.FirstDay:yyyy-MM-dd} to "
        + $"{query.LastDay:yyyy-MM-dd}, page {input.Page}");
}
