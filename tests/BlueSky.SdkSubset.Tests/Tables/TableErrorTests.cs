using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace BlueSky.SdkSubset.Tests.Tables;

public class TableErrorTests
{
    private const string NotFound = """
        {"odata.error":{"code":"ResourceNotFound","message":{"lang":"en-US","value":"It does not exist."}}}
        """;

    private readonly FakeService service = new();

    private TableClient Table => new(FakeService.ConnectionString, "Mails", service.TableOptions());

    [Theory]
    [InlineData(NotFound, "", "ResourceNotFound")]
    [InlineData(NotFound, "x-ms-error-code: TableNotFound", "TableNotFound")]
    [InlineData("", "x-ms-error-code: TableNotFound", "TableNotFound")]
    [InlineData("\uFEFF<?xml version=\"1.0\"?><Error><Code>QueueNotFound</Code></Error>", "", "QueueNotFound")]
    [InlineData("", "", null)]
    [InlineData("{\"odata.error\":", "", null)]
    [InlineData("<html><p>Bad gateway", "", null)]
    [InlineData("[1]", "", null)]
    public async Task The_code_is_taken_from_the_header_first_then_from_the_body(
        string body, string header, string? expected)
    {
        service.Answer(404, body, header is "" ? [] : [header]);

        var failure = await Assert.ThrowsAsync<RequestFailedException>(
            () => Table.GetEntityAsync<TableEntity>("p", "r"));

        Assert.Equal((404, expected), (failure.Status, failure.ErrorCode));
    }

    [Fact]
    public async Task A_missing_row_is_no_error_when_it_may_be_missing()
    {
        service.Answer(404, NotFound);

        var answer = await Table.GetEntityIfExistsAsync<TableEntity>("p", "r");

        Assert.False(answer.HasValue);
        Assert.Throws<InvalidOperationException>(() => answer.Value);
    }

    [Fact]
    public async Task A_row_that_is_gone_already_can_be_deleted()
    {
        service.Answer(404, NotFound);

        var answer = await Table.DeleteEntityAsync("p", "r");

        Assert.Equal(404, answer.Status);
    }

    [Fact]
    public async Task A_table_that_exists_already_can_be_created()
    {
        service.Answer(409, "", "x-ms-error-code: TableAlreadyExists");

        var created = await Table.CreateIfNotExistsAsync();

        Assert.Equal(("Mails", 409), (created.Value.Name, created.GetRawResponse().Status));
    }

    [Fact]
    public async Task A_table_that_is_being_deleted_cannot_be_created()
    {
        service.Answer(409, "", "x-ms-error-code: TableBeingDeleted");

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => Table.CreateIfNotExistsAsync());

        Assert.Equal("TableBeingDeleted", failure.ErrorCode);
    }

    [Fact]
    public void Error_codes_compare_with_strings_whatever_the_case()
    {
        Assert.True(TableErrorCode.UpdateConditionNotSatisfied == "updateConditionNotSatisfied");
        Assert.True("TableNotFound" != TableErrorCode.ResourceNotFound);
        Assert.False(TableErrorCode.EntityNotFound == (string?)null);
        Assert.Equal("EntityNotFound", TableErrorCode.EntityNotFound.ToString());
    }

    [Fact]
    public async Task A_type_of_ones_own_is_refused_with_the_subsets_limit()
    {
        var refusal = await Assert.ThrowsAsync<NotSupportedException>(() => Table.AddEntityAsync(new Own()));

        Assert.StartsWith("The storage subset stores TableEntity only", refusal.Message);
    }

    private sealed class Own : ITableEntity
    {
        public string PartitionKey { get; set; } = "p";

        public string RowKey { get; set; } = "r";

        public DateTimeOffset? Timestamp { get; set; }

        public ETag ETag { get; set; }
    }
}
