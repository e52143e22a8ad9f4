namespace BlueSky.Content.Staff;

/// <summary>Found requests, newest first.</summary>
/// <param name="Title">"2 results for “lope”" or "Done in the last 30 days"</param>
/// <param name="States">The choices of state; the first one means any.</param>
/// <param name="Reach">What was searched and how far back.</param>
/// <param name="Newer">The page of newer results; null on the first one.</param>
/// <param name="Older">The page of older results; null on the last one.</param>
public sealed record SearchModel(
    StaffFrame Frame,
    string Title,
    SearchQuery Query,
    IReadOnlyList<Choice> States,
    string Reach,
    SearchResults Results,
    string? Newer = null,
    string? Older = null);

/// <summary>What was searched for, as the form sends it.</summary>
/// <param name="Words">Posted, never part of an address: they are names and phone numbers.</param>
/// <param name="From">The first day, as yyyy-MM-dd.</param>
/// <param name="To">The last day.</param>
public sealed record SearchQuery(string? Words, string? State, string? From, string? To)
{
    internal string Method => Words is null ? "get" : "post";

    internal bool IsFiltered => State is not null || From is not null || To is not null;
}

/// <summary>An option of a select; the state with an empty value is any state.</summary>
public sealed record Choice(string Value, string Label);

/// <param name="AsTable">The requests that are done fit in a table: nobody needs to be called.</param>
/// <param name="Footnote">"Requests are deleted 12 months after they are done."</param>
public sealed record SearchResults(IReadOnlyList<SearchResult> Found, bool AsTable = false, string? Footnote = null);

/// <param name="CameIn">"Nov 24"</param>
/// <param name="DoneBy">"Rosa, Nov 25, 11:02 AM"; null while it waits.</param>
public sealed record SearchResult(
    Uri Link, string Name, Tag State, string CameIn, string? DoneBy, Contact? Contact);
