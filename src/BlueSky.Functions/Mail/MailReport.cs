using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Mail;

/// <summary>
/// A report from SendGrid about an email that it accepted. Reports arrive late, repeatedly and in any order. So a
/// report only moves an email to a higher rank, and of two reports with the same rank always the same one wins: the row
/// ends the same in any order.
/// </summary>
/// <param name="State">Accepted or a later state.</param>
/// <param name="Note">The row's new Error; null when there is no problem.</param>
internal sealed record MailReport(MailState State, string? MessageId, string? Note)
{
    /// <returns>The updated email; an equal one when nothing is new.</returns>
    public OutboxMail ApplyTo(OutboxMail mail, DateTimeOffset now)
    {
        var messageId = First(mail.MessageId, MessageId);
        return Exceeds(mail)
            ? mail with
            {
                State = State,
                ChangedAt = mail.State == State ? mail.ChangedAt : now,
                NextAttemptAt = null,
                MessageId = messageId,
                Error = Note,
            }
            : mail with { MessageId = messageId };
    }

    private bool Exceeds(OutboxMail mail) =>
        RankOf(State) > RankOf(mail.State)
        || (RankOf(State) == RankOf(mail.State) && string.CompareOrdinal(Note, mail.Error) > 0);

    // All other states have the lowest rank, also Failed: a report proves that SendGrid has the email.
    private static int RankOf(MailState state) => state switch
    {
        MailState.Accepted => 1,
        MailState.Delivered => 2,
        MailState.Dropped => 3,
        MailState.Bounced => 4,
        _ => 0,
    };

    // An email that was sent twice has two ids. Either may be kept, but it must always be the same one.
    private static string? First(string? one, string? other) =>
        one is null || (other is not null && string.CompareOrdinal(other, one) < 0) ? other : one;
}

/// <summary>Saves a report in the outbox, with retries on version conflicts.</summary>
internal static class MailReporting
{
    /// <summary>Each conflict means that another write succeeded; an email's row has fewer writes in total.</summary>
    private const int MaxRounds = 20;

    /// <returns>The email before and after; null when it is not in the outbox.</returns>
    /// <exception cref="StorageUnavailableException">An outage, or the row kept changing.</exception>
    public static async Task<(OutboxMail Before, OutboxMail After)?> ReportAsync(
        this IMailOutbox outbox, MailKey key, MailReport report, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        for (var round = 0; round < MaxRounds; round++)
        {
            if (await outbox.FindAsync(key, cancellationToken) is not { } before)
            {
                return null;
            }

            var after = report.ApplyTo(before, clock.GetUtcNow());
            if (after == before)
            {
                return (before, before);
            }

            if (await outbox.TryUpdateAsync(after, cancellationToken) is { } written)
            {
                return (before, written);
            }
        }

        throw new StorageUnavailableException("a mail's row kept changing");
    }
}
