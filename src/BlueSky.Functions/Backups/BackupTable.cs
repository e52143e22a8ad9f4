namespace BlueSky.Functions.Backups;

/// <summary>A table that is exported, and which of its rows.</summary>
/// <param name="Partition">Only this partition; null for all.</param>
internal sealed record BackupTable(string Name, string? Partition = null)
{
    public const string Submissions = "Submissions";
    public const string Mails = "Mails";
    public const string Recipients = "Recipients";
    public const string Desk = "Desk";
    public const string Sessions = "Sessions";
    public const string Audit = "Audit";

    /// <summary>Which account of the platform a person has.</summary>
    public const string AccountPartition = "platform";

    /// <summary>
    /// In the order of export. Emails after the submissions they belong to, so that none is taken as sent that was not;
    /// the audit last, so that it has the erasures that happened during the export. Left out: sign-in codes and
    /// sessions, which must not come back, and the counts of quotas, which are over within an hour.
    /// </summary>
    public static readonly IReadOnlyList<BackupTable> All =
    [
        new(Submissions), new(Mails), new(Recipients), new(Desk), new(Sessions, AccountPartition), new(Audit),
    ];

    /// <summary>Open markers and claims are left out: a restored marker would send emails.</summary>
    public bool Includes(RowKey key) =>
        Name != Submissions
        || !(key.Row.StartsWith("open.", StringComparison.Ordinal)
            || key.Row.StartsWith("claim.", StringComparison.Ordinal));
}
