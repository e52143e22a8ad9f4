using BlueSky.Functions.Requests;

namespace BlueSky.Functions.Tests.Fakes;

/// <summary>Blocked senders in memory.</summary>
internal sealed class FakeBlockedSenders : FakeStorage, IBlockedSenders
{
    private readonly Dictionary<string, DateTimeOffset> until = [];

    /// <summary>What happens elsewhere while senders are looked up.</summary>
    public Func<Task> OnAny { get; set; } = () => Task.CompletedTask;

    public IReadOnlyCollection<string> Senders => Locked(() => until.Keys.ToList());

    public Task BlockAsync(
        IReadOnlyList<string> senders, DateTimeOffset until, CancellationToken cancellationToken) => CallAsync(
            () =>
            {
                foreach (var sender in senders)
                {
                    this.until[sender] = until;
                }

                return true;
            },
            cancellationToken);

    public Task UnblockAsync(IReadOnlyList<string> senders, CancellationToken cancellationToken) =>
        CallAsync(() => senders.Count(until.Remove), cancellationToken);

    public async Task<bool> AnyAsync(
        IReadOnlyList<string> senders, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var isBlocked = await CallAsync(
            () => senders.Any(sender => until.TryGetValue(sender, out var end) && end > at), cancellationToken);
        await OnAny();
        return isBlocked;
    }

    public Task<int> RemoveBeforeAsync(DateTimeOffset time, CancellationToken cancellationToken) => CallAsync(
        () => until.Where(each => each.Value < time).Select(each => each.Key).ToList().Count(until.Remove),
        cancellationToken);
}
