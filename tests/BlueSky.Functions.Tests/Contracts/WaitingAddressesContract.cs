using BlueSky.Functions.Forms;
using BlueSky.Functions.Imports;
using BlueSky.Functions.Operations;
using BlueSky.Functions.Recipients;
using BlueSky.Functions.Storage;
using BlueSky.Functions.Tests.Fakes;

namespace BlueSky.Functions.Tests.Contracts;

public abstract class WaitingAddressesContract(Azurite? azurite) : StorageContract(azurite)
{
    private const string First = "IMP-2345-6789";
    private const string Second = "IMP-2345-6782";

    private static readonly EmailAddress[] Ada = [EmailAddress.TryParse("ada@example.org")!];

    private protected abstract IImportStore Imports { get; }

    private protected abstract IWaitingAddresses Store { get; }

    private protected abstract IWaitingAddresses Unreachable { get; }

    [Fact]
    public async Task An_address_is_found_in_every_chunk_of_every_import_in_any_spelling()
    {
        await SaveAsync();

        Assert.Equivalent(
            new[]
            {
                new WaitingAddress(First, "ada@example.org"), new WaitingAddress(First, "Ada@example.org"),
                new WaitingAddress(Second, "ADA@EXAMPLE.ORG"),
            },
            await ReadAsync(Store.FindAsync(Ada, default)), strict: true);
        Assert.Empty(await ReadAsync(Store.FindAsync([EmailAddress.TryParse("da@example.org")!], default)));
    }

    [Fact]
    public async Task What_is_removed_leaves_an_empty_line_and_the_others_as_they_were()
    {
        await SaveAsync();

        await Store.RemoveAsync(Ada, default);
        await Store.RemoveAsync(Ada, default);

        Assert.Empty(await ReadAsync(Store.FindAsync(Ada, default)));
        Assert.Equal([Line("eve@example.org"), ImportLine.Erased], await Imports.FindChunkAsync(First, 0, default));
        Assert.Equal([ImportLine.Erased], await Imports.FindChunkAsync(First, 1, default));
        Assert.Equal([ImportLine.Erased, Line("bob@example.org")], await Imports.FindChunkAsync(Second, 0, default));
    }

    [Fact]
    public async Task Of_two_that_are_removed_at_once_both_are_gone()
    {
        var lines = Enumerable.Range(0, 8).Select(i => Line($"p{i}@example.org")).ToList();
        await Imports.SaveChunkAsync(First, 0, lines, default);

        await Task.WhenAll(lines.Select(line =>
            Store.RemoveAsync([EmailAddress.OfStored(line.Email)], default)));

        Assert.Equal(
            Enumerable.Repeat(ImportLine.Erased, 8), await Imports.FindChunkAsync(First, 0, default));
    }

    [Fact]
    public async Task An_outage_has_one_name_whatever_is_called() => await AllFailAsync<IWaitingAddresses>(
        [() => ReadAsync(Unreachable.FindAsync(Ada, default)), () => Unreachable.RemoveAsync(Ada, default)]);

    [Fact]
    public async Task What_is_cancelled_does_nothing()
    {
        await SaveAsync();

        await AllAreCancelledAsync<IWaitingAddresses>(
            [() => ReadAsync(Store.FindAsync(Ada, Cancelled)), () => Store.RemoveAsync(Ada, Cancelled)]);

        Assert.Equal(3, (await ReadAsync(Store.FindAsync(Ada, default))).Count);
    }

    private static ImportLine Line(string email) =>
        new(7, email, SubscriptionState.Confirmed, At("2025-01-08T19:42:07"));

    private async Task SaveAsync()
    {
        await Imports.SaveChunkAsync(First, 0, [Line("eve@example.org"), Line("ada@example.org")], default);
        await Imports.SaveChunkAsync(First, 1, [Line("Ada@example.org")], default);
        await Imports.SaveChunkAsync(Second, 0, [Line("ADA@EXAMPLE.ORG"), Line("bob@example.org")], default);
    }
}

public sealed class FakeWaitingAddressesTests : WaitingAddressesContract
{
    private readonly FakeImportStore store = new();

    public FakeWaitingAddressesTests()
        : base(azurite: null)
    {
    }

    private protected override IImportStore Imports => store;

    private protected override IWaitingAddresses Store => store;

    private protected override IWaitingAddresses Unreachable { get; } = new FakeImportStore { IsDown = true };
}

[Collection(nameof(Azurite))]
public sealed class WaitingAddressTableTests(Azurite azurite) : WaitingAddressesContract(azurite)
{
    private protected override IImportStore Imports { get; } = new ImportTable(azurite.Tables);

    private protected override IWaitingAddresses Store { get; } = new WaitingAddressTable(azurite.Tables);

    private protected override IWaitingAddresses Unreachable { get; } = new WaitingAddressTable(Azurite.Unreachable);
}
