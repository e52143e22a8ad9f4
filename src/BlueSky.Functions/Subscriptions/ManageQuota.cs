using BlueSky.Functions.Mail;
using BlueSky.Functions.Settings;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Subscriptions;

/// <summary>
/// The quota on mails with the link to unsubscribe. What is over it is not sent, and does not wait: its row says why,
/// the day's digest counts it, and staff can put it back.
/// </summary>
internal sealed class ManageQuota(IQuotaStore counts, LimitSettings limits, TimeProvider clock) : MailQuota
{
    private readonly HourlyQuota quota = new(counts, "manage-mails", limits.ManageMailsPerHour, clock);

    public override async Task<OutboxMail?> AdmitAsync(
        Submission submission, OutboxMail mail, CancellationToken cancellationToken) =>
        await quota.TryAcquireAsync() ? null : mail.FailOverQuota(clock.GetUtcNow());

    public override void Release(Submission submission, OutboxMail mail) => quota.Release();
}
