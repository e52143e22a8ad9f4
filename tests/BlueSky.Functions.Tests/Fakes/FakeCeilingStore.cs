using BlueSky.Functions.Mail;

namespace BlueSky.Functions.Tests.Fakes;

/// <summary>The count in memory, with versions as the table has them.</summary>
internal sealed class FakeCeilingStore : ICeilingStore
{
    private readonly Lock gate = new();
    private CeilingCount? count;
    private int version;

    public async Task<CeilingCount?> FindAsync(CancellationToken cancellationToken)
    {
        // Lets concurrent counts read the same version.
        await Task.Yield();
        lock (gate)
        {
            return count;
        }
    }

    public Task<bool> TrySaveAsync(CeilingCount changed, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (count?.Version != changed.Version)
            {
                return Task.FromResult(false);
            }

            count = changed with { Version = $"{++version}" };
            return Task.FromResult(true);
        }
    }
}
