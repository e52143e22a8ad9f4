using BlueSky.Functions.Mail;
using BlueSky.Functions.Settings;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Subscriptions;

/// <summary>
/// Quota on emails with the unsubscribe link. An email over the quota fails and is not held: its row says why, the
/// daily digest counts it, and staff can requeue it.
/// </summary>
internal sealed class ManageQuota(IQuotaStore counts, LimitSettings limits, TimeProvider clock) : MailQuota
{
    private readonly HourlyQuota quota = new(counts, "manage-mails", limits.ManageMailsPerHour, clock);

    public override Task<bool> TryAcquireAsync(
        Submission submission, OutboxMail mail, CancellationToken cancellationToken) => quota.TryAcquireAsync();

    public override async Task<OutboxMail?> AdmitAsync(
        Submission submission, OutboxMail mail, CancellationToken cancellationToken) =>
        await TryAcquireAsync(submission, mail, cancellationToken) ? null : mail.FailOverQuota(clock.GetUtcNow());

    public override void Release(Submission submission, OutboxMail mail) => quota.Release();
}
