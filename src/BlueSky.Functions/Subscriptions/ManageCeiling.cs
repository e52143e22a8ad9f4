using BlueSky.Functions.Mail;
using BlueSky.Functions.Settings;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Subscriptions;

/// <summary>
/// The ceiling on mails with the link to unsubscribe. What is over it is not sent, and does not wait: its row says why,
/// the day's digest counts it, and staff can put it back.
/// </summary>
internal sealed class ManageCeiling(ICeilingStore counts, LimitSettings limits, TimeProvider clock) : MailCeiling
{
    private readonly HourlyQuota quota = new(counts, "manage-mails", limits.ManageMailsPerHour, clock);

    public override async Task<LedgerMail?> AdmitAsync(
        Submission submission, LedgerMail mail, CancellationToken cancellationToken) =>
        await quota.TryTakeAsync() ? null : mail.EndOverCeiling(clock.GetUtcNow());

    public override void Return(Submission submission, LedgerMail mail) => quota.Return();
}
