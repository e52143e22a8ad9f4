using BlueSky.Functions.Recipients;

namespace BlueSky.Functions.Tests.Fakes;

/// <summary>Recipients in memory, with versions as the table has them.</summary>
internal sealed class FakeRecipientStore : FakeStorage, IRecipientStore
{
    private readonly Dictionary<string, Recipient> rows = [];

    public IReadOnlyCollection<Recipient> Rows => rows.Values;

    public Recipient Single => Assert.Single(rows.Values);

    private IEnumerable<Recipient> Sorted => rows.Values.OrderBy(row => row.Key, StringComparer.Ordinal);

    public async Task<Recipient?> FindAsync(string key, CancellationToken cancellationToken)
    {
        // Lets concurrent changes of one recipient read the same version.
        await Task.Yield();
        return await CallAsync(() => rows.GetValueOrDefault(key), cancellationToken);
    }

    public Task<bool> TrySaveAsync(Recipient recipient, CancellationToken cancellationToken) =>
        CallAsync(
            () =>
            {
                if (rows.GetValueOrDefault(recipient.Key)?.Version != recipient.Version)
                {
                    return false;
                }

                Put(recipient);
                return true;
            },
            cancellationToken);

    public IAsyncEnumerable<Recipient> FindPendingAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        QueryAsync(
            () => Sorted.Where(row => row.State == SubscriptionState.Pending && row.Consent?.At < before),
            cancellationToken);

    public IAsyncEnumerable<Recipient> FindWithoutSubscriptionAsync(CancellationToken cancellationToken) =>
        QueryAsync(
            () => Sorted.Where(row => row is { State: SubscriptionState.None, Email: not null }), cancellationToken);

    public IAsyncEnumerable<Recipient> FindSubscribersAsync(CancellationToken cancellationToken) =>
        QueryAsync(
            () => Sorted.Where(row => row.State != SubscriptionState.None && row.Email is not null), cancellationToken);

    public IAsyncEnumerable<RecipientState> ReadStatesAsync(CancellationToken cancellationToken) =>
        QueryAsync(() => Sorted.Select(RecipientState.Of), cancellationToken);

    public IAsyncEnumerable<Recipient> FindConfirmedAsync(string partition, CancellationToken cancellationToken) =>
        QueryAsync(
            () => Sorted.Where(row => row is { State: SubscriptionState.Confirmed, Email: not null }
                && RecipientKey.PartitionOf(row.Key) == partition),
            cancellationToken);

    public void Put(Recipient recipient) => rows[recipient.Key] = recipient with { Version = NextVersion() };
}
