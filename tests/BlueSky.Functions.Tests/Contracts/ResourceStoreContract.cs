using BlueSky.Content.Mails;
using BlueSky.Functions.Storage;
using BlueSky.Functions.Subscriptions;
using BlueSky.Functions.Tests.Fakes;

namespace BlueSky.Functions.Tests.Contracts;

public abstract class ResourceStoreContract(Azurite? azurite) : StorageContract(azurite)
{
    private static readonly EditedResources Edited = new(
        [
            new FreeResource("It's \"new\" 😀", new Uri("https://www.clinic.example/a?b=c"), "A summary"),
            new FreeResource("Guía", new Uri("https://www.clinic.example/es"), "") { Language = "es" },
        ],
        "rosa@clinic.example", At("2026-01-08T19:42:07.0000001"), Changes: 1);

    private protected abstract IResourceStore Store { get; }

    private protected abstract IResourceStore Unreachable { get; }

    [Fact]
    public async Task What_is_read_is_what_was_written()
    {
        Assert.Null(await Store.FindAsync(default));

        Assert.True(await Store.TrySaveAsync(Edited, default));

        var read = (await Store.FindAsync(default))!;
        Assert.Equal(Edited.Resources, read.Resources);
        Assert.Equal((Edited.By, Edited.At, 1), (read.By, read.At, read.Changes));
    }

    [Fact]
    public async Task There_may_be_no_resources()
    {
        Assert.True(await Store.TrySaveAsync(Edited with { Resources = [] }, default));

        Assert.Empty((await Store.FindAsync(default))!.Resources);
    }

    [Fact]
    public async Task An_older_version_is_not_saved()
    {
        Assert.True(await Store.TrySaveAsync(Edited, default));
        var read = (await Store.FindAsync(default))!;
        Assert.True(await Store.TrySaveAsync(read with { Changes = 2 }, default));

        Assert.False(await Store.TrySaveAsync(read with { Changes = 3 }, default));
        Assert.False(await Store.TrySaveAsync(Edited, default));

        Assert.Equal(2, (await Store.FindAsync(default))!.Changes);
    }

    [Fact]
    public async Task An_outage_has_one_name_whatever_is_called() =>
        await AllFailAsync<IResourceStore>(EveryCall(Unreachable, default));

    [Fact]
    public async Task What_is_cancelled_does_nothing()
    {
        await AllAreCancelledAsync<IResourceStore>(EveryCall(Store, Cancelled));

        Assert.Null(await Store.FindAsync(default));
    }

    private static Func<Task>[] EveryCall(IResourceStore of, CancellationToken cancellation) =>
        [() => of.FindAsync(cancellation), () => of.TrySaveAsync(Edited, cancellation)];
}

public sealed class FakeResourceStoreTests() : ResourceStoreContract(azurite: null)
{
    private protected override IResourceStore Store { get; } = new FakeResourceStore();

    private protected override IResourceStore Unreachable { get; } = new FakeResourceStore { IsDown = true };
}

[Collection(nameof(Azurite))]
public sealed class ResourceTableTests(Azurite azurite) : ResourceStoreContract(azurite)
{
    private protected override IResourceStore Store { get; } = new ResourceTable(azurite.Tables);

    private protected override IResourceStore Unreachable { get; } = new ResourceTable(Azurite.Unreachable);
}
