using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Requests;

/// <summary>Blocks the sender of a submission, by its address and by its phone number.</summary>
internal sealed class SenderBlocking(IBlockedSenders blocked, SenderKeys keys)
{
    private static readonly TimeSpan BlockedFor = TimeSpan.FromDays(30);

    public Task BlockAsync(Submission submission, DateTimeOffset from, CancellationToken cancellationToken) =>
        blocked.BlockAsync(keys.Of(submission), from + BlockedFor, cancellationToken);

    public Task UnblockAsync(Submission submission, CancellationToken cancellationToken) =>
        blocked.UnblockAsync(keys.Of(submission), cancellationToken);

    public async Task<bool> IsBlockedAsync(
        Submission submission, DateTimeOffset at, CancellationToken cancellationToken) =>
        keys.Of(submission) is { Count: > 0 } senders && await blocked.AnyAsync(senders, at, cancellationToken);
}
