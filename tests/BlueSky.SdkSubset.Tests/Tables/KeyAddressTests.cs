using Azure.Data.Tables;

namespace BlueSky.SdkSubset.Tests.Tables;

public class KeyAddressTests
{
    [Theory]
    [InlineData("2026-11-22", "BSK-7F3K-9Q2M", "(PartitionKey='2026-11-22',RowKey='BSK-7F3K-9Q2M')")]
    [InlineData("it's", "'", "(PartitionKey='it%27%27s',RowKey='%27%27')")]
    [InlineData("100%", "%25", "(PartitionKey='100%25',RowKey='%2525')")]
    [InlineData("a+b c", "a&b=c", "(PartitionKey='a%2Bb%20c',RowKey='a%26b%3Dc')")]
    [InlineData("Zoë", "😀", "(PartitionKey='Zo%C3%AB',RowKey='%F0%9F%98%80')")]
    [InlineData("", "", "(PartitionKey='',RowKey='')")]
    [InlineData("(a,b)", "RowKey='x'", "(PartitionKey='%28a%2Cb%29',RowKey='RowKey%3D%27%27x%27%27')")]
    public async Task A_row_is_addressed_by_its_escaped_keys(string partitionKey, string rowKey, string expected)
    {
        var service = new FakeService().Answer(204);
        var table = new TableClient(FakeService.ConnectionString, "Mails", service.TableOptions());

        await table.DeleteEntityAsync(partitionKey, rowKey);

        Assert.Equal($"https://clinic.table.core.windows.net/Mails{expected}", Assert.Single(service.Sent).Uri);
    }

    [Theory]
    [InlineData("a/b", "r")]
    [InlineData("p", "a\\b")]
    [InlineData("p", "a#b")]
    [InlineData("p?", "r")]
    [InlineData("p", "a\tb")]
    [InlineData("p", "a\u0085b")]
    public async Task A_key_the_service_refuses_is_refused_before_it_is_sent(string partitionKey, string rowKey)
    {
        var service = new FakeService();
        var table = new TableClient(FakeService.ConnectionString, "Mails", service.TableOptions());

        var refusal = await Assert.ThrowsAsync<Azure.RequestFailedException>(
            () => table.AddEntityAsync(new TableEntity(partitionKey, rowKey)));

        Assert.Equal((400, "OutOfRangeInput"), (refusal.Status, refusal.ErrorCode));
        Assert.Empty(service.Sent);
    }
}
