using BlueSky.Functions.Subscriptions;

namespace BlueSky.Functions.Tests.Fakes;

/// <summary>The free resources in memory, with versions as the table has them.</summary>
internal sealed class FakeResourceStore : FakeStorage, IResourceStore
{
    private EditedResources? row;

    public Task<EditedResources?> FindAsync(CancellationToken cancellationToken) =>
        CallAsync(() => row, cancellationToken);

    public Task<bool> TrySaveAsync(EditedResources resources, CancellationToken cancellationToken) =>
        CallAsync(
            () =>
            {
                if (row?.Version != resources.Version)
                {
                    return false;
                }

                row = resources with { Version = NextVersion() };
                return true;
            },
            cancellationToken);
}
