using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Mail;

/// <summary>
/// What SendGrid says of a mail that it took. Reports come late, repeated and in any order, so they only ever move a
/// mail up, and of two that say the same one is always preferred: whatever the order, the row ends the same.
/// </summary>
/// <param name="State">Accepted or a later state.</param>
/// <param name="Note">What the row's Error will say; null when all is well.</param>
internal sealed record MailReport(MailState State, string? MessageId, string? Note)
{
    /// <returns>The mail as it is known now; itself when there is nothing new.</returns>
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

    // Whatever we believed of a mail before, also that it failed: a report is proof that SendGrid has it.
    private static int RankOf(MailState state) => state switch
    {
        MailState.Accepted => 1,
        MailState.Delivered => 2,
        MailState.Dropped => 3,
        MailState.Bounced => 4,
        _ => 0,
    };

    // A mail that was sent twice has two ids; it does not matter which is kept, only that it is always the same.
    private static string? First(string? one, string? other) =>
        one is null || (other is not null && string.CompareOrdinal(other, one) < 0) ? other : one;
}

/// <summary>Writes a report into the outbox, whoever else writes the same row at that moment.</summary>
internal static class MailReporting
{
    /// <summary>Each round means that somebody else's write went through; a mail's life has fewer steps.</summary>
    private const int MaxRounds = 20;

    /// <returns>The mail before and after; null when the outbox does not have it.</returns>
    /// <exception cref="StorageUnavailableException">Storage is out, or the row kept changing.</exception>
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
