using BlueSky.Content.Staff;

namespace BlueSky.Content.Tests.Staff;

/// <summary>The printed list.</summary>
internal static class CallListSamples
{
    public static readonly CallListModel Everyone = new(
        SignedIn.Rosa,
        "Call list, Friday, November 27",
        "Printed by Rosa, 10:20 AM.",
        [
            new(
                "Maria Lopez", "505-555-0142", new Uri("tel:+15055550142"), "weekday mornings",
                ["Language: Spanish (es)"], "Since Tue, Nov 24"),
            new("Tom Begay", "505-555-0177", new Uri("tel:+15055550177"), "after 4 PM", [], "Since Fri, Nov 27"),
            new("Lee Chee", "my sister's, 4 1 2", null, null, [], "Since Fri, Nov 27"),
            new(
                "Ana Whitehorse", "ana@example.org", MailLink.To("ana@example.org"), null, ["Prefers email"],
                "Since Wed, Nov 25. No answer today"),
        ]);

    public static readonly CallListModel Nobody = Everyone with { Rows = [] };

    public static readonly CallListModel Hostile = Everyone with
    {
        Rows =
        [
            .. Samples.Hostile.Select(typed =>
                new CallListRow(typed, typed, null, typed, ["Language: other"], "Since Tue, Nov 24")),
        ],
    };
}
