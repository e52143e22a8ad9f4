namespace BlueSky.Content.Staff;

/// <summary>Who did what on one day.</summary>
/// <param name="Title">"Audit, Friday, November 27"</param>
/// <param name="Day">As yyyy-MM-dd.</param>
/// <param name="IsMore">Whether the day has more lines than are shown.</param>
public sealed record AuditModel(
    StaffFrame Frame,
    string Title,
    string Day,
    Uri PreviousDay,
    Uri? NextDay,
    IReadOnlyList<AuditLine> Lines,
    bool IsMore = false);

/// <param name="Request">The page of the request that <paramref name="Reference"/> names; null without a link.</param>
public sealed record AuditLine(string At, string Who, string What, string? Reference = null, Uri? Request = null);
