using BlueSky.Functions.Requests;
using BlueSky.Functions.Submissions;
using Microsoft.Extensions.Logging;

namespace BlueSky.Functions.Operations;

/// <summary>Result of a change to a request.</summary>
internal abstract record RequestChangeResult
{
    private RequestChangeResult()
    {
    }

    /// <param name="Entry">The new entry of the history, or the one that was taken back.</param>
    /// <param name="IsQueued">False when the queue could not be reached, so that Sweep must find it.</param>
    internal sealed record Done(Submission Request, RequestEvent Entry, bool IsQueued) : RequestChangeResult;

    /// <summary>It was changed since the page was shown; nothing was changed now.</summary>
    /// <param name="Last">What a person did last, or took back last; null when the change was not a person's.</param>
    internal sealed record Conflict(Submission Request, RequestEvent? Last) : RequestChangeResult;

    /// <summary>This cannot be done in its state; nothing was changed.</summary>
    internal sealed record Impossible(Submission Request) : RequestChangeResult;

    /// <summary>It does not exist; it may have been erased.</summary>
    internal sealed record Gone : RequestChangeResult;
}

/// <summary>
/// Changes a request for a person, from the front desk's pages or from the operator's tool. The row, its history and
/// its open marker are written in one transaction, so that after a crash Sweep does what follows: the emails that are
/// due, and the index.
/// </summary>
internal sealed partial class RequestActions(
    ISubmissionStore submissions, IRequestStore requests, RequestIndexing indexing, SenderBlocking senders,
    SubmissionRules rules, ISubmissionQueue queue, TimeProvider clock, ILogger<RequestActions> logger)
{
    /// <summary>When to process an old request; longer than a change takes.</summary>
    private static readonly TimeSpan ProcessOldAfter = TimeSpan.FromMinutes(1);

    /// <param name="version">The number of changes that the person saw; null for whatever it is.</param>
    /// <exception cref="StorageUnavailableException">Possibly not changed; it can be repeated.</exception>
    public async Task<RequestChangeResult> ApplyAsync(
        SubmissionKey key, int? version, RequestChange change, CancellationToken cancellationToken)
    {
        RequestEvent? tried = null;
        while (await submissions.FindAsync(key, cancellationToken) is { } request)
        {
            var now = clock.GetUtcNow();
            var history = await requests.ReadHistoryAsync(key, cancellationToken).ToListAsync(cancellationToken);
            if (tried is not null
                && history.Exists(entry => entry.Id == tried.Id && entry.UndoneAt == tried.UndoneAt))
            {
                // The response to the write was lost, and its repetition conflicted with itself.
                return await FollowUpAsync(request, tried, now, cancellationToken);
            }

            if (version is { } seen && seen != request.Handling.Changes)
            {
                return new RequestChangeResult.Conflict(request, LastSince(seen, history));
            }

            if (Plan(request, history, change, now) is not var (changed, entry))
            {
                return new RequestChangeResult.Impossible(request);
            }

            if (tried is null)
            {
                await AnnounceAsync(key, now, cancellationToken);
            }

            tried = entry;
            if (await requests.TryChangeAsync(changed, [entry], now, cancellationToken))
            {
                return await FollowUpAsync(changed, entry, now, cancellationToken);
            }
        }

        await indexing.RemoveAsync(key, cancellationToken);
        return new RequestChangeResult.Gone();
    }

    // Sweep does not look at markers of older days, so the message is sent before the change. If nothing is changed, it
    // does no harm.
    private async Task AnnounceAsync(SubmissionKey key, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (key.Day.AddDays(OpenMarker.MaxDays - 1) <= SubmissionKey.DayOf(now))
        {
            await queue.TrySendAsync(SubmissionMessage.For(key), ProcessOldAfter, cancellationToken);
        }
    }

    private static RequestEvent? LastSince(int seen, List<RequestEvent> history) =>
        history.LastChange() is { } last && last.Before?.Handling.Changes >= seen
            ? last
            : history.Where(entry => entry.UndoneAt is not null).MaxBy(entry => entry.UndoneAt);

    private (Submission Changed, RequestEvent Entry)? Plan(
        Submission request, List<RequestEvent> history, RequestChange change, DateTimeOffset now)
    {
        if (change.Action == RequestAction.Undo)
        {
            // Only the own change, and only while it is the last one.
            return history.LastChange() is { Before: { } before } last && last.By == change.By
                ? (request.Restore(last.Action, before), last with { UndoneAt = now })
                : null;
        }

        return request.Apply(change, now, rules.ObstacleFor(request) is null) is { } changed
            ? (changed, RequestEvent.Of(change.Action, change.By, now, change.Note) with
                {
                    Before = RequestSnapshot.Of(request),
                })
            : null;
    }

    private async Task<RequestChangeResult> FollowUpAsync(
        Submission changed, RequestEvent entry, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            await BlockAsync(changed, entry, now, cancellationToken);
            await indexing.UpdateAsync(changed, cancellationToken);
        }
        catch (StorageUnavailableException e)
        {
            // The change is stored. Processing does the rest, from the message or from the open marker.
            LogDelayed(changed.Id, e.Reason);
        }

        var isQueued = await queue.TrySendAsync(
            SubmissionMessage.For(changed.Key), TimeSpan.Zero, cancellationToken);
        return new RequestChangeResult.Done(changed, entry, isQueued);
    }

    private Task BlockAsync(
        Submission changed, RequestEvent entry, DateTimeOffset now, CancellationToken cancellationToken) =>
        (entry.Action, IsUndone: entry.UndoneAt is not null) switch
        {
            (RequestAction.Spam, false) => senders.BlockAsync(changed, now, cancellationToken),
            // Before, it was held back because of an earlier post of this sender.
            (RequestAction.Spam or RequestAction.Real, true)
                when entry.Before?.Error == QuarantineReason.BlockedSender =>
                senders.BlockAsync(changed, now, cancellationToken),
            (RequestAction.Spam, true) or (RequestAction.Real or RequestAction.Reopen, false) =>
                senders.UnblockAsync(changed, cancellationToken),
            _ => Task.CompletedTask,
        };

    [LoggerMessage(
        LogLevel.Warning, "Storage was unavailable after a change to {Id} ({Reason}); processing will complete it")]
    private partial void LogDelayed(string id, string reason);
}
