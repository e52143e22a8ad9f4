using BlueSky.Functions.Settings;
using BlueSky.Functions.Submissions;
using Microsoft.Extensions.Logging;

namespace BlueSky.Functions.Mail;

/// <summary>
/// The ceiling on confirmation mails: whoever floods the form with strangers' addresses gets so many out and no more.
/// What is over it waits, and staff are told once.
/// </summary>
internal sealed partial class ConfirmCeiling(
    ICeilingStore counts, IMailLedger ledger, ISubmissionStore submissions, ISubmissionQueue queue, StaffAlert alert,
    LimitSettings limits, TimeProvider clock, ILogger<ConfirmCeiling> logger)
    : MailCeiling(counts, "confirm-mails", limits.ConfirmMailsPerHour, clock)
{
    /// <summary>A mail waits no longer than a day, so after a day of quiet a new flood is news again.</summary>
    private static readonly TimeSpan AlertedFor = TimeSpan.FromHours(24);

    /// <summary>How many more may go out in this hour.</summary>
    public async Task<int> RoomAsync(CancellationToken cancellationToken) =>
        PerHour == 0
            ? int.MaxValue
            : Math.Max(0, PerHour - (await CurrentAsync(cancellationToken)).Taken);

    protected override async Task<LedgerMail> StopAsync(
        CeilingCount count, Submission submission, LedgerMail mail, CancellationToken cancellationToken)
    {
        await submissions.HoldAsync(submission, cancellationToken);
        await AlertAsync(count, submission.Key, cancellationToken);
        return mail.Hold(Now);
    }

    // Who claims the alert adds its mails; a crash in between is mended when the waiting mail is looked at again.
    private async Task AlertAsync(
        CeilingCount count, SubmissionKey submission, CancellationToken cancellationToken)
    {
        var now = Now;
        var isNew = !(count.AlertedAt + AlertedFor > now);
        if (isNew ? await TrySaveAsync(count with { AlertedAt = now, AlertedBy = submission }, cancellationToken)
            : count.AlertedBy == submission)
        {
            await ledger.AddAsync(
                [.. alert.Due().Select(mail => LedgerMail.From(mail, submission, now))], cancellationToken);
            if (isNew)
            {
                LogReached(PerHour);
                await queue.TrySendAsync(SubmissionMessage.For(submission), TimeSpan.Zero, cancellationToken);
            }
        }
    }

    [LoggerMessage(
        LogLevel.Warning, "More than {Ceiling} confirmation mails were asked for in an hour; the others wait")]
    private partial void LogReached(int ceiling);
}
