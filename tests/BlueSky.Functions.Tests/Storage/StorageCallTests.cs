using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using BlueSky.Functions.Storage;
using BlueSky.Functions.Submissions;
using Moq;

namespace BlueSky.Functions.Tests.Storage;

/// <summary>What the app makes of a storage that is not there, is out, or answers late.</summary>
public sealed class StorageCallTests : IDisposable
{
    private readonly FakeTableService service = new();

    public void Dispose() => service.Dispose();

    [Fact]
    public async Task A_table_that_does_not_exist_is_created_and_the_call_made_again()
    {
        service.Refuse(404, "TableNotFound").Answer(201, """{"TableName":"Mails"}""").Answer(204);

        await WriteAsync();

        Assert.Equal(
            ["PUT /Mails(PartitionKey='p',RowKey='r')", "POST /Tables", "PUT /Mails(PartitionKey='p',RowKey='r')"],
            service.Sent.Select(request => $"{request.Method} {request.Path.Split('?')[0]}"));
    }

    [Fact]
    public async Task A_table_that_another_instance_created_meanwhile_will_do()
    {
        service.Refuse(404, "TableNotFound").Refuse(409, "TableAlreadyExists").Answer(204);

        await WriteAsync();

        Assert.Equal(3, service.Sent.Count);
    }

    [Fact]
    public async Task A_table_that_is_being_deleted_is_an_outage()
    {
        service.Refuse(404, "TableNotFound").Refuse(409, "TableBeingDeleted");

        Assert.Equal("TableBeingDeleted", (await OutageAsync()).Reason);
    }

    [Fact]
    public async Task When_no_attempt_is_answered_the_failures_come_together()
    {
        service.LoseAnswer(times: 3);

        var outage = await OutageAsync();

        Assert.Equal("AggregateException", outage.Reason);
        Assert.Equal(3, Assert.IsType<AggregateException>(outage.InnerException).InnerExceptions.Count);
        Assert.Equal(3, service.Sent.Count);
    }

    [Fact]
    public async Task When_the_last_attempt_is_answered_its_answer_counts()
    {
        service.LoseAnswer(times: 2).Refuse(503, "ServerBusy");

        Assert.Equal("ServerBusy", (await OutageAsync()).Reason);
    }

    [Fact]
    public async Task An_answer_that_is_not_the_services_own_is_named_by_its_status()
    {
        service.Answer(403, "<html>a proxy</html>");

        Assert.Equal("status 403", (await OutageAsync()).Reason);
    }

    [Fact]
    public async Task A_call_that_its_caller_gave_up_is_no_outage()
    {
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => WriteAsync(cancellation.Token));
        Assert.Empty(service.Sent);
    }

    // No server makes an identity fail.
    [Fact]
    public async Task An_identity_that_is_not_there_is_an_outage_too()
    {
        var identity = new Mock<TokenCredential>();
        identity.Setup(one => one.GetTokenAsync(It.IsAny<TokenRequestContext>(), It.IsAny<CancellationToken>()))
            .ThrowsAsync(new CredentialUnavailableException("no identity here"));
        var table = new Table(StorageClients.CreateTables(Account, identity: identity.Object), "Mails");

        var outage = await Assert.ThrowsAsync<StorageUnavailableException>(() => table.FindAsync("p", "r", default));

        Assert.Equal("CredentialUnavailableException", outage.Reason);
    }

    private static StorageSettings Account => new(
        ConnectionString: null, new Uri("https://clinic.table.core.windows.net"),
        new Uri("https://clinic.queue.core.windows.net"));

    private Task<StorageUnavailableException> OutageAsync() =>
        Assert.ThrowsAsync<StorageUnavailableException>(() => WriteAsync());

    private Task WriteAsync(CancellationToken cancellationToken = default) =>
        new Table(service.Client, "Mails").WriteAsync(new TableEntity("p", "r"), cancellationToken);
}
