using BlueSky.Functions.Requests;
using BlueSky.Functions.Storage;
using BlueSky.Functions.Tests.Fakes;

namespace BlueSky.Functions.Tests.Contracts;

public abstract class BlockedSenderContract(Azurite? azurite) : StorageContract(azurite)
{
    private static readonly DateTimeOffset Until = At("2026-02-07T19:42:07");

    private protected abstract IBlockedSenders Store { get; }

    private protected abstract IBlockedSenders Unreachable { get; }

    [Fact]
    public async Task A_sender_is_blocked_until_the_time_and_not_at_it()
    {
        await Store.BlockAsync(["0a1b"], Until, default);

        Assert.True(await IsBlockedAsync("0a1b", At("2026-02-07T19:42:06.999")));
        Assert.False(await IsBlockedAsync("0a1b", Until));
        Assert.False(await IsBlockedAsync("0a1c", At("2026-02-01T00:00:00")));
    }

    [Fact]
    public async Task One_blocked_hash_of_several_is_enough()
    {
        await Store.BlockAsync(["0a1b", "2c3d"], Until, default);

        Assert.True(await Store.AnyAsync(["ffff", "2c3d"], At("2026-02-01T00:00:00"), default));
        Assert.False(await Store.AnyAsync(["ffff", "eeee"], At("2026-02-01T00:00:00"), default));
        Assert.False(await Store.AnyAsync([], At("2026-02-01T00:00:00"), default));
    }

    [Fact]
    public async Task A_sender_that_is_blocked_again_is_blocked_until_the_new_time()
    {
        await Store.BlockAsync(["0a1b"], Until, default);
        await Store.BlockAsync(["0a1b"], At("2026-03-01T00:00:00"), default);

        Assert.True(await IsBlockedAsync("0a1b", At("2026-02-28T00:00:00")));
    }

    [Fact]
    public async Task A_sender_that_is_unblocked_is_blocked_no_more_and_the_others_are()
    {
        await Store.BlockAsync(["0a1b", "2c3d", "4e5f"], Until, default);

        await Store.UnblockAsync(["0a1b", "2c3d"], default);
        await Store.UnblockAsync(["0a1b", "2c3d"], default);

        Assert.False(await Store.AnyAsync(["0a1b", "2c3d"], At("2026-02-01T00:00:00"), default));
        Assert.True(await IsBlockedAsync("4e5f", At("2026-02-01T00:00:00")));
    }

    [Fact]
    public async Task Blocks_that_were_over_before_a_time_are_removed_and_counted()
    {
        await Store.BlockAsync(["0a1b", "2c3d"], Until, default);
        await Store.BlockAsync(["4e5f"], At("2026-02-07T19:42:08"), default);

        Assert.Equal(0, await Store.RemoveBeforeAsync(Until, default));
        Assert.Equal(2, await Store.RemoveBeforeAsync(At("2026-02-07T19:42:08"), default));
        Assert.Equal(0, await Store.RemoveBeforeAsync(At("2026-02-07T19:42:08"), default));

        Assert.True(await IsBlockedAsync("4e5f", At("2026-02-01T00:00:00")));
        Assert.False(await IsBlockedAsync("0a1b", At("2026-02-01T00:00:00")));
    }

    [Fact]
    public async Task An_outage_has_one_name_whatever_is_called() =>
        await AllFailAsync<IBlockedSenders>(EveryCall(Unreachable, default));

    [Fact]
    public async Task What_is_cancelled_does_nothing()
    {
        await Store.BlockAsync(["0a1b"], Until, default);

        await AllAreCancelledAsync<IBlockedSenders>(EveryCall(Store, Cancelled));

        Assert.True(await IsBlockedAsync("0a1b", At("2026-02-07T19:42:06")));
        Assert.False(await IsBlockedAsync("0a1b", Until));
    }

    private Task<bool> IsBlockedAsync(string sender, DateTimeOffset at) => Store.AnyAsync([sender], at, default);

    private static Func<Task>[] EveryCall(IBlockedSenders of, CancellationToken cancellation) =>
    [
        () => of.BlockAsync(["0a1b"], At("2027-01-01T00:00:00"), cancellation),
        () => of.UnblockAsync(["0a1b"], cancellation),
        () => of.AnyAsync(["0a1b"], Until, cancellation),
        () => of.RemoveBeforeAsync(At("2027-01-01T00:00:00"), cancellation),
    ];
}

public sealed class FakeBlockedSenderTests() : BlockedSenderContract(azurite: null)
{
    private protected override IBlockedSenders Store { get; } = new FakeBlockedSenders();

    private protected override IBlockedSenders Unreachable { get; } = new FakeBlockedSenders { IsDown = true };
}

[Collection(nameof(Azurite))]
public sealed class BlockedSenderTableTests(Azurite azurite) : BlockedSenderContract(azurite)
{
    private protected override IBlockedSenders Store { get; } = new BlockedSenderTable(azurite.Tables);

    private protected override IBlockedSenders Unreachable { get; } = new BlockedSenderTable(Azurite.Unreachable);
}
