using System.Runtime.CompilerServices;
using BlueSky.Functions.Recipients;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Tests.Fakes;

/// <summary>Recipients in memory, with versions as the table has them.</summary>
internal sealed class FakeRecipientStore : IRecipientStore
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Recipient> rows = [];
    private int version;

    public bool IsDown { get; set; }

    public IReadOnlyCollection<Recipient> Rows => rows.Values;

    public Recipient Single => Assert.Single(rows.Values);

    public async Task<Recipient?> FindAsync(string key, CancellationToken cancellationToken)
    {
        // Lets concurrent changes of one recipient read the same version.
        await Task.Yield();
        lock (gate)
        {
            ThrowIfDown();
            return rows.GetValueOrDefault(key);
        }
    }

    public Task<bool> TrySaveAsync(Recipient recipient, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            ThrowIfDown();
            if (rows.GetValueOrDefault(recipient.Key)?.Version != recipient.Version)
            {
                return Task.FromResult(false);
            }

            rows[recipient.Key] = recipient with { Version = $"{++version}" };
            return Task.FromResult(true);
        }
    }

    public async IAsyncEnumerable<Recipient> FindPendingAsync(
        DateTimeOffset before, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var row in Rows.Where(row => row.State == SubscriptionState.Pending && row.Consent!.At < before).ToList())
        {
            await Task.Yield();
            yield return row;
        }
    }

    public async IAsyncEnumerable<Recipient> FindWithoutSubscriptionAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var row in Rows.Where(row => row is { State: SubscriptionState.None, Email: not null }).ToList())
        {
            await Task.Yield();
            yield return row;
        }
    }

    public void Put(Recipient recipient) => rows[recipient.Key] = recipient with { Version = $"{++version}" };

    private void ThrowIfDown()
    {
        if (IsDown)
        {
            throw new StorageUnavailableException("down", new IOException());
        }
    }
}
