namespace BlueSky.Functions.Recipients;

/// <summary>How many emails of a kind one address may get, no matter who requests them.</summary>
/// <param name="Cooldown">The minimum time between two.</param>
internal sealed record MailLimit(TimeSpan Cooldown, int PerDay)
{
    /// <summary>Already decided elsewhere: may be sent.</summary>
    public static readonly MailLimit Passed = new(TimeSpan.Zero, int.MaxValue);

    /// <summary>Already decided elsewhere: must not be sent.</summary>
    public static readonly MailLimit Exceeded = new(TimeSpan.Zero, 0);
}

/// <summary>The emails of one kind that submissions sent to an address, within the last day.</summary>
internal sealed record MailHistory(IReadOnlyList<MailHistory.Sent> Entries)
{
    public static readonly MailHistory Empty = new([]);

    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    internal sealed record Sent(string SubmissionId, DateTimeOffset At);

    /// <summary>
    /// True when the email of that submission is already counted: deciding again has the same result.
    /// </summary>
    public bool Includes(string submissionId) => Entries.Any(entry => entry.SubmissionId == submissionId);

    /// <returns>The history with this email; null when the limit forbids it.</returns>
    public MailHistory? TryAdd(string submissionId, DateTimeOffset now, MailLimit limit)
    {
        var recent = Entries.Where(entry => entry.At > now - Day).ToList();
        return recent.Count < limit.PerDay && recent.TrueForAll(entry => entry.At <= now - limit.Cooldown)
            ? new MailHistory([.. recent, new Sent(submissionId, now)])
            : null;
    }
}

/// <summary>A kind of email, by the history that counts it.</summary>
internal sealed record MailKind(Func<Recipient, MailHistory> HistoryOf, Func<Recipient, MailHistory, Recipient> With)
{
    public static readonly MailKind Confirmation = new(
        recipient => recipient.Confirmations, (recipient, history) => recipient with { Confirmations = history });

    public static readonly MailKind Acknowledgement = new(
        recipient => recipient.Acknowledgements, (recipient, history) => recipient with { Acknowledgements = history });

    public static readonly MailKind Welcome = new(
        recipient => recipient.Welcomes, (recipient, history) => recipient with { Welcomes = history });

    public static readonly MailKind Manage = new(
        recipient => recipient.ManageMails, (recipient, history) => recipient with { ManageMails = history });
}
