using BlueSky.Functions.Backups;
using BlueSky.Functions.Storage;
using BlueSky.Functions.Tests.Fakes;

namespace BlueSky.Functions.Tests.Contracts;

public abstract class RowStoreContract(Azurite? azurite) : StorageContract(azurite)
{
    private protected abstract IRowStore Rows { get; }

    private protected abstract IRowStore Unreachable { get; }

    [Fact]
    public async Task A_row_of_every_type_is_read_as_it_was_written()
    {
        var columns = new Dictionary<string, object>
        {
            ["Text"] = "Ünïcode ✓ \"quoted\"\r\n",
            ["Empty"] = "",
            ["Number"] = -7,
            ["Long"] = long.MaxValue,
            ["Double"] = 0.1 + 0.2,
            ["Truth"] = true,
            ["Time"] = At("2026-01-08T19:42:07.1234567"),
            ["Bytes"] = new byte[] { 0, 255, 1 },
            ["Guid"] = Guid.ParseExact("0f8fad5b-d9cb-469f-a165-70867728950e", "D"),
        };
        await WriteAsync(new TableRow(new RowKey("a", "1"), columns));

        var row = Assert.Single(await ReadAsync(RowRange.All));

        Assert.Equal(new RowKey("a", "1"), row.Key);
        Assert.Equal(
            columns.OrderBy(column => column.Key), row.Columns.OrderBy(column => column.Key));
    }

    [Fact]
    public async Task Rows_are_read_in_the_order_of_their_keys_and_from_any_key_on()
    {
        await WriteAsync(Row("b", "1"));
        await WriteAsync(Row("a", "a"), Row("a", "2"), Row("a", "B"));
        await WriteAsync(Row("c", "1"));

        Assert.Equal(["a/2", "a/B", "a/a", "b/1", "c/1"], await KeysAsync(RowRange.All));
        Assert.Equal(["a/a", "b/1", "c/1"], await KeysAsync(new RowRange(After: new RowKey("a", "B"))));
        Assert.Equal(["c/1"], await KeysAsync(new RowRange(After: new RowKey("b", "2"))));
        Assert.Equal(["a/2", "a/B", "a/a"], await KeysAsync(new RowRange("a")));
        Assert.Equal(["a/a"], await KeysAsync(new RowRange("a", After: new RowKey("a", "B"))));
        Assert.Equal(["a/B"], await KeysAsync(new RowRange("a", "B")));
        Assert.Empty(await KeysAsync(new RowRange(After: new RowKey("c", "1"))));
    }

    [Fact]
    public async Task A_row_without_a_version_is_added_and_never_written_over()
    {
        await WriteAsync(Row("a", "1", "first"));

        Assert.False(await Rows.TryWriteAsync("Backed", [Row("a", "2"), Row("a", "1", "second")], default));

        Assert.Equal(["first"], (await ReadAsync(RowRange.All)).Select(row => row.Text("Value")));
    }

    [Fact]
    public async Task A_row_with_a_version_is_replaced_whole_if_it_is_unchanged()
    {
        await WriteAsync(Row("a", "1").With(("Other", "stays?")));
        var read = Assert.Single(await ReadAsync(RowRange.All));
        var changed = Row("a", "1", "second") with { Version = read.Version };

        Assert.True(await Rows.TryWriteAsync("Backed", [changed], default));
        Assert.False(await Rows.TryWriteAsync("Backed", [changed], default));
        Assert.False(await Rows.TryWriteAsync("Backed", [changed with { Key = new("a", "2") }], default));

        var row = Assert.Single(await ReadAsync(RowRange.All));
        Assert.Equal("second", row.Text("Value"));
        Assert.Null(row.Text("Other"));
    }

    [Fact]
    public async Task A_hundred_rows_are_written_together()
    {
        await WriteAsync([.. Enumerable.Range(0, 100).Select(i => Row("a", $"{i:D3}"))]);

        Assert.Equal(100, (await ReadAsync(RowRange.All)).Count);
    }

    [Fact]
    public async Task A_table_that_does_not_exist_has_no_rows() =>
        Assert.Empty(await Rows.ReadAsync("Missing", RowRange.All, default).ToListAsync());

    [Fact]
    public async Task An_outage_has_one_name_whatever_is_called() =>
        await AllFailAsync<IRowStore>(EveryCall(Unreachable, default));

    [Fact]
    public async Task What_is_cancelled_does_nothing()
    {
        await AllAreCancelledAsync<IRowStore>(EveryCall(Rows, Cancelled));

        Assert.Empty(await ReadAsync(RowRange.All));
    }

    private static TableRow Row(string partition, string row, string value = "x") =>
        new(new RowKey(partition, row), new Dictionary<string, object> { ["Value"] = value });

    private async Task WriteAsync(params TableRow[] rows) =>
        Assert.True(await Rows.TryWriteAsync("Backed", rows, default));

    private Task<List<TableRow>> ReadAsync(RowRange range) => ReadAsync(Rows.ReadAsync("Backed", range, default));

    private async Task<IEnumerable<string>> KeysAsync(RowRange range) =>
        (await ReadAsync(range)).Select(row => $"{row.Key.Partition}/{row.Key.Row}");

    private static Func<Task>[] EveryCall(IRowStore of, CancellationToken cancellation) =>
    [
        () => ReadAsync(of.ReadAsync("Backed", RowRange.All, cancellation)),
        () => of.TryWriteAsync("Backed", [Row("a", "1")], cancellation),
    ];
}

public sealed class FakeRowStoreTests() : RowStoreContract(azurite: null)
{
    private protected override IRowStore Rows { get; } = new FakeRowStore();

    private protected override IRowStore Unreachable { get; } = new FakeRowStore { IsDown = true };
}

[Collection(nameof(Azurite))]
public sealed class RawTablesTests(Azurite azurite) : RowStoreContract(azurite)
{
    private protected override IRowStore Rows { get; } = new RawTables(azurite.Tables);

    private protected override IRowStore Unreachable { get; } = new RawTables(Azurite.Unreachable);
}
