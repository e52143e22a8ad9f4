using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace BlueSky.SdkSubset.Tests.Tables;

public class TableRetryTests
{
    private const string AlreadyExists = """
        {"odata.error":{"code":"EntityAlreadyExists","message":{"lang":"en-US","value":"It already exists."}}}
        """;

    private readonly FakeService service = new();

    private TableClient Table => new(FakeService.ConnectionString, "Mails", service.TableOptions());

    [Fact]
    public async Task A_transient_fault_is_retried_with_the_same_body()
    {
        service.Answer(503).Answer(204);

        await Table.AddEntityAsync(new TableEntity("p", "r") { ["Text"] = "Zoë" });

        Assert.Equal(2, service.Sent.Count);
        Assert.All(
            service.Sent,
            request => Assert.Equal("""{"PartitionKey":"p","RowKey":"r","Text":"Zoë"}""", request.Body));
    }

    [Fact]
    public async Task A_retried_insert_can_meet_its_own_row()
    {
        service.Answer(503).Answer(409, AlreadyExists);

        var conflict = await Assert.ThrowsAsync<RequestFailedException>(
            () => Table.AddEntityAsync(new TableEntity("p", "r")));

        Assert.Equal(409, conflict.Status);
        Assert.True(conflict.ErrorCode == TableErrorCode.EntityAlreadyExists);
    }

    [Fact]
    public async Task When_no_attempt_is_answered_the_failures_come_together()
    {
        service.RefuseConnection(times: 4);

        var failure = await Assert.ThrowsAsync<AggregateException>(() => Table.DeleteEntityAsync("p", "r"));

        Assert.Equal(4, failure.InnerExceptions.Count);
    }

    [Fact]
    public async Task When_the_last_attempt_is_answered_its_answer_counts()
    {
        service.RefuseConnection(times: 3).Answer(503, "", "x-ms-error-code: ServerBusy");

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => Table.DeleteEntityAsync("p", "r"));

        Assert.Equal((503, "ServerBusy"), (failure.Status, failure.ErrorCode));
    }
}
