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

    /// <summary>Another person changed it since the page was shown; nothing was changed now.</summary>
    /// <param name="Last">That change; null when it was not a person's.</param>
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
    ISubmissionStore submissions, IRequestStore requests, RequestIndexing indexing, IBlockedSenders blocked,
    SenderKeys senders, SubmissionRules rules, ISubmissionQueue queue, TimeProvider clock,
    ILogger<RequestActions> logger)
{
    private static readonly TimeSpan BlockedFor = TimeSpan.FromDays(30);

    /// <param name="version">The number of changes that the person saw; null for whatever it is.</param>
    /// <exception cref="StorageUnavailableException">Possibly not changed; it can be repeated.</exception>
    public async Task<RequestChangeResult> ApplyAsync(
        SubmissionKey key, int? version, RequestChange change, CancellationToken cancellationToken)
    {
        while (await submissions.FindAsync(key, cancellationToken) is { } request)
        {
            var now = clock.GetUtcNow();
            var history = await requests.ReadHistoryAsync(key, cancellationToken).ToListAsync(cancellationToken);
            if (version is { } seen && seen != request.Handling.Changes)
            {
                return new RequestChangeResult.Conflict(request, history.LastChange());
            }

            if (Plan(request, history, change, now) is not var (changed, entry))
            {
                return new RequestChangeResult.Impossible(request);
            }

            if (await requests.TryChangeAsync(changed, [entry], now, cancellationToken))
            {
                return await FollowUpAsync(changed, entry, now, cancellationToken);
            }
        }

        return new RequestChangeResult.Gone();
    }

    private (Submission Changed, RequestEvent Entry)? Plan(
        Submission request, List<RequestEvent> history, RequestChange change, DateTimeOffset now)
    {
        if (change.Action == RequestAction.Undo)
        {
            // Only the own change, and only while it is the last one.
            return history.LastChange() is { Before: { } before } last && last.By == change.By
                ? (request.Restore(before), last with { UndoneAt = now })
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
            // The change is stored. Processing updates the index, from the message or from the open marker.
            LogDelayed(changed.Id, e.Reason);
        }

        var isQueued = await queue.TrySendAsync(
            SubmissionMessage.For(changed.Key), TimeSpan.Zero, cancellationToken);
        return new RequestChangeResult.Done(changed, entry, isQueued);
    }

    private Task BlockAsync(
        Submission changed, RequestEvent entry, DateTimeOffset now, CancellationToken cancellationToken) =>
        (entry.Action, entry.UndoneAt) switch
        {
            (RequestAction.Spam, null) =>
                blocked.BlockAsync(senders.Of(changed), now + BlockedFor, cancellationToken),
            (RequestAction.Spam, _) or (RequestAction.Real, null) or (RequestAction.Reopen, null) =>
                blocked.UnblockAsync(senders.Of(changed), cancellationToken),
            _ => Task.CompletedTask,
        };

    [LoggerMessage(
        LogLevel.Warning, "Storage was unavailable after a change to {Id} ({Reason}); processing will complete it")]
    private partial void LogDelayed(string id, string reason);
}
