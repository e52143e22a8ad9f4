using BlueSky.Functions.Mail;
using BlueSky.Functions.News;
using BlueSky.Functions.Recipients;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Backups;

/// <summary>What a row of the backup becomes when it comes back. Pure functions.</summary>
internal static class RestoreRules
{
    /// <summary>An email's reason in the outbox: it waits until a person requeues it.</summary>
    public const string Restored = "restored";

    public const string NotProcessed = "restored before it was processed";

    /// <summary>
    /// Columns that differ although the row says the same: which write it was, and how many there were.
    /// </summary>
    private static readonly string[] OfWrites = ["Write", "Changes"];

    public static bool IsSubmission(RowKey key) => key.Row.StartsWith("BSK-", StringComparison.Ordinal);

    /// <summary>The id in the key of an entry of a request's history; null for another key.</summary>
    public static string? RequestOfEvent(RowKey key) => key.Row.Split('.') is ["event", var id, ..] ? id : null;

    public static string SubmissionOfMail(RowKey key) => key.Row.Split('.')[0];

    /// <summary>
    /// Whether work was left to do when the row was exported. Such a row is brought back so that nothing happens by
    /// itself, and never replaces the row of today, which is further.
    /// </summary>
    public static bool IsUnfinished(this TableRow row, string table) => table switch
    {
        TableName.Submissions => row.HasState(SubmissionState.Received),
        TableName.Mails => row.HasState(MailState.Due) || row.HasState(MailState.Sending)
            || row.HasState(MailState.Unknown) || row.HasState(MailState.Parked),
        _ => false,
    };

    /// <summary>A submission that was not processed is shown as failed, so that a person decides about it.</summary>
    public static TableRow ToFailed(this TableRow submission) => submission.With(
        ("State", SubmissionState.Failed.ToColumn()), ("Error", NotProcessed),
        ("Changes", submission.Number("Changes") + 1));

    /// <summary>An email that may still have to be sent waits without a time.</summary>
    public static TableRow ToParked(this TableRow mail, DateTimeOffset now) => mail.With(
        ("State", MailState.Parked.ToColumn()), ("Error", Restored), ("NextAttemptAt", null), ("ChangedAt", now));

    /// <summary>Processing adds it again when the submission is requeued.</summary>
    public static bool IsNotTried(this TableRow mail) =>
        mail.HasState(MailState.Due) && mail.Number("Attempts") == 0;

    /// <summary>News that were to be sent are not sent by a restore: drafts stay, and all others have ended.</summary>
    public static TableRow ToEnded(this TableRow news) =>
        news.Text("State") is null || news.HasState(NewsState.Draft) || news.HasState(NewsState.Sent)
            ? news
            : news.With(("State", NewsState.Stopped.ToColumn()));

    /// <summary>What an erasure leaves of a recipient: see <see cref="ClearedRecipient"/>.</summary>
    public static TableRow ToCleared(this TableRow recipient)
    {
        var cleared = new Recipient
        {
            Key = recipient.Key.Row,
            State = Enum.Parse<SubscriptionState>(recipient.Text("State") ?? "none", ignoreCase: true),
            ConfirmedAt = recipient.Time("ConfirmedAt"),
            UnsubscribedAt = recipient.Time("UnsubscribedAt"),
            SuppressedReason = recipient.Text("SuppressedReason"),
        }.Cleared();
        string[] kept =
        [
            "RequestNumber", "SuppressedAt", "SuppressionLiftedAt", "Confirmations", "Acknowledgements", "Welcomes",
            "ManageMails",
        ];
        var columns = recipient.Columns.Where(column => kept.Contains(column.Key)).ToDictionary();
        return (recipient with { Columns = columns }).With(
            ("State", cleared.State.ToColumn()), ("UnsubscribedAt", cleared.UnsubscribedAt),
            ("SuppressedReason", cleared.SuppressedReason));
    }

    /// <summary>A recipient who opted out, is suppressed, or was cleared; a backup never changes that.</summary>
    public static bool IsProtected(this TableRow recipient) =>
        recipient.Text("Email") is null
        || recipient.HasState(SubscriptionState.Unsubscribed) || recipient.HasState(SubscriptionState.Suppressed)
        || (recipient.Time("UnsubscribedAt") is { } ended && !(recipient.Time("ConfirmedAt") > ended));

    public static bool IsSameAs(this TableRow one, TableRow other)
    {
        var (left, right) = (Compared(one), Compared(other));
        return left.Count == right.Count
            && left.All(column => right.TryGetValue(column.Key, out var value) && AreEqual(column.Value, value));
    }

    private static Dictionary<string, object> Compared(TableRow row) =>
        row.Columns.Where(column => !OfWrites.Contains(column.Key) && column.Value is not "").ToDictionary();

    private static bool AreEqual(object one, object other) => (one, other) is (byte[] left, byte[] right)
        ? left.AsSpan().SequenceEqual(right)
        : one.Equals(other);

    private static bool HasState<TState>(this TableRow row, TState state)
        where TState : struct, Enum => row.Text("State") == state.ToColumn();
}
