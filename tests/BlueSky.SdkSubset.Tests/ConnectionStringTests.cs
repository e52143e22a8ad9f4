using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Queues;

namespace BlueSky.SdkSubset.Tests;

public class ConnectionStringTests
{
    private const string Account = FakeService.ConnectionString;

    [Theory]
    [InlineData(
        "UseDevelopmentStorage=true",
        "http://127.0.0.1:10002/devstoreaccount1",
        "http://127.0.0.1:10001/devstoreaccount1")]
    [InlineData(
        "UseDevelopmentStorage=true;DevelopmentStorageProxyUri=http://host",
        "http://host:10002/devstoreaccount1",
        "http://host:10001/devstoreaccount1")]
    [InlineData(Account, "https://clinic.table.core.windows.net", "https://clinic.queue.core.windows.net")]
    [InlineData(
        $"DefaultEndpointsProtocol=http;{Account};EndpointSuffix=core.chinacloudapi.cn;",
        "http://clinic.table.core.chinacloudapi.cn",
        "http://clinic.queue.core.chinacloudapi.cn")]
    [InlineData(
        $"{Account};TableEndpoint=http://127.0.0.1:3/clinic;QueueEndpoint=http://127.0.0.1:4/clinic/",
        "http://127.0.0.1:3/clinic",
        "http://127.0.0.1:4/clinic")]
    [InlineData(
        $"accountname=clinic;ACCOUNTKEY={FakeService.Key}",
        "https://clinic.table.core.windows.net",
        "https://clinic.queue.core.windows.net")]
    public async Task It_says_where_each_service_is(string connectionString, string tables, string queues)
    {
        var service = new FakeService().Answer(204).Answer(204);
        var table = new TableServiceClient(connectionString, service.TableOptions()).GetTableClient("Mails");
        var queue = new QueueServiceClient(connectionString, service.QueueOptions()).GetQueueClient("mails");

        await table.DeleteEntityAsync("p", "r");
        await queue.DeleteMessageAsync("id", "receipt");

        Assert.Equal(
            [$"{tables}/Mails(PartitionKey='p',RowKey='r')", $"{queues}/mails/messages/id?popreceipt=receipt"],
            service.Sent.Select(request => request.Uri));
    }

    [Theory]
    [InlineData("nonsense", "Settings must be of the form \"name=value\".")]
    [InlineData("=c2VjcmV0", "Settings must be of the form \"name=value\".")]
    [InlineData("AccountName=clinic", "No valid combination of account information found.")]
    [InlineData("AccountKey=c2VjcmV0", "No valid combination of account information found.")]
    [InlineData("UseDevelopmentStorage=false", "No valid combination of account information found.")]
    [InlineData(
        "AccountName=clinic;AccountKey=c2VjcmV0;AccountKey=c2VjcmV0", "Duplicate setting 'AccountKey' found.")]
    [InlineData(
        "AccountName=clinic;AccountKey=c2VjcmV0;TableEndpoint=here;QueueEndpoint=here",
        "No valid combination of account information found.")]
    [InlineData(
        "AccountName=clinic;AccountKey=c2VjcmV0!",
        "No valid combination of account information found: AccountKey is not base64.")]
    public void A_malformed_one_is_refused_without_repeating_the_key(string connectionString, string message)
    {
        var table = Assert.Throws<FormatException>(() => new TableServiceClient(connectionString));
        var queue = Assert.Throws<FormatException>(() => new QueueServiceClient(connectionString));

        Assert.Equal([message, message], [table.Message, queue.Message]);
        Assert.DoesNotContain("c2VjcmV0", $"{table}{queue}");
    }

    [Fact]
    public void An_empty_one_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new TableServiceClient(""));
        Assert.Throws<ArgumentNullException>(() => new QueueServiceClient(null!));
    }

    [Fact]
    public void A_shared_access_signature_is_named_as_a_limit()
    {
        var refusal = Assert.Throws<NotSupportedException>(
            () => new TableServiceClient("TableEndpoint=https://clinic.example;SharedAccessSignature=sv=1&sig=s"));

        Assert.Equal("The storage subset signs by AccountKey, not by SharedAccessSignature.", refusal.Message);
    }

    [Fact]
    public void Queues_take_a_token_for_https_only()
    {
        Assert.Throws<ArgumentException>(
            () => new QueueServiceClient(new Uri("http://clinic.example"), (TokenCredential)new FakeCredential()));
    }
}
