using BlueSky.Content.Staff;

namespace BlueSky.Content.Tests.Staff;

/// <summary>Who did what.</summary>
internal static class AuditSamples
{
    public static readonly AuditModel Day = new(
        SignedIn.Manager,
        "Audit, Thursday, November 26",
        "2026-11-26",
        Of("2026-11-25"),
        Of("2026-11-27"),
        [
            new(
                "10:12:40 AM", "rosa@example.org", "Marked as no answer", "BSK-YPZZ-VMMC",
                RequestListSamples.Maria.Link),
            new("10:09:02 AM", "rosa@example.org", "Opened", "BSK-YPZZ-VMMC", RequestListSamples.Maria.Link),
            new("9:31:00 AM", "kim@example.org", "Erased", "BSK-AAAA-9999"),
            new("9:12:59 AM", "unknown", "Wrong sign-in code"),
        ],
        IsMore: true);

    public static readonly AuditModel Quiet = Day with { Lines = [], NextDay = null, IsMore = false };

    private static Uri Of(string day) => new($"/staff/audit?day={day}", UriKind.Relative);
}
