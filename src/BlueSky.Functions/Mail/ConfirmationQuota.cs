using BlueSky.Functions.Settings;
using BlueSky.Functions.Spam;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Mail;

/// <summary>
/// Quota on emails to addresses whose owner may not have asked: protects strangers whose addresses are typed into the
/// form. One network gets only a share of it. Emails over the quota are held and sent later, the oldest first; staff
/// are alerted once.
/// </summary>
internal sealed class ConfirmationQuota(
    IQuotaStore counts, ISubmissionStore submissions, QuotaAlert alert, LimitSettings limits, TimeProvider clock)
    : MailQuota
{
    private const string Counter = "confirm-mails";
    private const int MaxNetworks = 10_000;
    private const int UnlimitedImportsPerHour = 600;

    private readonly HourlyQuota all = new(counts, Counter, limits.ConfirmMailsPerHour, clock);
    private readonly ExpiringCache<HourlyQuota> shares = new(TimeSpan.FromHours(1), MaxNetworks, clock);

    public override async Task<bool> TryAcquireAsync(
        Submission submission, OutboxMail mail, CancellationToken cancellationToken) =>
        await AcquireAsync(submission, mail, cancellationToken) == Shortage.None;

    public override async Task<OutboxMail?> AdmitAsync(
        Submission submission, OutboxMail mail, CancellationToken cancellationToken)
    {
        switch (await AcquireAsync(submission, mail, cancellationToken))
        {
            case Shortage.None:
                return null;
            case Shortage.OfItsTurn:
                return await HoldAsync(submission, mail, cancellationToken);
            default:
                await RecordWaitingAsync(cancellationToken);
                var held = await HoldAsync(submission, mail, cancellationToken);
                await alert.SendAsync(all, "Limits:ConfirmMailsPerHour", submission.Key, cancellationToken);
                return held;
        }
    }

    public override void Release(Submission submission, OutboxMail mail)
    {
        all.Release();
        ShareOf(submission.Network)?.Release();
    }

    /// <summary>Selects the held submissions to process now: the oldest first, within the remaining quotas.</summary>
    public async Task<IReadOnlyList<OpenMarker>> NextAsync(
        IReadOnlyList<OpenMarker> held, CancellationToken cancellationToken)
    {
        var remaining = held.Count == 0 ? 0 : await all.RemainingAsync(cancellationToken);
        var remainingShares = new Dictionary<string, int>();
        var next = new List<OpenMarker>();
        foreach (var marker in held.OrderBy(marker => marker.OpenedAt))
        {
            if (next.Count == remaining)
            {
                break;
            }

            if (ShareOf(marker.Network) is { } share)
            {
                if (!remainingShares.TryGetValue(marker.Network!, out var remainingShare))
                {
                    remainingShare = await share.RemainingAsync(cancellationToken);
                }

                remainingShares[marker.Network!] = remainingShare - 1;
                if (remainingShare <= 0)
                {
                    continue;
                }
            }

            next.Add(marker);
        }

        if (next.Count < held.Count && next.Count == remaining)
        {
            await RecordWaitingAsync(cancellationToken);
        }

        return next;
    }

    /// <summary>
    /// How many people of an import may be asked now, if this is called each minute. Half of the quota is left for
    /// visitors, and all of it while their emails are held.
    /// </summary>
    public async Task<int> AllowanceForImportsAsync(CancellationToken cancellationToken)
    {
        if (all.PerHour == 0)
        {
            return ImportsPerMinute(UnlimitedImportsPerHour);
        }

        // Not HasWaitedAsync, which looks once an hour.
        var count = await all.CurrentAsync(cancellationToken);
        if (count.WaitedIn >= count.Hour.AddHours(-1))
        {
            return 0;
        }

        var half = (all.PerHour + 1) / 2;
        var taken = all.PerHour - await all.RemainingAsync(cancellationToken);
        return Math.Clamp(half - taken, 0, ImportsPerMinute(half));
    }

    private static int ImportsPerMinute(int perHour) => (perHour + 59) / 60;

    private async Task<Shortage> AcquireAsync(
        Submission submission, OutboxMail mail, CancellationToken cancellationToken)
    {
        if (all.PerHour == 0)
        {
            return Shortage.None;
        }

        // New emails queue behind the held ones; Sweep selects which of those are next.
        if (!mail.IsHeld && await all.HasWaitedAsync(cancellationToken))
        {
            return Shortage.OfItsTurn;
        }

        var share = ShareOf(submission.Network);
        if (share is not null && !await share.TryAcquireAsync())
        {
            return Shortage.OfItsTurn;
        }

        if (await all.TryAcquireAsync())
        {
            return Shortage.None;
        }

        share?.Release();
        return Shortage.OfAll;
    }

    private async Task<OutboxMail> HoldAsync(
        Submission submission, OutboxMail mail, CancellationToken cancellationToken)
    {
        await submissions.HoldAsync(submission, cancellationToken);
        return mail.Hold(clock.GetUtcNow());
    }

    private Task<bool> RecordWaitingAsync(CancellationToken cancellationToken) => all.ChangeAsync(
        count => count.WaitedIn == count.Hour ? null : count with { WaitedIn = count.Hour }, cancellationToken);

    private HourlyQuota? ShareOf(string? network) => network is null || limits.ConfirmMailsPerNetwork == 0
        ? null
        : shares.GetOrAdd(network, () => new HourlyQuota(
            counts, $"{Counter}.{network}", limits.ConfirmMailsPerNetwork, clock));

    private enum Shortage
    {
        None,

        /// <summary>Others wait, or its network has used up its share.</summary>
        OfItsTurn,

        /// <summary>The hour's quota is used up.</summary>
        OfAll,
    }
}
