using BlueSky.Functions.Settings;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Mail;

/// <summary>
/// The quota on acknowledgements: whoever fills the consultation form with strangers' addresses gets so many out and
/// no more. One that is over it is not sent: the request is stored, and staff are told of it all the same.
/// </summary>
internal sealed class AcknowledgementQuota(
    IQuotaStore counts, QuotaAlert alert, LimitSettings limits, TimeProvider clock) : MailQuota
{
    private const string Setting = "Limits:AcknowledgementsPerHour";

    private readonly HourlyQuota quota = new(counts, "acknowledgements", limits.AcknowledgementsPerHour, clock);

    public override async Task<OutboxMail?> AdmitAsync(
        Submission submission, OutboxMail mail, CancellationToken cancellationToken)
    {
        if (await quota.TryAcquireAsync())
        {
            return null;
        }

        await alert.TellAsync(quota, Setting, submission.Key, cancellationToken);
        return mail.LeaveOut(clock.GetUtcNow(), $"over {Setting}");
    }

    public override void Release(Submission submission, OutboxMail mail) => quota.Release();
}
