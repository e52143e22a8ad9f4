using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Mail;

/// <summary>Writes a report into the ledger, whoever else writes the same row at that moment.</summary>
internal static class MailReporting
{
    /// <summary>Each round means that somebody else's write went through; a mail's life has fewer steps.</summary>
    private const int MostRounds = 20;

    /// <returns>The mail before and after; null when the ledger does not have it.</returns>
    /// <exception cref="StorageUnavailableException">Storage is out, or the row kept changing.</exception>
    public static async Task<(LedgerMail Before, LedgerMail After)?> ReportAsync(
        this IMailLedger ledger, MailKey key, MailReport report, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        for (var round = 0; round < MostRounds; round++)
        {
            if (await ledger.FindAsync(key, cancellationToken) is not { } before)
            {
                return null;
            }

            var after = report.ApplyTo(before, clock.GetUtcNow());
            if (after == before)
            {
                return (before, before);
            }

            if (await ledger.TryUpdateAsync(after, cancellationToken) is { } written)
            {
                return (before, written);
            }
        }

        throw new StorageUnavailableException("a mail's row kept changing");
    }
}
