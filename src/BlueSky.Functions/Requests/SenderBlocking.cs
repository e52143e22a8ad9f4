using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Requests;

/// <summary>
/// Blocks the sender of a submission, by its address and by its phone number. Few are blocked, so this process reads
/// them all, at most every 30 seconds: a block by another instance takes effect that much later.
/// </summary>
internal sealed class SenderBlocking(IBlockedSenders blocked, SenderKeys keys, TimeProvider clock)
{
    private static readonly TimeSpan BlockedFor = TimeSpan.FromDays(30);
    private static readonly TimeSpan KnownFor = TimeSpan.FromSeconds(30);

    private Snapshot? known;

    public async Task BlockAsync(Submission submission, DateTimeOffset from, CancellationToken cancellationToken)
    {
        await blocked.BlockAsync(keys.Of(submission), from + BlockedFor, cancellationToken);
        known = null;
    }

    public async Task UnblockAsync(Submission submission, CancellationToken cancellationToken)
    {
        await blocked.UnblockAsync(keys.Of(submission), cancellationToken);
        known = null;
    }

    public async Task<bool> IsBlockedAsync(
        Submission submission, DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (keys.Of(submission) is not { Count: > 0 } senders)
        {
            return false;
        }

        var until = await ReadAsync(cancellationToken);
        return senders.Any(sender => until.TryGetValue(sender, out var end) && end > at);
    }

    private async Task<IReadOnlyDictionary<string, DateTimeOffset>> ReadAsync(CancellationToken cancellationToken)
    {
        var readAt = clock.GetUtcNow();
        if (known is { } snapshot && readAt - snapshot.ReadAt < KnownFor)
        {
            return snapshot.Until;
        }

        var until = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        await foreach (var (sender, end) in blocked.ListAsync(cancellationToken))
        {
            until[sender] = end;
        }

        known = new Snapshot(until, readAt);
        return until;
    }

    private sealed record Snapshot(IReadOnlyDictionary<string, DateTimeOffset> Until, DateTimeOffset ReadAt);
}
