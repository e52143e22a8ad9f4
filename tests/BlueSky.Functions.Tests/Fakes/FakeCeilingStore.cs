using BlueSky.Functions.Mail;

namespace BlueSky.Functions.Tests.Fakes;

/// <summary>The counts in memory, with versions as the table has them.</summary>
internal sealed class FakeCeilingStore : FakeStorage, ICeilingStore
{
    private readonly Dictionary<string, CeilingCount> counts = [];

    public async Task<CeilingCount?> FindAsync(string counter, CancellationToken cancellationToken)
    {
        // Lets concurrent counts read the same version.
        await Task.Yield();
        return await CallAsync(() => counts.GetValueOrDefault(counter), cancellationToken);
    }

    public Task<bool> TrySaveAsync(CeilingCount count, CancellationToken cancellationToken) =>
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
