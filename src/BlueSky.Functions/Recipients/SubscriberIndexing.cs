using BlueSky.Functions.Settings;
using BlueSky.Functions.Submissions;
using Microsoft.Extensions.Logging;

namespace BlueSky.Functions.Recipients;

/// <summary>A recipient before and after a change.</summary>
internal sealed record RecipientChange(Recipient Before, Recipient After);

/// <summary>Keeps the index of subscriptions in step with the recipients.</summary>
internal sealed partial class SubscriberIndexing(
    ISubscriberIndex index, ClinicSettings clinic, ILogger<SubscriberIndexing> logger)
{
    /// <summary>Each conflict means that another change succeeded.</summary>
    private const int MaxRounds = 20;

    /// <summary>A change takes at most two lines.</summary>
    private const int MaxChanges = ISubscriberIndex.MaxLines / 2;

    /// <summary>
    /// Follows changes that are stored. An outage is only logged, because the recipients are the truth: the daily
    /// repair finds what is missing.
    /// </summary>
    public async Task FollowAsync(IEnumerable<RecipientChange> changes, CancellationToken cancellationToken)
    {
        foreach (var some in changes.Select(LinesOf).Where(lines => lines.Before != lines.After).Chunk(MaxChanges))
        {
            try
            {
                if (!await TryFollowAsync(some, cancellationToken))
                {
                    LogNotFollowed("the counts kept changing");
                }
            }
            catch (StorageUnavailableException e)
            {
                LogNotFollowed(e.Reason);
            }
        }
    }

    public SubscriberLine? LineOf(Recipient recipient) => SubscriberLine.Of(recipient, clinic.TimeZone);

    private (SubscriberLine? Before, SubscriberLine? After) LinesOf(RecipientChange change) =>
        (LineOf(change.Before), LineOf(change.After));

    private async Task<bool> TryFollowAsync(
        IReadOnlyList<(SubscriberLine? Before, SubscriberLine? After)> changes, CancellationToken cancellationToken)
    {
        IReadOnlyList<SubscriberLine> removed = [.. changes.Select(change => change.Before).OfType<SubscriberLine>()];
        IReadOnlyList<SubscriberLine> added = [.. changes.Select(change => change.After).OfType<SubscriberLine>()];
        for (var round = 0; round < MaxRounds; round++)
        {
            var counts = await index.CountAsync(cancellationToken);
            if (await index.TryChangeAsync(
                removed, added, counts.Without(removed).With(added), cancellationToken))
            {
                return true;
            }

            // The counts have changed, or a line is not as expected: after a crash, or when two changes of one
            // recipient follow each other closely.
            (removed, added) = (
                await OnlyAsync(removed, isThere: true, cancellationToken),
                await OnlyAsync(added, isThere: false, cancellationToken));
            if (removed.Count + added.Count == 0)
            {
                return true;
            }
        }

        return false;
    }

    private async Task<IReadOnlyList<SubscriberLine>> OnlyAsync(
        IReadOnlyList<SubscriberLine> lines, bool isThere, CancellationToken cancellationToken)
    {
        var found = await Task.WhenAll(lines.Select(line => index.ContainsAsync(line, cancellationToken)));
        return [.. lines.Where((_, i) => found[i] == isThere)];
    }

    [LoggerMessage(
        LogLevel.Warning, "The list of subscribers does not show a change ({Reason}); the daily run repairs it")]
    private partial void LogNotFollowed(string reason);
}
