using BlueSky.Content.Mails;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Subscriptions;

/// <summary>
/// The free resources for subscribers: as a manager edited them, or those of the settings. Reads the store at most
/// every 30 seconds; during an outage, the last known ones are valid.
/// </summary>
internal sealed class ResourceList(IResourceStore store, SubscriptionSettings settings, TimeProvider clock)
{
    private static readonly TimeSpan KnownFor = TimeSpan.FromSeconds(30);

    private volatile Snapshot? snapshot;

    /// <summary>As last read, without a call.</summary>
    public IReadOnlyList<FreeResource> Known => snapshot?.Resources ?? settings.Resources;

    public async Task<IReadOnlyList<FreeResource>> FindAsync(CancellationToken cancellationToken)
    {
        if (snapshot is not { } known || known.ReadAt + KnownFor <= clock.GetUtcNow())
        {
            try
            {
                await ReadAsync(cancellationToken);
            }
            catch (StorageUnavailableException)
            {
                // Better the last known ones than none: the next call tries again.
            }
        }

        return Known;
    }

    /// <summary>Reads the store, e.g. after an edit.</summary>
    /// <returns>Null until they are edited.</returns>
    public async Task<EditedResources?> ReadAsync(CancellationToken cancellationToken)
    {
        var edited = await store.FindAsync(cancellationToken);
        snapshot = new Snapshot(edited?.Resources ?? settings.Resources, clock.GetUtcNow());
        return edited;
    }

    private sealed record Snapshot(IReadOnlyList<FreeResource> Resources, DateTimeOffset ReadAt);
}
