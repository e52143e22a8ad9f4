using System.Runtime.CompilerServices;
using BlueSky.Functions.Requests;

namespace BlueSky.Functions.Tests.Fakes;

/// <summary>Blocked senders in memory.</summary>
internal sealed class FakeBlockedSenders : FakeStorage, IBlockedSenders
{
    private readonly Dictionary<string, DateTimeOffset> until = [];

    /// <summary>What happens elsewhere after senders were read.</summary>
    public Func<Task> OnListed { get; set; } = () => Task.CompletedTask;

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

    public async IAsyncEnumerable<KeyValuePair<string, DateTimeOffset>> ListAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var each in QueryAsync(() => until.OrderBy(each => each.Key).ToList(), cancellationToken))
        {
            yield return each;
        }

        await OnListed();
    }

    public Task<int> RemoveBeforeAsync(DateTimeOffset time, CancellationToken cancellationToken) => CallAsync(
        () => until.Where(each => each.Value < time).Select(each => each.Key).ToList().Count(until.Remove),
        cancellationToken);
}
