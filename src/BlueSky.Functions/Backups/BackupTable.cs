using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Backups;

/// <summary>A table that is exported, and which of its rows.</summary>
/// <param name="Partition">Only this partition; null for all.</param>
internal sealed record BackupTable(string Name, string? Partition = null)
{
    /// <summary>Which account of the platform a person has.</summary>
    public const string AccountPartition = "platform";

    /// <summary>The news themselves, without how far they are sent.</summary>
    public const string NewsPartition = "news";

    /// <summary>
    /// In the order of export. Emails after the submissions they belong to, so that none is taken as sent that was not;
    /// the audit last, so that it has the erasures that happened during the export. Left out: sign-in codes and
    /// sessions, which must not come back; the counts of quotas, which are over within an hour; imports, which can be
    /// repeated; and the index of subscribers, which the daily run repairs.
    /// </summary>
    public static readonly IReadOnlyList<BackupTable> All =
    [
        new(TableName.Submissions), new(TableName.Mails), new(TableName.Recipients), new(TableName.Desk),
        new(TableName.News, NewsPartition),
        new(TableName.Sessions, AccountPartition), new(TableName.Audit),
    ];

    /// <summary>Open markers and claims are left out: a restored marker would send emails.</summary>
    public bool Includes(RowKey key) =>
        Name != TableName.Submissions
        || !(key.Row.StartsWith("open.", StringComparison.Ordinal)
            || key.Row.StartsWith("claim.", StringComparison.Ordinal));
}
