using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Mail;

/// <summary>
/// The most mails of one kind in an hour by the clock, to all addresses and from all instances together. Each kind has
/// a count of its own.
/// </summary>
/// <param name="counter">The name of the count.</param>
/// <param name="perHour">0 for no limit.</param>
internal abstract class MailCeiling(ICeilingStore store, string counter, int perHour, TimeProvider clock)
{
    /// <summary>Each round means that somebody else's mail was counted; after so many, Sweep tries again.</summary>
    private const int MostRounds = 100;

    protected int PerHour => perHour;

    protected DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Counts one mail in.</summary>
    /// <returns>Null when it may go out; else the mail as it stands now, to be written down if it changed.</returns>
    public async Task<LedgerMail?> AdmitAsync(
        Submission submission, LedgerMail mail, CancellationToken cancellationToken)
    {
        if (perHour == 0)
        {
            return null;
        }

        for (var round = 0; round < MostRounds; round++)
        {
            var count = await CurrentAsync(cancellationToken);
            if (count.Taken >= perHour)
            {
                return await StopAsync(count, submission, mail, cancellationToken);
            }

            if (await TrySaveAsync(count with { Taken = count.Taken + 1 }, cancellationToken))
            {
                return null;
            }
        }

        return mail;
    }

    /// <summary>
    /// Counts one mail out again, which another worker had taken already. A lost race makes the hour's ceiling one
    /// mail lower.
    /// </summary>
    public async Task ReturnAsync(CancellationToken cancellationToken)
    {
        if (perHour > 0 && await CurrentAsync(cancellationToken) is { Taken: > 0 } count)
        {
            await TrySaveAsync(count with { Taken = count.Taken - 1 }, cancellationToken);
        }
    }

    /// <summary>Decides what becomes of a mail that is over the ceiling.</summary>
    protected abstract Task<LedgerMail> StopAsync(
        CeilingCount count, Submission submission, LedgerMail mail, CancellationToken cancellationToken);

    protected Task<bool> TrySaveAsync(CeilingCount count, CancellationToken cancellationToken) =>
        store.TrySaveAsync(count, cancellationToken);

    protected async Task<CeilingCount> CurrentAsync(CancellationToken cancellationToken)
    {
        var now = Now;
        var hour = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);
        var stored = await store.FindAsync(counter, cancellationToken);
        return stored is null ? new CeilingCount(counter, hour, 0)
            : stored.Hour == hour ? stored
            : stored with { Hour = hour, Taken = 0 };
    }
}
