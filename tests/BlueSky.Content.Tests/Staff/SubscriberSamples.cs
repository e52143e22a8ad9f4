using BlueSky.Content.Staff;

namespace BlueSky.Content.Tests.Staff;

/// <summary>Subscribers, and one of them.</summary>
internal static class SubscriberSamples
{
    private static readonly Tag SignedUp = new("Signed up", TagTone.Good);
    private static readonly Tag Unsubscribed = new("Unsubscribed");
    private static readonly Tag DoesNotArrive = new("Email does not arrive", TagTone.Bad);

    public static readonly SubscriberListModel All = new(
        SignedIn.Manager,
        [
            new("Signed up", 1_412, To("?state=confirmed&page=1")),
            new("Waiting to confirm", 9, To("?state=pending&page=1")),
            new("Unsubscribed", 23, To("?state=unsubscribed&page=1")),
            new("Email does not arrive", 6, To("?state=suppressed&page=1")),
        ],
        "46 new in November, 57 in October",
        [
            new("December 2025", 18), new("January 2026", 22), new("February 2026", 31), new("March 2026", 27),
            new("April 2026", 35), new("May 2026", 41), new("June 2026", 38), new("July 2026", 44),
            new("August 2026", 52), new("September 2026", 49), new("October 2026", 57), new("November 2026", 46),
        ],
        "Newest first",
        Words: null,
        [
            Row('a', "kim@example.org", SignedUp, "Today, 8:41 AM", "Website"),
            Row('b', "lee.yazzie@example.org", new("Waiting to confirm", TagTone.Wait), "Today, 8:02 AM", "Website"),
            Row('c', "ana@example.org", SignedUp, "Nov 25", "Website"),
            Row('d', "old.box@example.org", DoesNotArrive, "Nov 20", "File: Mailchimp, Jan 2026"),
            Row('e', "sam@example.org", Unsubscribed, "Nov 19", "Website"),
        ])
    {
        Next = To("?page=2"),
    };

    public static readonly SubscriberListModel OneState = All with
    {
        Title = "Unsubscribed",
        Rows = [All.Rows[4]],
        Previous = To("?state=unsubscribed&page=1"),
        Next = null,
    };

    public static readonly SubscriberListModel Found = All with
    {
        Title = "Search", Words = "ana@example.org", Rows = [All.Rows[2]], Next = null,
    };

    public static readonly SubscriberListModel NotFound = Found with
    {
        Words = "nobody@example.org", Rows = [], Empty = "This address is not on the list.",
    };

    public static readonly SubscriberListModel NoOne = All with
    {
        Figures = [.. All.Figures.Select(figure => figure with { Number = 0 })],
        Growth = "0 new in November, 0 in October",
        Months = [.. All.Months.Select(month => month with { Count = 0 })],
        Rows = [],
        Empty = "No one has subscribed yet.",
        Next = null,
    };

    public static readonly SubscriberListModel Hostile = All with
    {
        Title = "Search",
        Words = Samples.Hostile[1],
        Rows = [.. Samples.Hostile.Select(typed => Row('f', typed, SignedUp, "Nov 25", "File: " + typed))],
    };

    public static readonly SubscriberModel Ana = new(
        SignedIn.Manager,
        All.Rows[2].Link,
        "ana@example.org",
        SignedUp,
        [
            new("Agreed to", "Subscribe for free resources & news updates"),
            new("On", "Wednesday, November 25, 4:02 PM"),
            new("Version of the text", "2026-01"),
            new("Page", "https://www.example.com/"),
            new("Reference", "BSK-AAAA-7777"),
            new("Confirmed", "Wednesday, November 25, 4:05 PM (link in the email)"),
        ])
    {
        CanUnsubscribe = true,
    };

    public static readonly SubscriberModel JustUnsubscribed = Ana with
    {
        State = Unsubscribed,
        Record = [.. Ana.Record, new("Unsubscribed", "Friday, November 27, 9:40 AM (by the clinic, on request)")],
        CanUnsubscribe = false,
        Saved = "This address is unsubscribed.",
    };

    public static readonly SubscriberModel OldBox = new(
        SignedIn.Manager,
        All.Rows[3].Link,
        "old.box@example.org",
        DoesNotArrive,
        [
            new("Added because", "Mailchimp, Jan 2026 (contacts-2026.csv)"),
            new("On", "Monday, January 12, 10:00 AM"),
            new("Signed up at", "Mailchimp, Jan 2026"),
            new("Reference", "IMP-7F3K-9Q2M"),
            new("Email does not arrive since", "Friday, November 20, 10:01 AM"),
            new("Reason", "bounced"),
        ])
    {
        CanLift = true,
    };

    public static readonly SubscriberModel HostileOne = Ana with
    {
        Email = Samples.Hostile[4],
        Record = [.. Samples.Hostile.Select(typed => new Fact("Signed up at", typed))],
    };

    private static SubscriberRow Row(char key, string email, Tag state, string since, string how) =>
        new(To("/" + new string(key, 64)), email, state, since, how);

    private static Uri To(string rest) => new("/staff/subscribers" + rest, UriKind.Relative);
}
