using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using BlueSky.Functions.Tests.Contracts;

namespace BlueSky.Functions.Tests.Storage;

/// <summary>
/// What the published clients meet in Azurite, and the stores' suites in <c>Contracts</c> cannot tell.
/// </summary>
[Collection(nameof(Azurite))]
public sealed class AzuriteTests : IAsyncLifetime
{
    private readonly Statuses statuses = new();
    private readonly TableClient table;
    private readonly QueueClient queue;
    private readonly QueueClient rawQueue;

    public AzuriteTests(Azurite azurite)
    {
        var storage = azurite.ConnectionString;
        var options = new TableClientOptions();
        options.AddPolicy(statuses, HttpPipelinePosition.PerRetry);
        table = new TableClient(storage, "azurite", options);
        queue = new QueueClient(
            storage, "azurite", new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });
        rawQueue = new QueueClient(storage, "azurite");
    }

    public async Task InitializeAsync()
    {
        await table.CreateIfNotExistsAsync();
        await queue.CreateIfNotExistsAsync();
    }

    public async Task DisposeAsync()
    {
        await table.DeleteAsync();
        await queue.DeleteAsync();
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task A_table_or_queue_that_is_there_can_be_created_again()
    {
        var again = await table.CreateIfNotExistsAsync();

        Assert.Equal((table.Name, 409), (again.Value.Name, again.GetRawResponse().Status));
        Assert.Null(await queue.CreateIfNotExistsAsync());
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task A_refused_transaction_is_202_with_the_status_inside_and_writes_nothing()
    {
        await table.AddEntityAsync(new TableEntity("p", "there"));

        var refused = await Assert.ThrowsAsync<TableTransactionFailedException>(() => table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.Add, new TableEntity("p", "new")),
            new(TableTransactionActionType.Add, new TableEntity("p", "there")),
        ]));

        Assert.Equal(202, statuses.Last);
        Assert.Equal((409, "EntityAlreadyExists"), (refused.Status, refused.ErrorCode));
        Assert.False(await ExistsAsync("new"));
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task An_update_without_a_version_in_a_transaction_adds_the_row()
    {
        await table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.UpdateMerge, new TableEntity("p", "merged")),
            new(TableTransactionActionType.UpdateReplace, new TableEntity("p", "replaced")),
        ]);

        Assert.True(await ExistsAsync("merged"));
        Assert.True(await ExistsAsync("replaced"));
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task A_transaction_that_has_a_row_twice_is_refused()
    {
        var refused = await Assert.ThrowsAsync<TableTransactionFailedException>(() => table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.UpsertReplace, new TableEntity("p", "r")),
            new(TableTransactionActionType.UpsertReplace, new TableEntity("p", "r")),
        ]));

        Assert.Equal((400, "InvalidDuplicateRow"), (refused.Status, refused.ErrorCode));
    }

    // Azure refuses it: what the app submits is looked at by TransactionTests.
    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task A_transaction_across_partitions_is_taken()
    {
        await table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.Add, new TableEntity("p", "r")),
            new(TableTransactionActionType.Add, new TableEntity("q", "r")),
        ]);

        Assert.True(await ExistsAsync("r"));
        Assert.Equal("q", (await table.GetEntityAsync<TableEntity>("q", "r")).Value.PartitionKey);
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task A_query_for_some_columns_gets_these_and_the_versions()
    {
        var added = await table.AddEntityAsync(new TableEntity("p", "r") { ["A"] = 1, ["B"] = 2 });

        var found = await table.QueryAsync<TableEntity>("PartitionKey eq 'p'", select: ["RowKey", "B"]).ToListAsync();

        var row = Assert.Single(found);
        Assert.Equal(added.Headers.ETag, row.ETag);
        Assert.Equal(("r", 2, null, null), (row.RowKey, row.GetInt32("B"), row.GetInt32("A"), row.PartitionKey));
    }

    [Theory(Timeout = TimeLimit.EndToEnd)]
    [InlineData("' or PartitionKey ne '")]
    [InlineData("\"Zoë\" 😀 שלום")]
    [InlineData("100% & a+b = %27")]
    public async Task A_filter_finds_text_whatever_it_holds(string text)
    {
        await table.AddEntityAsync(new TableEntity("p", "1") { ["Text"] = text });
        await table.AddEntityAsync(new TableEntity("p", "2") { ["Text"] = "other" });

        var found = await table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"Text eq {text}"))
            .ToListAsync();

        Assert.Equal(["1"], found.Select(row => row.RowKey));
    }

    /// <summary>Why LocalHost reads messages as they are, and decodes each by itself.</summary>
    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task A_message_that_is_not_base64_fails_the_whole_receive()
    {
        await rawQueue.SendMessageAsync("not base64!");
        await queue.SendMessageAsync("good");

        await Assert.ThrowsAsync<FormatException>(() => queue.ReceiveMessagesAsync(32, TimeSpan.FromMinutes(10)));

        Assert.Empty((await rawQueue.ReceiveMessagesAsync(32)).Value);
        Assert.Equal(2, (await rawQueue.GetPropertiesAsync()).Value.ApproximateMessagesCount);
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task Read_raw_each_message_can_be_decoded_by_itself()
    {
        await rawQueue.SendMessageAsync("not base64!");
        await queue.SendMessageAsync("good");

        var received = (await rawQueue.ReceiveMessagesAsync(32, TimeSpan.FromMinutes(10))).Value;

        Assert.Equal(
            ["Z29vZA==", "not base64!"],
            received.Select(message => message.MessageText).Order(StringComparer.Ordinal));
    }

    private async Task<bool> ExistsAsync(string row) =>
        (await table.GetEntityIfExistsAsync<TableEntity>("p", row)).HasValue;

    /// <summary>Remembers with what status the service answered last.</summary>
    private sealed class Statuses : HttpPipelineSynchronousPolicy
    {
        public int Last { get; private set; }

        public override void OnReceivedResponse(HttpMessage message) => Last = message.Response.Status;
    }
}
