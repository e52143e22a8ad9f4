using BlueSky.Content.Staff;

namespace BlueSky.Content.Tests.Staff;

/// <summary>Files of subscribers.</summary>
internal static class ImportSamples
{
    public static readonly ImportUploadModel Upload = new(SignedIn.Manager);

    public static readonly ImportUploadModel NoList = Upload with
    {
        Problem = "We found no email address in this file. It needs a column with email addresses.",
    };

    public static readonly ImportPreviewModel Preview = new(
        SignedIn.Manager,
        "IMP-7F3K-9Q2M",
        "contacts-2026.csv has 210 addresses",
        [
            new("Will be added", 187), new("Already on the list", 19), new("Unsubscribed before: left out", 4),
            new("Not an email address", 1_205),
        ],
        [new("12", "maria at example"), new("40", "505-555-0142"), new("77, 78, 131", "")],
        UnreadableCount: 1_205,
        MoreUnreadable: 1_200,
        "Add 187 people",
        new ImportFields());

    public static readonly ImportPreviewModel Clean = Preview with
    {
        Figures = [new("Will be added", 1), new("Not an email address", 0)],
        Unreadable = [], UnreadableCount = 0, MoreUnreadable = 0, Button = "Add 1 person",
    };

    public static readonly ImportPreviewModel Incomplete = Preview with
    {
        Fields = new ImportFields(Confirm: "ask")
        {
            SourceProblem = "Say where they signed up.",
            AskedProblem = "Add only people who asked for email from you.",
        },
    };

    public static readonly ImportPreviewModel Hostile = Preview with
    {
        Title = Samples.Hostile[4] + " has 1 address",
        Unreadable = [.. Samples.Hostile.Select(typed => new UnreadableLines("12", typed))],
        Fields = new ImportFields(Samples.Hostile[1], Asked: true),
    };

    public static readonly ImportProgressModel Running = new(
        SignedIn.Manager,
        "Adding contacts-2026.csv",
        "12 people were asked. A few more are asked each hour. You can close this page.",
        [new("Asked", 12), new("Already on the list", 19), new("Left out", 4)],
        Done: 35,
        All: 210,
        new Uri("/staff/subscribers/import?import=IMP-7F3K-9Q2M", UriKind.Relative));

    public static readonly ImportProgressModel Done = Running with
    {
        Title = "contacts-2026.csv is done", Message = "The people are on your list now. No email was sent.",
        Figures = [new("Added", 187), new("Already on the list", 19), new("Left out", 4)], Done = null, Refresh = null,
    };
}
