using BlueSky.Functions.Settings;
using BlueSky.Functions.Spam;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Mail;

/// <summary>
/// The quota on mails to addresses whose owner may not have asked: whoever floods the form with strangers' addresses
/// gets so many out and no more, and from one network only a share of them. What is over it waits, the oldest goes
/// first, and staff are told once.
/// </summary>
internal sealed class ConfirmationQuota(
    IQuotaStore counts, ISubmissionStore submissions, QuotaAlert alert, LimitSettings limits, TimeProvider clock)
    : MailQuota
{
    private const string Counter = "confirm-mails";
    private const int MaxNetworks = 10_000;

    private readonly HourlyQuota all = new(counts, Counter, limits.ConfirmMailsPerHour, clock);
    private readonly ExpiringCache<HourlyQuota> shares = new(TimeSpan.FromHours(1), MaxNetworks, clock);

    public override async Task<OutboxMail?> AdmitAsync(
        Submission submission, OutboxMail mail, CancellationToken cancellationToken)
    {
        if (all.PerHour == 0)
        {
            return null;
        }

        // Who comes new stands in line behind those that wait; Sweep says whose turn it is.
        if (!mail.IsHeld && await all.HasWaitedAsync(cancellationToken))
        {
            return await HoldAsync(submission, mail, cancellationToken);
        }

        var share = ShareOf(submission.Network);
        if (share is not null && !await share.TryAcquireAsync())
        {
            return await HoldAsync(submission, mail, cancellationToken);
        }

        if (await all.TryAcquireAsync())
        {
            return null;
        }

        share?.Release();
        await SayThatSomeWaitAsync(cancellationToken);
        var held = await HoldAsync(submission, mail, cancellationToken);
        await alert.TellAsync(all, "Limits:ConfirmMailsPerHour", submission.Key, cancellationToken);
        return held;
    }

    public override void Release(Submission submission, OutboxMail mail)
    {
        all.Release();
        ShareOf(submission.Network)?.Release();
    }

    /// <summary>Of those whose mails wait, those whose turn it is: the oldest that there is room for.</summary>
    public async Task<IReadOnlyList<OpenMarker>> NextAsync(
        IReadOnlyList<OpenMarker> held, CancellationToken cancellationToken)
    {
        var room = held.Count == 0 ? 0 : await all.RemainingAsync(cancellationToken);
        var left = new Dictionary<string, int>();
        var next = new List<OpenMarker>();
        foreach (var marker in held.OrderBy(marker => marker.OpenedAt))
        {
            if (next.Count == room)
            {
                break;
            }

            if (ShareOf(marker.Network) is { } share)
            {
                if (!left.TryGetValue(marker.Network!, out var ofShare))
                {
                    ofShare = await share.RemainingAsync(cancellationToken);
                }

                left[marker.Network!] = ofShare - 1;
                if (ofShare <= 0)
                {
                    continue;
                }
            }

            next.Add(marker);
        }

        if (next.Count < held.Count && next.Count == room)
        {
            await SayThatSomeWaitAsync(cancellationToken);
        }

        return next;
    }

    private async Task<OutboxMail> HoldAsync(
        Submission submission, OutboxMail mail, CancellationToken cancellationToken)
    {
        await submissions.HoldAsync(submission, cancellationToken);
        return mail.Hold(clock.GetUtcNow());
    }

    private Task<bool> SayThatSomeWaitAsync(CancellationToken cancellationToken) => all.ChangeAsync(
        count => count.WaitedIn == count.Hour ? null : count with { WaitedIn = count.Hour }, cancellationToken);

    private HourlyQuota? ShareOf(string? network) => network is null || limits.ConfirmMailsPerNetwork == 0
        ? null
        : shares.GetOrAdd(network, () => new HourlyQuota(
            counts, $"{Counter}.{network}", limits.ConfirmMailsPerNetwork, clock));
}
