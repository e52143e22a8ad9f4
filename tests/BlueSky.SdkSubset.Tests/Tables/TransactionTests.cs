using System.Globalization;
using System.Text.RegularExpressions;
using Azure;
using Azure.Data.Tables;

namespace BlueSky.SdkSubset.Tests.Tables;

public partial class TransactionTests
{
    private const string Multipart = "Content-Type: multipart/mixed; boundary=batchresponse_1";

    private readonly FakeService service = new();

    private TableClient Table => new(FakeService.ConnectionString, "Mails", service.TableOptions());

    [Fact]
    public async Task The_actions_are_one_change_set()
    {
        service.Answer(202, Answers(("204 No Content", "")), Multipart);

        await Table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.Add, new TableEntity("p", "it's") { ["Text"] = "Zoë" }),
            new(TableTransactionActionType.UpdateReplace, new TableEntity("p", "2"), new ETag("W/\"1\"")),
            new(TableTransactionActionType.Delete, new TableEntity("p", "3")),
        ]);

        var request = Assert.Single(service.Sent);
        Assert.Equal("https://clinic.table.core.windows.net/$batch", request.Uri);
        Assert.Matches("^multipart/mixed; boundary=batch_[0-9a-f]{32}$", request.Header("Content-Type"));
        Assert.DoesNotMatch("[^\r]\n", request.Body);
        Assert.Equal(
            """
            --batch_ID
            Content-Type: multipart/mixed; boundary=changeset_ID

            --changeset_ID
            Content-Type: application/http
            Content-Transfer-Encoding: binary

            POST https://clinic.table.core.windows.net/Mails HTTP/1.1
            DataServiceVersion: 3.0
            Accept: application/json;odata=minimalmetadata
            Prefer: return-no-content
            Content-Type: application/json

            {"PartitionKey":"p","RowKey":"it's","Text":"Zoë"}
            --changeset_ID
            Content-Type: application/http
            Content-Transfer-Encoding: binary

            PUT https://clinic.table.core.windows.net/Mails(PartitionKey='p',RowKey='2') HTTP/1.1
            DataServiceVersion: 3.0
            Accept: application/json;odata=minimalmetadata
            If-Match: W/"1"
            Content-Type: application/json

            {"PartitionKey":"p","RowKey":"2"}
            --changeset_ID
            Content-Type: application/http
            Content-Transfer-Encoding: binary

            DELETE https://clinic.table.core.windows.net/Mails(PartitionKey='p',RowKey='3') HTTP/1.1
            DataServiceVersion: 3.0
            Accept: application/json;odata=minimalmetadata
            If-Match: *


            --changeset_ID--

            --batch_ID--

            """,
            Id().Replace(request.Body, "_ID").ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Each_action_has_its_own_answer()
    {
        service.Answer(
            202,
            Answers(("204 No Content", "ETag: W/\"datetime'2026-11-22T16%3A13%3A52Z'\"\r\n"), ("204 No Content", "")),
            Multipart);

        var answer = await Table.SubmitTransactionAsync([Upsert("p", "1"), Upsert("p", "2")]);

        Assert.Equal(202, answer.GetRawResponse().Status);
        Assert.Equal([204, 204], answer.Value.Select(response => response.Status));
        Assert.Equal(new ETag("W/\"datetime'2026-11-22T16%3A13%3A52Z'\""), answer.Value[0].Headers.ETag);
        Assert.Null(answer.Value[1].Headers.ETag);
    }

    [Theory]
    [InlineData("\r\n", "1:It already exists.", 1)]
    [InlineData("\n", "99:It already exists.", 99)]
    [InlineData("\r\n", "It already exists.", null)]
    public async Task A_refused_transaction_says_which_action_was_refused(string lineEnd, string message, int? expected)
    {
        var error = """{"odata.error":{"code":"EntityAlreadyExists","message":{"value":"MESSAGE"}}}"""
            .Replace("MESSAGE", message, StringComparison.Ordinal);
        var answer = Answers(("409 Conflict", $"Content-Type: application/json\r\n\r\n{error}"));
        service.Answer(202, answer.Replace("\r\n", lineEnd, StringComparison.Ordinal), Multipart);

        var failure = await Assert.ThrowsAsync<TableTransactionFailedException>(
            () => Table.SubmitTransactionAsync([Upsert("p", "1"), Upsert("p", "2")]));

        Assert.Equal((409, "EntityAlreadyExists"), (failure.Status, failure.ErrorCode));
        Assert.Equal(expected, failure.FailedTransactionActionIndex);
    }

    [Fact]
    public async Task A_transaction_that_the_door_refuses_is_an_ordinary_failure()
    {
        service.Answer(413, "", "x-ms-error-code: RequestBodyTooLarge");

        var failure = await Assert.ThrowsAsync<RequestFailedException>(
            () => Table.SubmitTransactionAsync([Upsert("p", "1")]));

        Assert.Equal((413, "RequestBodyTooLarge"), (failure.Status, failure.ErrorCode));
    }

    public static TheoryData<string, int, TableTransactionAction[]> Refused => new()
    {
        { "CommandsInBatchActOnDifferentPartitions", 1, [Upsert("p", "1"), Upsert("q", "2")] },
        { "InvalidDuplicateRow", 2, [Upsert("p", "1"), Upsert("p", "2"), Upsert("p", "1")] },
        { "OutOfRangeInput", 1, [Upsert("p", "1"), Upsert("p", "a/b")] },
        {
            "InvalidInput", 100,
            [.. Enumerable.Range(0, 101).Select(i => Upsert("p", i.ToString(CultureInfo.InvariantCulture)))]
        },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task What_the_service_refuses_is_refused_before_it_is_sent(
        string code, int index, TableTransactionAction[] actions)
    {
        var failure = await Assert.ThrowsAsync<TableTransactionFailedException>(
            () => Table.SubmitTransactionAsync(actions));

        Assert.Equal((400, code), (failure.Status, failure.ErrorCode));
        Assert.Equal(index, failure.FailedTransactionActionIndex);
        Assert.Empty(service.Sent);
    }

    [Fact]
    public async Task A_transaction_without_actions_is_refused()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => Table.SubmitTransactionAsync([]));
    }

    [GeneratedRegex("_[0-9a-f]{32}")]
    private static partial Regex Id();

    private static TableTransactionAction Upsert(string partitionKey, string rowKey) =>
        new(TableTransactionActionType.UpsertMerge, new TableEntity(partitionKey, rowKey));

    private static string Answers(params (string Status, string More)[] answers) =>
        "--batchresponse_1\r\nContent-Type: multipart/mixed; boundary=changesetresponse_2\r\n\r\n"
        + string.Concat(answers.Select(answer =>
            "--changesetresponse_2\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n"
            + $"HTTP/1.1 {answer.Status}\r\nDataServiceVersion: 3.0;\r\n{answer.More}\r\n\r\n"))
        + "--changesetresponse_2--\r\n--batchresponse_1--\r\n";
}
