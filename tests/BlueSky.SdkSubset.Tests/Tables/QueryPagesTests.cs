using Azure.Data.Tables;

namespace BlueSky.SdkSubset.Tests.Tables;

public class QueryPagesTests
{
    private readonly FakeService service = new();

    private TableClient Table => new(FakeService.ConnectionString, "Mails", service.TableOptions());

    [Fact]
    public async Task An_empty_page_with_a_continuation_is_not_the_last()
    {
        service
            .Answer(200, """{"value":[{"RowKey":"1"}]}""", "x-ms-continuation-NextPartitionKey: 1!8!MjAyNg--")
            .Answer(
                200,
                """{"value":[]}""",
                "x-ms-continuation-NextPartitionKey: a+b=",
                "x-ms-continuation-NextRowKey: 1&2")
            .Answer(200, """{"value":[{"RowKey":"2"}]}""");

        var rows = new List<string>();
        await foreach (var row in Table.QueryAsync<TableEntity>("State eq 'due'", 2, ["RowKey", "State"]))
            rows.Add(row.RowKey);

        Assert.Equal(["1", "2"], rows);
        const string Query = "https://clinic.table.core.windows.net/Mails()"
            + "?$top=2&$select=RowKey%2CState&$filter=State%20eq%20%27due%27";
        Assert.Equal(
            [
                Query,
                $"{Query}&NextPartitionKey=1%218%21MjAyNg--",
                $"{Query}&NextPartitionKey=a%2Bb%3D&NextRowKey=1%262",
            ],
            service.Sent.Select(request => request.Uri));
    }

    [Fact]
    public async Task A_query_goes_on_from_a_page_that_was_kept()
    {
        service
            .Answer(
                200,
                """{"value":[]}""",
                "x-ms-continuation-NextPartitionKey: p",
                "x-ms-continuation-NextRowKey: r")
            .Answer(200, """{"value":[]}""");
        var token = (string?)null;
        await foreach (var page in Table.QueryAsync<TableEntity>().AsPages())
        {
            token = page.ContinuationToken;
            break;
        }

        await foreach (var page in Table.QueryAsync<TableEntity>().AsPages(token, pageSizeHint: 5))
            Assert.Null(page.ContinuationToken);

        Assert.Equal(
            "https://clinic.table.core.windows.net/Mails()?$top=5&NextPartitionKey=p&NextRowKey=r",
            service.Sent[1].Uri);
    }

    [Fact]
    public async Task A_cancelled_query_asks_for_nothing()
    {
        var query = Table.QueryAsync<TableEntity>(cancellationToken: new CancellationToken(canceled: true));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await query.GetAsyncEnumerator().MoveNextAsync());

        Assert.Empty(service.Sent);
    }
}
