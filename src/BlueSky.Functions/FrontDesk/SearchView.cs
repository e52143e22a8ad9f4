using System.Globalization;
using BlueSky.Content;
using BlueSky.Content.Staff;
using BlueSky.Functions.Requests;
using BlueSky.Functions.Settings;
using BlueSky.Functions.Staff;
using BlueSky.Functions.Submissions;
using Found = BlueSky.Content.Staff.SearchResult;

namespace BlueSky.Functions.FrontDesk;

/// <summary>Makes the page of a search.</summary>
internal sealed class SearchView(
    ContentRenderer renderer, ClinicSettings clinic, StaffNames names, RequestListView list, TimeProvider clock)
{
    public Task<RenderedPage> RenderAsync(StaffVisit visit, SearchInput input, RequestQuery query, SearchResult result)
    {
        var now = clock.GetUtcNow();
        return SearchPage.RenderAsync(renderer, new SearchModel(
            list.FrameOf(visit),
            TitleOf(input, query, result),
            new SearchQuery(input.Words, input.State, input.From, input.To),
            StateFilter.All.Select(filter => new Choice(filter.Name, filter.Label)).ToList(),
            ReachOf(input, query, result, now),
            new SearchResults(
                result.Found.Select(request => FoundOf(request, visit.Person, now)).ToList(),
                AsTable: query.Filter == StateFilter.Done && input.Words is null),
            Newer: input.Page > 1 ? PageNumber(input.Page - 1) : null,
            Older: result.IsMore ? PageNumber(input.Page + 1) : null));
    }

    private static string TitleOf(SearchInput input, RequestQuery query, SearchResult result)
    {
        if (input.Words is null)
        {
            return query.Filter == StateFilter.Done && input.From is null && input.To is null
                ? "Done in the last 30 days"
                : query.Filter == StateFilter.Any ? "All requests" : $"Requests: {query.Filter.Label}";
        }

        var words = $"“{RequestText.Short(input.Words)}”";
        return (result.Found.Count, result.IsMore || input.Page > 1) switch
        {
            (0, _) => $"No results for {words}",
            (_, true) => $"Results for {words}",
            (1, _) => $"1 result for {words}",
            (var count, _) => $"{count} results for {words}",
        };
    }

    private string ReachOf(SearchInput input, RequestQuery query, SearchResult result, DateTimeOffset now)
    {
        var what = input.Words is null
            ? "Requests"
            : "We searched names, phones, emails and references of requests";
        var days = $"{what} from {clinic.ShortDate(now, result.IsMore ? query.Since : result.SearchedSince)} "
            + $"to {clinic.ShortDate(now, query.Until.AddTicks(-1))}.";
        return !result.IsMore && result.SearchedSince > query.Since
            ? $"{days} There were too many to look further back at once: choose an earlier last day to go on."
            : days;
    }

    private Found FoundOf(Submission request, StaffPerson viewer, DateTimeOffset now)
    {
        var line = RequestIndexing.LineOf(request);
        var group = line.GroupAt(now);
        return new Found(
            RequestListView.LinkTo(request.Key),
            RequestText.NameIn(request.Name),
            RequestText.StateOf(group, request.Handling),
            clinic.ShortDate(now, request.ReceivedAt),
            request.Handling is { IsDone: true, At: { } at }
                ? $"{names.Of(request.Handling.By, viewer)}, {clinic.ShortDate(now, at)}, {clinic.Clock(at)}"
                : null,
            group == RequestGroup.Held || request.Handling.State == HandlingState.Spam
                ? null
                : RequestText.ContactOf(line));
    }

    private static string PageNumber(int page) => page.ToString(CultureInfo.InvariantCulture);
}
