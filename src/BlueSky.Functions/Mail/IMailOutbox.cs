using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Mail;

/// <summary>
/// The table of emails to send. Every call throws <see cref="Submissions.StorageUnavailableException"/> on an outage.
/// </summary>
internal interface IMailOutbox
{
    /// <summary>Adds the emails of one submission, all or none.</summary>
    /// <returns>The stored rows, in order; null when one of them exists.</returns>
    Task<IReadOnlyList<OutboxMail>?> TryAddAsync(IReadOnlyList<OutboxMail> mails, CancellationToken cancellationToken);

    Task<OutboxMail?> FindAsync(MailKey key, CancellationToken cancellationToken);

    Task<IReadOnlyList<OutboxMail>> ListAsync(SubmissionKey submission, CancellationToken cancellationToken);

    /// <summary>The emails of a day's submissions that failed or were parked at that time or later.</summary>
    IAsyncEnumerable<UnsentMail> FindUnsentAsync(
        DateOnly day, DateTimeOffset since, CancellationToken cancellationToken);

    /// <summary>The submissions of a day whose notices are in that summary.</summary>
    IAsyncEnumerable<SubmissionKey> FindSummarizedAsync(
        DateOnly day, string summary, CancellationToken cancellationToken);

    /// <summary>What became of the emails of all submissions of a day whose ids begin so.</summary>
    IAsyncEnumerable<MailProgress> ReadProgressAsync(
        DateOnly day, string idPrefix, CancellationToken cancellationToken);

    /// <summary>Updates an email if its row still has the version that was read.</summary>
    /// <returns>The email with its new version; null on a version conflict.</returns>
    Task<OutboxMail?> TryUpdateAsync(OutboxMail mail, CancellationToken cancellationToken);

    /// <summary>Deletes an email. Idempotent.</summary>
    Task RemoveAsync(MailKey key, CancellationToken cancellationToken);

    /// <summary>Deletes the emails of all submissions of a day whose ids begin so. Idempotent.</summary>
    Task RemoveAllAsync(DateOnly day, string idPrefix, CancellationToken cancellationToken);
}

/// <summary>How far an email is.</summary>
/// <param name="WasTaken">Whether SendGrid has ever taken it.</param>
internal readonly record struct MailProgress(MailState State, bool WasTaken);

/// <summary>A failed or parked email, as lists show it.</summary>
/// <param name="ChangedAt">When it entered its state.</param>
internal sealed record UnsentMail(string RowKey, string Template, MailState State, DateTimeOffset ChangedAt);
