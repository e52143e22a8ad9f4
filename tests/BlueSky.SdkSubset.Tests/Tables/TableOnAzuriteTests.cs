using System.Globalization;
using Azure;
using Azure.Data.Tables;
using BlueSky.SdkSubset.Tests.Azurite;

namespace BlueSky.SdkSubset.Tests.Tables;

[Collection(SharedAzurite.Name)]
public class TableOnAzuriteTests(AzuriteProcess azurite) : IAsyncLifetime
{
    private readonly TableClient table =
        new TableServiceClient(azurite.ConnectionString).GetTableClient(azurite.NewName());

    public Task InitializeAsync() => table.CreateIfNotExistsAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact(Timeout = 10_000)]
    public async Task A_table_is_created_once()
    {
        var again = await table.CreateIfNotExistsAsync();

        Assert.Equal((table.Name, 409), (again.Value.Name, again.GetRawResponse().Status));
    }

    [Fact(Timeout = 10_000)]
    public async Task Every_type_comes_back_as_it_went()
    {
        var time = new DateTimeOffset(2026, 11, 22, 1, 4, 5, TimeSpan.Zero).AddTicks(1_234_567);
        var id = Guid.Parse("c9da6455-213d-42c9-9a79-3e9149a57833");
        await table.AddEntityAsync(new TableEntity("p", "r")
        {
            ["Text"] = "Zoë 😀 \"<&>'\\ \u2028 \t\r\n",
            ["Int"] = int.MinValue,
            ["Long"] = long.MaxValue,
            ["Whole"] = 3.0,
            ["Half"] = 0.5,
            ["NaN"] = double.NaN,
            ["Bool"] = true,
            ["Time"] = time.ToOffset(TimeSpan.FromHours(2)),
            ["Guid"] = id,
            ["Bytes"] = new byte[] { 0, 1, 255 },
            ["Null"] = null!,
        });

        var row = (await table.GetEntityAsync<TableEntity>("p", "r")).Value;

        Assert.Equal("Zoë 😀 \"<&>'\\ \u2028 \t\r\n", row.GetString("Text"));
        Assert.Equal((int.MinValue, long.MaxValue), (row.GetInt32("Int"), row.GetInt64("Long")));
        Assert.Equal((3.0, 0.5), (row.GetDouble("Whole"), row.GetDouble("Half")));
        Assert.Equal(double.NaN, row.GetDouble("NaN"));
        Assert.Equal((true, time, id), (row.GetBoolean("Bool"), row.GetDateTimeOffset("Time"), row.GetGuid("Guid")));
        Assert.Equal([0, 1, 255], row.GetBinary("Bytes"));
        Assert.False(row.ContainsKey("Null"));
        Assert.NotNull(row.Timestamp);
    }

    [Theory(Timeout = 10_000)]
    [InlineData("it's", "''")]
    [InlineData("100%", "%25")]
    [InlineData("a+b c", "a&b=c;d")]
    [InlineData("Zoë", "😀")]
    [InlineData("", "(a,b)")]
    public async Task A_row_is_found_under_the_keys_it_was_written_with(string partitionKey, string rowKey)
    {
        await table.AddEntityAsync(new TableEntity(partitionKey, rowKey));
        await table.UpdateEntityAsync(new TableEntity(partitionKey, rowKey) { ["A"] = 1 }, ETag.All);

        var row = (await table.GetEntityAsync<TableEntity>(partitionKey, rowKey)).Value;
        var deleted = await table.DeleteEntityAsync(partitionKey, rowKey);

        Assert.Equal((partitionKey, rowKey, 1), (row.PartitionKey, row.RowKey, row.GetInt32("A")));
        Assert.Equal(204, deleted.Status);
    }

    [Fact(Timeout = 10_000)]
    public async Task A_second_insert_is_a_conflict()
    {
        await table.AddEntityAsync(new TableEntity("p", "r"));

        var conflict = await Assert.ThrowsAsync<RequestFailedException>(
            () => table.AddEntityAsync(new TableEntity("p", "r")));

        Assert.Equal((409, "EntityAlreadyExists"), (conflict.Status, conflict.ErrorCode));
    }

    [Fact(Timeout = 10_000)]
    public async Task Of_two_updates_of_one_version_the_second_is_refused()
    {
        await table.AddEntityAsync(new TableEntity("p", "r") { ["Kept"] = "yes" });
        var read = (await table.GetEntityAsync<TableEntity>("p", "r")).Value;

        var first = await table.UpdateEntityAsync(new TableEntity("p", "r") { ["A"] = 1 }, read.ETag);
        var second = await Assert.ThrowsAsync<RequestFailedException>(
            () => table.UpdateEntityAsync(new TableEntity("p", "r") { ["A"] = 2 }, read.ETag));
        var delete = await Assert.ThrowsAsync<RequestFailedException>(
            () => table.DeleteEntityAsync("p", "r", read.ETag));

        Assert.Equal((412, "UpdateConditionNotSatisfied"), (second.Status, second.ErrorCode));
        Assert.Equal(412, delete.Status);
        var row = (await table.GetEntityAsync<TableEntity>("p", "r")).Value;
        Assert.Equal((1, "yes"), (row.GetInt32("A"), row.GetString("Kept")));
        Assert.Equal(first.Headers.ETag, row.ETag);
    }

    [Fact(Timeout = 10_000)]
    public async Task Replacing_drops_what_merging_keeps()
    {
        await table.UpsertEntityAsync(new TableEntity("p", "r") { ["A"] = 1, ["B"] = 1 });

        await table.UpsertEntityAsync(new TableEntity("p", "r") { ["B"] = 2 });
        var merged = (await table.GetEntityAsync<TableEntity>("p", "r")).Value;
        await table.UpsertEntityAsync(new TableEntity("p", "r") { ["C"] = 3 }, TableUpdateMode.Replace);
        var replaced = (await table.GetEntityAsync<TableEntity>("p", "r", ["C"])).Value;

        Assert.Equal((1, 2), (merged.GetInt32("A"), merged.GetInt32("B")));
        Assert.False(replaced.ContainsKey("A"));
        Assert.Equal(3, replaced.GetInt32("C"));
    }

    [Fact(Timeout = 10_000)]
    public async Task What_is_missing_is_said_so()
    {
        var row = await Assert.ThrowsAsync<RequestFailedException>(() => table.GetEntityAsync<TableEntity>("p", "no"));
        var update = await Assert.ThrowsAsync<RequestFailedException>(
            () => table.UpdateEntityAsync(new TableEntity("p", "no"), ETag.All));
        var noTable = await Assert.ThrowsAsync<RequestFailedException>(
            () => new TableClient(azurite.ConnectionString, "missing").AddEntityAsync(new TableEntity("p", "r")));

        Assert.Equal((404, "ResourceNotFound"), (row.Status, row.ErrorCode));
        Assert.Equal((404, "ResourceNotFound"), (update.Status, update.ErrorCode));
        Assert.Equal((404, "TableNotFound"), (noTable.Status, noTable.ErrorCode));
        Assert.False((await table.GetEntityIfExistsAsync<TableEntity>("p", "no")).HasValue);
        Assert.Equal(404, (await table.DeleteEntityAsync("p", "no")).Status);
    }

    [Fact(Timeout = 20_000)]
    public async Task A_hundred_rows_are_written_at_once_and_read_in_pages_in_order()
    {
        var expected = Enumerable.Range(0, 100).Select(i => i.ToString("D3", CultureInfo.InvariantCulture)).ToList();
        var answer = await table.SubmitTransactionAsync(expected.Select(
            key => new TableTransactionAction(TableTransactionActionType.Add, new TableEntity("p's 1", key))));
        await table.AddEntityAsync(new TableEntity("other", "000"));

        var pages = new List<List<string>>();
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {"p's 1"} and RowKey ge {"010"}");
        await foreach (var page in table.QueryAsync<TableEntity>(filter, maxPerPage: 40, ["RowKey"]).AsPages())
            pages.Add([.. page.Values.Select(row => row.RowKey)]);

        Assert.Equal(100, answer.Value.Count);
        Assert.All(answer.Value, response => Assert.True(response.Status == 204 && response.Headers.ETag is not null));
        Assert.Equal([40, 40, 10], pages.Select(page => page.Count));
        Assert.Equal(expected.Skip(10), pages.SelectMany(page => page));
    }

    [Fact(Timeout = 10_000)]
    public async Task A_refused_transaction_writes_nothing()
    {
        await table.AddEntityAsync(new TableEntity("p", "there"));

        var failure = await Assert.ThrowsAsync<TableTransactionFailedException>(() => table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.Add, new TableEntity("p", "new")),
            new(TableTransactionActionType.Add, new TableEntity("p", "there")),
        ]));

        Assert.Equal((409, "EntityAlreadyExists"), (failure.Status, failure.ErrorCode));
        Assert.Equal(1, failure.FailedTransactionActionIndex);
        Assert.False((await table.GetEntityIfExistsAsync<TableEntity>("p", "new")).HasValue);
    }

    [Fact(Timeout = 10_000)]
    public async Task A_transaction_checks_versions_and_deletes()
    {
        var added = await table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.Add, new TableEntity("p", "it's")),
            new(TableTransactionActionType.UpsertReplace, new TableEntity("p", "open.it's")),
        ]);
        var version = added.Value[0].Headers.ETag!.Value;
        await table.UpsertEntityAsync(new TableEntity("p", "it's") { ["A"] = 1 });

        var stale = await Assert.ThrowsAsync<TableTransactionFailedException>(() => table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.Delete, new TableEntity("p", "open.it's")),
            new(TableTransactionActionType.UpdateMerge, new TableEntity("p", "it's"), version),
        ]));
        await table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.Delete, new TableEntity("p", "open.it's")),
            new(TableTransactionActionType.UpdateMerge, new TableEntity("p", "it's") { ["B"] = 2 }, ETag.All),
        ]);

        Assert.Equal((412, 1), (stale.Status, stale.FailedTransactionActionIndex));
        Assert.False((await table.GetEntityIfExistsAsync<TableEntity>("p", "open.it's")).HasValue);
        var row = (await table.GetEntityAsync<TableEntity>("p", "it's")).Value;
        Assert.Equal((1, 2), (row.GetInt32("A"), row.GetInt32("B")));
    }

    [Theory(Timeout = 10_000)]
    [InlineData("' or PartitionKey ne '")]
    [InlineData("Zoë 😀 & + %27")]
    public async Task A_filter_finds_text_whatever_it_holds(string text)
    {
        await table.AddEntityAsync(new TableEntity("p", "1") { ["Text"] = text, ["Count"] = 5L });
        await table.AddEntityAsync(new TableEntity("p", "2") { ["Text"] = "other", ["Count"] = 5L });

        var rows = new List<string>();
        var filter = TableClient.CreateQueryFilter($"Text eq {text} and Count eq {5L}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter))
            rows.Add(row.RowKey);

        Assert.Equal(["1"], rows);
    }
}
