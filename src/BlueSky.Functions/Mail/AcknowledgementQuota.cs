using BlueSky.Functions.Settings;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Mail;

/// <summary>
/// Quota on acknowledgement emails: protects strangers whose addresses are typed into the consultation form. An
/// acknowledgement over the quota is not sent; the request is still stored, and staff are still notified.
/// </summary>
internal sealed class AcknowledgementQuota(
    IQuotaStore counts, QuotaAlert alert, LimitSettings limits, TimeProvider clock) : MailQuota
{
    private const string Setting = "Limits:AcknowledgementsPerHour";

    private readonly HourlyQuota quota = new(counts, "acknowledgements", limits.AcknowledgementsPerHour, clock);

    public override Task<bool> TryAcquireAsync(
        Submission submission, OutboxMail mail, CancellationToken cancellationToken) => quota.TryAcquireAsync();

    public override async Task<OutboxMail?> AdmitAsync(
        Submission submission, OutboxMail mail, CancellationToken cancellationToken)
    {
        if (await TryAcquireAsync(submission, mail, cancellationToken))
        {
            return null;
        }

        await alert.SendAsync(quota, Setting, submission.Key, cancellationToken);
        return mail.Drop(clock.GetUtcNow(), $"over {Setting}");
    }

    public override void Release(Submission submission, OutboxMail mail) => quota.Release();
}
