using BlueSky.Content.Staff;

namespace BlueSky.Content.Tests.Staff;

/// <summary>The list of open requests.</summary>
internal static class RequestListSamples
{
    public static readonly RequestCard Maria = new(
        Link("BSK-YPZZ-VMMC"), 3, "Maria Lopez", "Since Tuesday, 2:10 PM (3 days)", null, "weekday mornings",
        [new("Language: Spanish (es)")],
        Call("505-555-0142", "tel:+15055550142"));

    private static readonly RequestCard Tom = new(
        Link("BSK-7F3K-9Q2M"), 1, "Tom Begay", "Today, 8:36 AM. Call by Monday, 5 PM", null, "after 4 PM",
        [new("New to you"), new("Rosa opened it 3 min ago")],
        Call("505-555-0177", "tel:+15055550177"));

    private static readonly RequestCard Lee = new(
        Link("BSK-2345-6789"), 1, "Lee Chee", "Today, 9:58 AM. Call by Monday, 5 PM", null, null,
        [new("New to you")],
        Call("my sister's, 4 1 2", null));

    private static readonly RequestCard Ana = new(
        Link("BSK-AAAA-2222"), 2, "Ana Whitehorse", "Since Wednesday, 9:15 AM",
        "Rosa called at 10:12 AM today. Try again Monday morning.", null,
        [new("Prefers email")],
        new Contact(ContactKind.Email, "Ana", MailLink.To("ana@example.org")));

    private static readonly HeldBackCards OneHeldBack = new(
        [
            new(
                Link("BSK-M23P-ENBZ"), "J. Smith", "Today, 9:04 AM",
                "The form was filled in very fast, and the message has 2 links."),
        ],
        Count: 1,
        IsMore: false);

    private static readonly HeldBackCards NoneHeldBack = new([], 0, IsMore: false);

    public static readonly RequestListModel Everyone =
        new(SignedIn.Rosa, [Maria], [Tom, Lee], [Ana], OneHeldBack);

    public static readonly RequestListModel One = new(SignedIn.Manager, [], [], [Ana], NoneHeldBack);

    public static readonly RequestListModel Saved = new(
        SignedIn.Rosa,
        [],
        [Tom],
        [
            Maria with
            {
                Version = 4,
                When = "Since Tuesday, 2:10 PM",
                LastTry = "You called just now. Try again Monday morning.",
            },
            Ana,
        ],
        OneHeldBack,
        new SavedMessage(
            "Saved: no answer from Maria Lopez", "On the list again Monday morning.", new(Maria.Link, 4)));

    public static readonly RequestListModel HeldBackAlone =
        new(SignedIn.Rosa, [], [], [], OneHeldBack with { Count = 1_213, IsMore = true });

    public static readonly RequestListModel Nobody = new(SignedIn.Rosa, [], [], [], NoneHeldBack);

    public static readonly RequestListModel Hostile = new(
        SignedIn.Rosa,
        [
            .. Samples.Hostile.Select((typed, i) => new RequestCard(
                Link($"BSK-EV1L-000{i}"), 1, typed, "Since Tuesday, 2:10 PM (3 days)", null, typed,
                [new("New to you"), new("Language: other")],
                i % 2 == 0 ? Call(typed, null) : Call(typed, "tel:+15055550142"))),
        ],
        [],
        [
            .. Samples.Hostile.Select((typed, i) => new RequestCard(
                Link($"BSK-EV1L-001{i}"), 1, typed, "Since Tuesday, 2:10 PM", "You called just now.", typed, [],
                new Contact(ContactKind.Email, typed, MailLink.To("x?bcc=y&subject=z@evil.example")))),
        ],
        new(
            [.. Samples.Hostile.Select(typed => new HeldBackCard(Link("BSK-EV1L-0020"), typed, "Today", "2 links."))],
            Samples.Hostile.Length + 1,
            IsMore: false));

    public static Contact Call(string number, string? link) =>
        new(ContactKind.Call, number, link is null ? null : new Uri(link));

    public static Uri Link(string reference) => new($"/staff/requests/{reference}", UriKind.Relative);
}
