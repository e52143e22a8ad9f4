using System.Security.Cryptography;
using System.Text;
using Azure.Core;
using Azure.Data.Tables;

namespace BlueSky.SdkSubset.Tests.Tables;

public class TableAuthenticationTests
{
    [Fact]
    public async Task SharedKeyLite_signs_the_date_and_the_path_as_it_is_escaped()
    {
        var service = new FakeService().Answer(204);
        var table = new TableClient(FakeService.ConnectionString, "Mails", service.TableOptions());

        await table.DeleteEntityAsync("it's", "100%");

        var request = Assert.Single(service.Sent);
        var toSign = $"{request.Header("x-ms-date")}\n/clinic/Mails(PartitionKey='it%27%27s',RowKey='100%25')";
        Assert.Equal($"SharedKeyLite clinic:{Hmac(toSign)}", request.Header("Authorization"));
        Assert.Equal("2020-12-06", request.Header("x-ms-version"));
    }

    [Fact]
    public async Task A_path_style_endpoint_is_signed_with_the_account_twice()
    {
        var service = new FakeService().Answer(204);
        var table = new TableClient(
            $"{FakeService.ConnectionString};TableEndpoint=http://127.0.0.1:10002/clinic",
            "Mails",
            service.TableOptions());

        await table.DeleteEntityAsync("p", "r");

        var request = Assert.Single(service.Sent);
        var toSign = $"{request.Header("x-ms-date")}\n/clinic/clinic/Mails(PartitionKey='p',RowKey='r')";
        Assert.Equal($"SharedKeyLite clinic:{Hmac(toSign)}", request.Header("Authorization"));
    }

    [Fact]
    public async Task Each_attempt_is_dated_and_signed_anew()
    {
        var service = new FakeService().Answer(503).Answer(204);
        var options = service.TableOptions();
        options.AddPolicy(new ForgetSignature(), HttpPipelinePosition.BeforeTransport);
        var table = new TableClient(FakeService.ConnectionString, "Mails", options);

        await table.DeleteEntityAsync("p", "r");

        Assert.Equal(2, service.Sent.Count);
        Assert.All(service.Sent, request => Assert.StartsWith("SharedKeyLite ", request.Header("Authorization")));
        Assert.All(service.Sent, request => Assert.EndsWith(" GMT", request.Header("x-ms-date")));
    }

    [Fact]
    public async Task A_credential_is_asked_for_storage_tokens()
    {
        var service = new FakeService().Answer(204);
        var credential = new FakeCredential();
        var tables = new TableServiceClient(
            new Uri("https://clinic.table.core.windows.net"), credential, service.TableOptions());

        await tables.GetTableClient("Mails").DeleteEntityAsync("p", "r");

        Assert.Equal(["https://storage.azure.com/.default"], credential.Scopes);
        Assert.Equal("Bearer opaque", Assert.Single(service.Sent).Header("Authorization"));
    }

    [Fact]
    public async Task A_token_is_never_sent_without_https()
    {
        var service = new FakeService();
        var tables = new TableServiceClient(
            new Uri("http://clinic.table.core.windows.net"), new FakeCredential(), service.TableOptions());

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => tables.GetTableClient("Mails").DeleteEntityAsync("p", "r"));

        Assert.Empty(service.Sent);
    }

    private static string Hmac(string toSign) => Convert.ToBase64String(
        HMACSHA256.HashData(Convert.FromBase64String(FakeService.Key), Encoding.UTF8.GetBytes(toSign)));
}
