using Azure;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using BlueSky.Functions.Storage;

namespace BlueSky.Functions.Tests.Storage;

/// <summary>What the published clients do that the app has to know.</summary>
public sealed class SdkTests : IDisposable
{
    private readonly FakeTableService service = new();

    public void Dispose() => service.Dispose();

    [Fact]
    public void Tables_are_tried_four_times_and_queues_six_for_up_to_100_seconds_each()
    {
        var (tables, queues) = (new TableClientOptions().Retry, new QueueClientOptions().Retry);

        Assert.Equal((3, TimeSpan.FromSeconds(100)), (tables.MaxRetries, tables.NetworkTimeout));
        Assert.Equal((5, TimeSpan.FromSeconds(100)), (queues.MaxRetries, queues.NetworkTimeout));
    }

    [Fact]
    public void The_app_tries_three_times_for_up_to_three_seconds_each()
    {
        var retry = new TableClientOptions().Retry;

        StorageClients.ConfigureRetries(retry);

        Assert.Equal((2, TimeSpan.FromSeconds(3)), (retry.MaxRetries, retry.NetworkTimeout));
        Assert.Equal((TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(1)), (retry.Delay, retry.MaxDelay));
    }

    [Fact]
    public async Task A_client_as_it_comes_tries_four_times_and_then_throws_an_AggregateException()
    {
        service.LoseAnswer(times: 4);

        var failure = await Assert.ThrowsAsync<AggregateException>(() => Published().DeleteEntityAsync("p", "r"));

        Assert.Equal(4, failure.InnerExceptions.Count);
    }

    [Fact]
    public async Task A_retried_insert_can_meet_its_own_row()
    {
        service.LoseAnswer().Refuse(409, "EntityAlreadyExists");

        var conflict = await Assert.ThrowsAsync<RequestFailedException>(
            () => Published().AddEntityAsync(new TableEntity("p", "r")));

        Assert.Equal((409, "EntityAlreadyExists"), (conflict.Status, conflict.ErrorCode));
        Assert.Equal(2, service.Sent.Count);
    }

    [Fact]
    public async Task An_update_that_names_no_version_is_refused_before_it_is_sent()
    {
        await Assert.ThrowsAsync<ArgumentException>(
            () => Published().UpdateEntityAsync(new TableEntity("p", "r"), default(ETag)));

        Assert.Empty(service.Sent);
    }

    [Theory]
    [InlineData("nonsense", "InvalidOperationException", "FormatException")]
    [InlineData("", "ArgumentException", "ArgumentNullException")]
    [InlineData("AccountName=clinic;AccountKey=c2VjcmV0!", "FormatException", "FormatException")]
    [InlineData(
        "AccountName=clinic;AccountKey=c2VjcmV0;AccountKey=c2VjcmV0", "InvalidOperationException", "FormatException")]
    public void A_malformed_connection_string_is_refused_without_repeating_the_key(
        string connectionString, string byTables, string byQueues)
    {
        var tables = Record.Exception(() => new TableServiceClient(connectionString));
        var queues = Record.Exception(() => new QueueServiceClient(connectionString));

        Assert.Equal((byTables, byQueues), (tables?.GetType().Name, queues?.GetType().Name));
        Assert.DoesNotContain("c2VjcmV0", $"{tables}{queues}", StringComparison.Ordinal);
    }

    private TableClient Published() => new(FakeTableService.ConnectionString, "Mails", service.Options());
}
