using BlueSky.Content.Staff;

namespace BlueSky.Content.Tests.Staff;

/// <summary>Found requests.</summary>
internal static class SearchSamples
{
    private const string Reach = "We searched names, phones, emails and references of the last 90 days.";

    private static readonly Choice[] States =
        [new("", "Any"), new("new", "New"), new("done", "Done"), new("spam", "Spam")];

    private static readonly SearchResult Maria = new(
        RequestListSamples.Maria.Link, "Maria Lopez", new Tag("Waiting too long", TagTone.Wait), "Nov 24", null,
        RequestListSamples.Maria.Contact);

    private static readonly SearchResult Mario = new(
        RequestListSamples.Link("BSK-AAAA-3333"), "Mario Lopes", new Tag("We talked", TagTone.Good), "Nov 3",
        "Kim, Nov 4, 9:30 AM", RequestListSamples.Call("505-555-0163", "tel:+15055550163"));

    public static readonly SearchModel ByWords = new(
        SignedIn.Rosa,
        "2 results for “lope”",
        new SearchQuery("lope", null, null, null),
        States,
        Reach,
        new SearchResults([Maria, Mario]),
        Older: "2");

    public static readonly SearchModel Empty = new(
        SignedIn.Rosa,
        "No results for “5550199”",
        new SearchQuery("5550199", null, null, null),
        States,
        Reach,
        new SearchResults([]));

    public static readonly SearchModel ByDay = new(
        SignedIn.Manager,
        "2 requests",
        new SearchQuery(null, "new", "2026-11-01", "2026-11-27"),
        States,
        "These are the requests of November 1 to 27.",
        new SearchResults([Maria, Mario]),
        Newer: "1",
        Older: "3");

    public static readonly SearchModel Done = new(
        SignedIn.Rosa,
        "Done in the last 30 days",
        new SearchQuery(null, "done", null, null),
        States,
        "These are the requests that came in since October 28.",
        new SearchResults(
            [
                Result("BSK-AAAA-4444", "Grace Toledo", "Visit booked", TagTone.Good, "Nov 25", "Rosa, Nov 25, 9 AM"),
                Mario,
                Result("BSK-AAAA-5555", "Best Web Offers", "Spam", TagTone.Bad, "Nov 2", "Rosa, Nov 2, 8:15 AM"),
                Result("BSK-AAAA-6666", "Pat Green", "Not a patient", TagTone.Plain, "Oct 30", "Rosa, Oct 30, 4 PM"),
            ],
            AsTable: true,
            "Requests are deleted 12 months after they are done."));

    public static readonly SearchModel Hostile = new(
        SignedIn.Rosa,
        "7 results for “" + Samples.Hostile[0] + "”",
        new SearchQuery(Samples.Hostile[1], Samples.Hostile[0], Samples.Hostile[2], Samples.Hostile[3]),
        [.. Samples.Hostile.Select(typed => new Choice(typed, typed))],
        Reach,
        new SearchResults([.. Samples.Hostile.Select(typed => Mario with { Name = typed })]),
        Newer: Samples.Hostile[1]);

    private static SearchResult Result(
        string reference, string name, string state, TagTone tone, string cameIn, string doneBy) =>
        new(RequestListSamples.Link(reference), name, new Tag(state, tone), cameIn, doneBy, null);
}
