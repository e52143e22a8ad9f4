using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Mail;

/// <summary>
/// The table of mails. Every call throws <see cref="Submissions.StorageUnavailableException"/> on an outage.
/// </summary>
internal interface IMailOutbox
{
    /// <summary>Adds the mails of one submission, all or none.</summary>
    /// <returns>The rows as they stand: the new ones, or the ones that were there before.</returns>
    Task<IReadOnlyList<OutboxMail>> AddAsync(IReadOnlyList<OutboxMail> mails, CancellationToken cancellationToken);

    Task<OutboxMail?> FindAsync(MailKey key, CancellationToken cancellationToken);

    Task<IReadOnlyList<OutboxMail>> ListAsync(SubmissionKey submission, CancellationToken cancellationToken);

    /// <summary>Of the mails of a day's submissions, those that failed or were parked at that time or later.</summary>
    IAsyncEnumerable<UnsentMail> FindUnsentAsync(
        DateOnly day, DateTimeOffset since, CancellationToken cancellationToken);

    /// <summary>Of a day's submissions, those that a summary tells of.</summary>
    IAsyncEnumerable<SubmissionKey> FindSummarizedAsync(
        DateOnly day, string summary, CancellationToken cancellationToken);

    /// <summary>Writes a mail if its row is still at the version it was read at.</summary>
    /// <returns>The mail at its new version; null when somebody else changed it meanwhile.</returns>
    Task<OutboxMail?> TryUpdateAsync(OutboxMail mail, CancellationToken cancellationToken);

    /// <summary>Forgets a mail. Idempotent.</summary>
    Task RemoveAsync(MailKey key, CancellationToken cancellationToken);
}

/// <summary>What a list tells of a mail that failed or is parked.</summary>
/// <param name="ChangedAt">When it came into its state.</param>
internal sealed record UnsentMail(string RowKey, string Template, MailState State, DateTimeOffset ChangedAt);
