using BlueSky.Functions.Mail;

namespace BlueSky.Functions.Tests.Fakes;

/// <summary>The counts in memory, with versions as the table has them.</summary>
internal sealed class FakeQuotaStore : IQuotaStore
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, QuotaCount> counts = [];
    private int version;

    public async Task<QuotaCount?> FindAsync(string counter, CancellationToken cancellationToken)
    {
        // Lets concurrent counts read the same version.
        await Task.Yield();
        lock (gate)
        {
            return counts.GetValueOrDefault(counter);
        }
    }

    public Task<bool> TrySaveAsync(QuotaCount count, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (counts.GetValueOrDefault(count.Counter)?.Version != count.Version)
            {
                return Task.FromResult(false);
            }

            counts[count.Counter] = count with { Version = $"{++version}" };
            return Task.FromResult(true);
        }
    }
}
