using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Mail;

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
