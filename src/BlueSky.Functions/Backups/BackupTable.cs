using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Backups;

/// <summary>A table that is exported, and which of its rows.</summary>
/// <param name="Partition">Only this partition; null for all.</param>
internal sealed record BackupTable(string Name, string? Partition = null)
{
    /// <summary>Which account of the platform a person has.</summary>
    public const string AccountPartition = "platform";

    /// <summary>
    /// In the order of export. Emails after the submissions they belong to, so that none is taken as sent that was not;
    /// the audit last, so that it has the erasures that happened during the export. Left out: sign-in codes and
    /// sessions, which must not come back; the counts of quotas, which are over within an hour; imports, which can be
    /// repeated; and the index of subscribers, which the daily run repairs.
    /// </summary>
    public static readonly IReadOnlyList<BackupTable> All =
    [
        new(TableName.Submissions), new(TableName.Mails), new(TableName.Recipients), new(TableName.Desk), new(TableName.News),
        new(TableName.Sessions, AccountPartition), new(TableName.Audit),
    ];

    /// <summary>
    /// Open markers and claims are left out, and the parts of news: a restored one would send emails.
    /// </summary>
    public bool Includes(RowKey key) => Name switch
    {
        TableName.Submissions => !StartsWith(key, "open.") && !StartsWith(key, "claim."),
        TableName.News => !StartsWith(key, "part."),
        _ => true,
    };

    private static bool StartsWith(RowKey key, string prefix) => key.Row.StartsWith(prefix, StringComparison.Ordinal);
}
