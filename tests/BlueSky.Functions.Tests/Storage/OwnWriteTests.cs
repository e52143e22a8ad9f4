using Azure;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using BlueSky.Functions.Storage;
using Moq;

namespace BlueSky.Functions.Tests.Storage;

/// <summary>
/// The SDK repeats a request whose answer was lost. Such a conditional write is refused, because the row has changed:
/// by that very write.
/// </summary>
public sealed class OwnWriteTests
{
    private readonly Mock<TableClient> rows = new();
    private readonly Table table;
    private TableEntity? written;

    public OwnWriteTests()
    {
        var service = new Mock<TableServiceClient>();
        service.Setup(tables => tables.GetTableClient("Mails")).Returns(rows.Object);
        table = new Table(
            new StorageClients(
                new Lazy<TableServiceClient>(service.Object),
                new Lazy<QueueServiceClient>(() => throw new NotSupportedException())),
            "Mails");
        rows.Setup(client => client.UpdateEntityAsync(
                It.IsAny<TableEntity>(), new ETag("v1"), TableUpdateMode.Replace, It.IsAny<CancellationToken>()))
            .Callback((TableEntity entity, ETag _, TableUpdateMode _, CancellationToken _) => written = entity)
            .ThrowsAsync(new RequestFailedException(412, "changed", "UpdateConditionNotSatisfied", null));
    }

    [Fact]
    public async Task A_write_that_meets_itself_is_done()
    {
        Stands(() => new TableEntity(written!) { ETag = new ETag("v2") });

        Assert.Equal("v2", await WriteAsync());
    }

    [Fact]
    public async Task Somebody_elses_write_is_a_lost_race()
    {
        Stands(() => new TableEntity(written!) { ["Write"] = "another", ETag = new ETag("v2") });

        Assert.Null(await WriteAsync());
    }

    [Fact]
    public async Task A_write_that_is_overwritten_before_we_look_is_a_lost_race()
    {
        Stands(() => new TableEntity("p", "r") { ETag = new ETag("v3") });

        Assert.Null(await WriteAsync());
    }

    [Fact]
    public async Task Two_writes_of_the_same_content_are_not_the_same_write()
    {
        Stands(() => new TableEntity(written!) { ETag = new ETag("v2") });
        await WriteAsync();
        var first = written!.GetString("Write");
        await WriteAsync();

        Assert.NotEqual(first, written!.GetString("Write"));
    }

    private Task<string?> WriteAsync() => table.TryUpdateAsync(
        new TableEntity("p", "r") { ["State"] = "sending" }, "v1", TableUpdateMode.Replace, CancellationToken.None);

    private void Stands(Func<TableEntity> row) => rows
        .Setup(client => client.GetEntityIfExistsAsync<TableEntity>(
            "p", "r", It.IsAny<IEnumerable<string>>(), It.IsAny<CancellationToken>()))
        .ReturnsAsync(() => Response.FromValue(row(), Mock.Of<Response>()));
}
