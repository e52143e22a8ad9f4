using BlueSky.Content.Staff;

namespace BlueSky.Content.Tests.Staff;

/// <summary>The page of one request, in all its states.</summary>
internal static class RequestSamples
{
    private static readonly HistoryEntry[] Emails =
    [
        new("Confirmation email reached maria@example.org", "Tuesday, 2:11 PM", HistoryKind.Ok),
        new("The team was told by email", "Tuesday, 2:11 PM", HistoryKind.Ok),
        new("Request came in from the website", "Tuesday, 2:10 PM", HistoryKind.Open),
    ];

    public static readonly RequestModel Open = new(
        SignedIn.Rosa,
        RequestListSamples.Maria.Link,
        "BSK-YPZZ-VMMC",
        3,
        RequestStage.Open,
        "Maria Lopez",
        "Maria",
        "Waiting since Tuesday, November 24, 2:10 PM (3 days). Promised by Wednesday, 5 PM.",
        State: null,
        RequestListSamples.Call("505-555-0142", "tel:+15055550142"),
        [
            new("Best time", "weekday mornings"),
            new("Prefers", "Phone"),
            new("Email", "maria@example.org", MailLink.To("maria@example.org")),
            new("Language", "Spanish (es)"),
            new("Page", "https://www.example.org/contact"),
            new("Insurance", "Example Health\nPlan B"),
        ],
        "Could we talk about options? Mornings are best.\n\nMy daughter may answer the phone.",
        [new("You opened this request", "Today, 10:09 AM"), .. Emails])
    {
        TryAgain = new TryAgain("Later today", "Monday morning"),
    };

    public static readonly RequestModel Saved = Open with
    {
        Frame = SignedIn.Manager,
        Version = 4,
        Saved = new SavedMessage("Note saved", Undo: new(RequestListSamples.Maria.Link, 4)),
        OwnLastChange = "You wrote a note, just now.",
        TryAgain = new TryAgain(Today: null, "Monday morning"),
        History =
        [
            new("Note", "Today, 10:14 AM", Written: "Ask about Tuesday.\nShe works on Mondays."),
            new("You opened this request", "Today, 10:09 AM"),
            new(
                "Confirmation email did not arrive: maria@example.org does not exist or is full. Please call",
                "Tuesday, 2:11 PM",
                HistoryKind.No),
            .. Emails[1..],
        ],
    };

    public static readonly RequestModel Conflict = Open with
    {
        Version = 5,
        Note = "She called back. Visit on Tuesday at 10.",
        Conflict = new EditConflict(
            "Rosa was here first",
            "Rosa marked this as No answer at 10:12 AM, while you had it open. Your change was not saved. Your note is "
            + "still in the box below.",
            new SaveAgain("Save mine as well: No answer", "no-answer", "next-day")),
        History =
        [
            new("Rosa called: no answer", "Today, 10:12 AM", HistoryKind.No, "Try before 11."),
            .. Open.History,
        ],
    };

    public static readonly RequestModel HeldBack = new(
        SignedIn.Rosa,
        RequestListSamples.Link("BSK-M23P-ENBZ"),
        "BSK-M23P-ENBZ",
        0,
        RequestStage.HeldBack,
        "J. Smith",
        "J.",
        "Came in today, 9:04 AM.",
        State: null,
        Contact: null,
        [new("Phone", "505-555-0119"), new("Email", "j.smith@example.org"), new("Came in", "Today, 9:04 AM")],
        "Hi, I read your two articles (www.example.org/crps and www.example.org/first-visit). Can someone call me? "
        + "Thanks, Jim",
        [new("Held back: it looks like spam. Nobody was told yet", "Today, 9:04 AM", HistoryKind.Open)])
    {
        HeldBackBecause = "The form was filled in very fast, and the message has 2 links.",
    };

    public static readonly RequestModel Called = Open with
    {
        Version = 6,
        Stage = RequestStage.Called,
        State = new Tag("We talked", TagTone.Good),
        Summary = "Came in Tuesday, November 24, 2:10 PM. You talked today, 10:20 AM.",
        TryAgain = null,
        OwnLastChange = "You marked this as We talked, today, 10:20 AM.",
        History = [new("You called: we talked", "Today, 10:20 AM", HistoryKind.Ok), .. Open.History],
    };

    public static readonly RequestModel Done = Called with
    {
        Frame = SignedIn.Manager,
        Stage = RequestStage.Done,
        State = new Tag("Not a patient"),
        OwnLastChange = null,
        Message = null,
    };

    public static readonly RequestModel Spam = HeldBack with
    {
        Version = 1,
        Stage = RequestStage.Spam,
        State = new Tag("Spam", TagTone.Bad),
        Summary = "Came in today, 9:04 AM. Rosa marked it as spam today, 9:30 AM.",
        HeldBackBecause = null,
    };

    public static readonly RequestModel Hostile = Open with
    {
        Frame = SignedIn.Manager,
        Name = Samples.Hostile[0],
        FirstName = Samples.Hostile[1],
        Contact = RequestListSamples.Call(Samples.Hostile[2], null),
        Facts =
        [
            .. Samples.Hostile.Select(typed => new Fact(typed, typed)),
            new("Email", "x?bcc=y@evil.example", MailLink.To("x?bcc=y@evil.example")),
        ],
        Message = string.Join('\n', Samples.Hostile),
        Note = Samples.Hostile[6],
        Conflict = new EditConflict("Rosa was here first", "Your change was not saved.", Again: null),
        History = [.. Samples.Hostile.Select(typed => new HistoryEntry(typed, "Today", Written: typed))],
    };
}
