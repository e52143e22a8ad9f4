namespace BlueSky.Functions.Recipients;

/// <summary>How many mails of a kind one address may get, whoever asks for them.</summary>
/// <param name="Cooldown">The least time between two.</param>
internal sealed record MailLimit(TimeSpan Cooldown, int PerDay)
{
    /// <summary>It is decided elsewhere, and may go out.</summary>
    public static readonly MailLimit Passed = new(TimeSpan.Zero, int.MaxValue);

    /// <summary>It is decided elsewhere, and must not.</summary>
    public static readonly MailLimit Exceeded = new(TimeSpan.Zero, 0);
}

/// <summary>Which submissions had a mail of one kind sent to an address, within the last day.</summary>
internal sealed record MailHistory(IReadOnlyList<MailHistory.Sent> Entries)
{
    public static readonly MailHistory Empty = new([]);

    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    internal sealed record Sent(string SubmissionId, DateTimeOffset At);

    /// <summary>True when the submission has its mail already: deciding again comes to the same result.</summary>
    public bool Includes(string submissionId) => Entries.Any(entry => entry.SubmissionId == submissionId);

    /// <returns>The history with this mail in it; null when the limit forbids it.</returns>
    public MailHistory? TryAdd(string submissionId, DateTimeOffset now, MailLimit limit)
    {
        var recent = Entries.Where(entry => entry.At > now - Day).ToList();
        return recent.Count < limit.PerDay && recent.TrueForAll(entry => entry.At <= now - limit.Cooldown)
            ? new MailHistory([.. recent, new Sent(submissionId, now)])
            : null;
    }
}

/// <summary>Which of a recipient's histories counts a mail.</summary>
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
