using BlueSky.Functions.Mail;

namespace BlueSky.Functions.Tests.Fakes;

/// <summary>The counts in memory, with versions as the table has them.</summary>
internal sealed class FakeQuotaStore : FakeStorage, IQuotaStore
{
    private readonly Dictionary<string, QuotaCount> counts = [];

    public async Task<QuotaCount?> FindAsync(string counter, CancellationToken cancellationToken)
    {
        // Lets concurrent counts read the same version.
        await Task.Yield();
        return await CallAsync(() => counts.GetValueOrDefault(counter), cancellationToken);
    }

    public Task<bool> TrySaveAsync(QuotaCount count, CancellationToken cancellationToken) =>
        CallAsync(
            () =>
            {
                if (counts.GetValueOrDefault(count.Counter)?.Version != count.Version)
                {
                    return false;
                }

                counts[count.Counter] = count with { Version = NextVersion() };
                return true;
            },
            cancellationToken);
}
