using BlueSky.Functions.Settings;
using BlueSky.Functions.Submissions;
using Microsoft.Extensions.Logging;

namespace BlueSky.Functions.Mail;

/// <summary>
/// The most confirmation mails in an hour, to all addresses and from all instances together: whoever floods the form
/// with strangers' addresses gets so many out and no more. What is over it waits, and staff are told once.
/// </summary>
internal sealed partial class ConfirmCeiling(
    ICeilingStore store, IMailLedger ledger, ISubmissionStore submissions, ISubmissionQueue queue, StaffAlert alert,
    LimitSettings limits, TimeProvider clock, ILogger<ConfirmCeiling> logger)
{
    /// <summary>Each round means that somebody else's mail was counted; after so many, Sweep tries again.</summary>
    private const int MostRounds = 100;

    /// <summary>A mail waits no longer than a day, so after a day of quiet a new flood is news again.</summary>
    private static readonly TimeSpan AlertedFor = TimeSpan.FromHours(24);

    /// <summary>Counts one mail in.</summary>
    /// <returns>False when it must wait; then its submission's open marker says so too.</returns>
    public async Task<bool> AdmitAsync(Submission submission, CancellationToken cancellationToken)
    {
        if (limits.ConfirmMailsPerHour == 0)
        {
            return true;
        }

        for (var round = 0; round < MostRounds; round++)
        {
            var count = await CurrentAsync(cancellationToken);
            if (count.Taken >= limits.ConfirmMailsPerHour)
            {
                await submissions.HoldAsync(submission, cancellationToken);
                await AlertAsync(count, submission.Key, cancellationToken);
                return false;
            }

            if (await store.TrySaveAsync(count with { Taken = count.Taken + 1 }, cancellationToken))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Counts one mail out again, which another worker had taken already. A lost race costs a mail's delay.
    /// </summary>
    public async Task ReturnAsync(CancellationToken cancellationToken)
    {
        if (limits.ConfirmMailsPerHour > 0
            && await CurrentAsync(cancellationToken) is { Taken: > 0 } count)
        {
            await store.TrySaveAsync(count with { Taken = count.Taken - 1 }, cancellationToken);
        }
    }

    /// <summary>How many more may go out in this hour.</summary>
    public async Task<int> RoomAsync(CancellationToken cancellationToken) =>
        limits.ConfirmMailsPerHour == 0
            ? int.MaxValue
            : Math.Max(0, limits.ConfirmMailsPerHour - (await CurrentAsync(cancellationToken)).Taken);

    private async Task<CeilingCount> CurrentAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var hour = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);
        var stored = await store.FindAsync(cancellationToken);
        return stored is null ? new CeilingCount(hour, 0)
            : stored.Hour == hour ? stored
            : stored with { Hour = hour, Taken = 0 };
    }

    // Who claims the alert adds its mails; a crash in between is mended when the waiting mail is looked at again.
    private async Task AlertAsync(
        CeilingCount count, SubmissionKey submission, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var isNew = !(count.AlertedAt + AlertedFor > now);
        if (isNew ? await store.TrySaveAsync(count with { AlertedAt = now, AlertedBy = submission }, cancellationToken)
            : count.AlertedBy == submission)
        {
            await ledger.AddAsync(
                [.. alert.Due().Select(mail => LedgerMail.From(mail, submission, now))], cancellationToken);
            if (isNew)
            {
                LogReached(limits.ConfirmMailsPerHour);
                await queue.TrySendAsync(SubmissionMessage.For(submission), TimeSpan.Zero, cancellationToken);
            }
        }
    }

    [LoggerMessage(
        LogLevel.Warning, "More than {Ceiling} confirmation mails were asked for in an hour; the others wait")]
    private partial void LogReached(int ceiling);
}
