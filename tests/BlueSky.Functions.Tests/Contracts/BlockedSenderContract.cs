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
    public async Task All_blocked_senders_are_listed_each_with_its_time()
    {
        await Store.BlockAsync(["2c3d", "0a1b"], Until, default);
        await Store.BlockAsync(["4e5f"], At("2026-02-08T00:00:00.0000001"), default);

        Assert.Equal(
            [("0a1b", Until), ("2c3d", Until), ("4e5f", At("2026-02-08T00:00:00.0000001"))], await ListAsync());
    }

    [Fact]
    public async Task A_sender_that_is_blocked_again_is_blocked_until_the_new_time()
    {
        await Store.BlockAsync(["0a1b"], Until, default);
        await Store.BlockAsync(["0a1b"], At("2026-03-01T00:00:00"), default);

        Assert.Equal([("0a1b", At("2026-03-01T00:00:00"))], await ListAsync());
    }

    [Fact]
    public async Task A_sender_that_is_unblocked_is_blocked_no_more_and_the_others_are()
    {
        await Store.BlockAsync(["0a1b", "2c3d", "4e5f"], Until, default);

        await Store.UnblockAsync(["0a1b", "2c3d"], default);
        await Store.UnblockAsync(["0a1b", "2c3d"], default);

        Assert.Equal([("4e5f", Until)], await ListAsync());
    }

    [Fact]
    public async Task Blocks_that_were_over_before_a_time_are_removed_and_counted()
    {
        await Store.BlockAsync(["0a1b", "2c3d"], Until, default);
        await Store.BlockAsync(["4e5f"], At("2026-02-07T19:42:08"), default);

        Assert.Equal(0, await Store.RemoveBeforeAsync(Until, default));
        Assert.Equal(2, await Store.RemoveBeforeAsync(At("2026-02-07T19:42:08"), default));
        Assert.Equal(0, await Store.RemoveBeforeAsync(At("2026-02-07T19:42:08"), default));

        Assert.Equal([("4e5f", At("2026-02-07T19:42:08"))], await ListAsync());
    }

    [Fact]
    public async Task An_outage_has_one_name_whatever_is_called() =>
        await AllFailAsync<IBlockedSenders>(EveryCall(Unreachable, default));

    [Fact]
    public async Task What_is_cancelled_does_nothing()
    {
        await Store.BlockAsync(["0a1b"], Until, default);

        await AllAreCancelledAsync<IBlockedSenders>(EveryCall(Store, Cancelled));

        Assert.Equal([("0a1b", Until)], await ListAsync());
    }

    private async Task<IEnumerable<(string, DateTimeOffset)>> ListAsync() =>
        (await Store.ListAsync(default).ToListAsync()).Select(each => (each.Key, each.Value));

    private static Func<Task>[] EveryCall(IBlockedSenders of, CancellationToken cancellation) =>
    [
        () => of.BlockAsync(["0a1b"], At("2027-01-01T00:00:00"), cancellation),
        () => of.UnblockAsync(["0a1b"], cancellation),
        () => of.ListAsync(cancellation).ToListAsync(cancellation).AsTask(),
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
