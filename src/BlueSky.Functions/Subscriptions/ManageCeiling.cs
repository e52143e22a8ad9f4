using BlueSky.Functions.Mail;
using BlueSky.Functions.Settings;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Subscriptions;

/// <summary>
/// The ceiling on mails with the link to unsubscribe. What is over it is not sent, and does not wait: its row says why,
/// the day's digest counts it, and staff can put it back.
/// </summary>
internal sealed class ManageCeiling(ICeilingStore counts, LimitSettings limits, TimeProvider clock)
    : MailCeiling(counts, "manage-mails", limits.ManageMailsPerHour, clock)
{
    protected override Task<LedgerMail> StopAsync(
        CeilingCount count, Submission submission, LedgerMail mail, CancellationToken cancellationToken) =>
        Task.FromResult(mail.EndOverCeiling(Now));
}
