using Azure.Data.Tables;
using BlueSky.Functions.Storage;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Tests.Storage;

public sealed class TableTests : IDisposable
{
    private readonly FakeTableService service = new();
    private readonly Table table;

    public TableTests() => table = new Table(service.Client, "Mails");

    public void Dispose() => service.Dispose();

    [Fact]
    public async Task What_is_listed_is_read_by_the_columns_that_are_shown()
    {
        service.Answer(200, """{"value":[]}""").Answer(200, """{"value":[]}""").Answer(200, """{"value":[]}""");
        var day = new DateOnly(2026, 1, 8);
        await new SubmissionTable(service.Client).ListDayAsync(day, SubmissionState.Quarantined, default)
            .ToListAsync();
        await new MailTable(service.Client).FindUnsentAsync(day, DateTimeOffset.UnixEpoch, default).ToListAsync();
        await new MailTable(service.Client).FindSummarizedAsync(day, "notices.requests 2026-01-08T19Z", default)
            .ToListAsync();

        Assert.Equal(
            ["RowKey,Form,ReceivedAt,Error", "RowKey,Template,State,ChangedAt", "RowKey"],
            service.Sent.Select(request => Uri.UnescapeDataString(
                request.Path.Split('?', '&').Single(part => part.Contains("select=", StringComparison.Ordinal)).Split('=')[1])));
    }

    [Fact]
    public async Task A_transaction_that_is_refused_for_anything_else_is_an_outage()
    {
        service.RefuseTransaction(400, "InvalidInput");

        var outage = await Assert.ThrowsAsync<StorageUnavailableException>(() => table.TryWriteAsync(
            [new(TableTransactionActionType.UpsertReplace, new TableEntity("p", "r"))], default));

        Assert.Equal("InvalidInput", outage.Reason);
    }

    [Fact]
    public async Task An_empty_page_that_has_a_next_one_is_not_the_last()
    {
        service
            .Answer(
                200, """{"value":[{"PartitionKey":"p","RowKey":"1"}]}""",
                ("x-ms-continuation-NextPartitionKey", "1!8!MjAyNg--"))
            .Answer(
                200, """{"value":[]}""",
                ("x-ms-continuation-NextPartitionKey", "p"), ("x-ms-continuation-NextRowKey", "2"))
            .Answer(200, """{"value":[{"PartitionKey":"p","RowKey":"2"}]}""");

        var rows = await table.QueryAsync($"State eq {"due"}", default).ToListAsync();

        Assert.Equal(["1", "2"], rows.Select(row => row.RowKey));
    }

    [Fact]
    public async Task Rows_are_found_by_the_beginning_of_their_keys()
    {
        service.Answer(200, """{"value":[]}""");

        await table.QueryAsync("2026-01-08", "open.", default).ToListAsync();

        Assert.Contains(
            "filter=PartitionKey eq '2026-01-08' and RowKey ge 'open.' and RowKey lt 'open/'",
            Uri.UnescapeDataString(Assert.Single(service.Sent).Path).Replace('+', ' '),
            StringComparison.Ordinal);
    }
}
