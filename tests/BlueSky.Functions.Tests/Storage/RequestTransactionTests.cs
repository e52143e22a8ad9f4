using BlueSky.Functions.Storage;
using BlueSky.Functions.Submissions;
using BlueSky.Functions.Tests.Contracts;

namespace BlueSky.Functions.Tests.Storage;

/// <summary>The transactions of requests and of their index: Azure's rules hold for them, too.</summary>
public sealed class RequestTransactionTests : IDisposable
{
    /// <summary>Where on the list the index has a request.</summary>
    private const string Pointer = """
        {"odata.etag":"W/\"7\"","PartitionKey":"requests","RowKey":"id.BSK-2345-6789.2026-01-08","Changes":1,
        "ListRow":"open.1.BSK-2345-6789"}
        """;

    private readonly FakeTableService service = new();

    public void Dispose() => service.Dispose();

    [Fact]
    public async Task A_request_is_changed_with_its_history_and_its_marker()
    {
        service.TakeTransaction();

        await new RequestTable(service.Client).TryChangeAsync(
            Samples.Submission() with { Version = "W/\"1\"" }, [Samples.Call, Samples.Call with { Id = "2" }],
            DateTimeOffset.Parse("2026-01-09T08:00:00Z"), default);

        Assert.Equal(
            [
                "PUT 2026-01-08 BSK-2345-6789", "PUT 2026-01-08 open.BSK-2345-6789",
                "PUT 2026-01-08 event.BSK-2345-6789.20260109080000123.00c0ffee", "PUT 2026-01-08 event.BSK-2345-6789.2",
            ],
            TakenByAzure());
        Assert.Contains("If-Match: W/\"1\"", service.Sent[0].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_is_put_into_the_index_with_its_pointer()
    {
        service.TakeTransaction();

        await new RequestIndexTable(service.Client).PutAsync(Samples.Line(), default);

        Assert.Equal(
            [
                "POST requests id.BSK-2345-6789.2026-01-08",
                "PATCH requests open.0639034981270000000.BSK-2345-6789",
            ],
            TakenByAzure());
    }

    [Theory]
    [InlineData(true, "PATCH requests held.2516343994729999999.BSK-2345-6789")]
    [InlineData(false)]
    public async Task A_request_moves_on_the_index_in_one_transaction(bool isHeldBack, params string[] written)
    {
        service.Answer(200, Pointer).TakeTransaction();
        var line = Samples.Line() with
        {
            IsHeldBack = isHeldBack,
            Handling = new Handling(HandlingState.Booked, "rosa@clinic.example", Changes: 2),
        };

        await new RequestIndexTable(service.Client).PutAsync(line, default);

        service.Sent.RemoveAt(0);
        Assert.Equal(
            ["PUT requests id.BSK-2345-6789.2026-01-08", "DELETE requests open.1.BSK-2345-6789", .. written],
            TakenByAzure());
        Assert.Contains("If-Match: W/\"7\"", service.Sent[0].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_leaves_the_index_with_its_pointer()
    {
        service.Answer(200, Pointer).TakeTransaction();

        await new RequestIndexTable(service.Client).RemoveAsync(Samples.Key, default);

        service.Sent.RemoveAt(0);
        Assert.Equal(
            ["DELETE requests id.BSK-2345-6789.2026-01-08", "DELETE requests open.1.BSK-2345-6789"], TakenByAzure());
    }

    /// <summary>What the one transaction that was sent does, after a look at it with Azure's eyes.</summary>
    private List<string> TakenByAzure()
    {
        var sent = Assert.Single(service.Sent);
        Assert.Equal("/$batch", sent.Path);
        var transaction = Transaction.Read(sent.Body);
        Assert.Null(transaction.RefusedFor);
        return [.. transaction.Actions.Select(action => $"{action.Method} {action.Partition} {action.Row}")];
    }
}
