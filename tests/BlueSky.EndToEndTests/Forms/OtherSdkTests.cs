using System.Text.Json;
using BlueSky.EndToEndTests.Hosting;
using BlueSky.EndToEndTests.Posting;

namespace BlueSky.EndToEndTests.Forms;

/// <summary>Staff's tools need not be ours: the rows read the same with Microsoft's JavaScript SDK.</summary>
[Collection(nameof(FormsHost))]
public sealed class OtherSdkTests(FormsHost forms)
{
    private readonly LocalHost host = forms.Host;

    [Fact]
    public async Task A_submission_reads_the_same_with_another_SDK()
    {
        var address = A.Address();
        var answer = await host.SendAsync(
            Post.Consultation(address)
                .With("phone", "505-336-0217").With("message", "„Grüße“ 👋").With("Größe", "1,80 m"));
        var submission = await host.SettledAsync(answer.Id);

        var row = Assert.Single(await ReadAsync("Submissions", $"RowKey eq '{answer.Id}'"));

        Assert.Equal(submission.Row.PartitionKey, Text(row, "partitionKey"));
        Assert.Equal(answer.Id, Text(row, "rowKey"));
        Assert.Equal("consultation", Text(row, "Form"));
        Assert.Equal("processed", Text(row, "State"));
        Assert.Equal(address, Text(row, "Email"));
        Assert.Equal("Zoë Ångström", Text(row, "Name"));
        Assert.Equal("505-336-0217", Text(row, "Phone"));
        Assert.Equal("5053360217", Text(row, "PhoneDigits"));
        Assert.Equal("„Grüße“ 👋", Text(row, "Message"));
        Assert.Equal("{\"Größe\":\"1,80 m\"}", Text(row, "Fields"));
        Assert.Equal(
            submission.Row.GetDateTimeOffset("ReceivedAt")!.Value.ToUnixTimeSeconds(),
            row.GetProperty("ReceivedAt").GetDateTimeOffset().ToUnixTimeSeconds());
    }

    [Fact]
    public async Task The_mail_ledger_and_the_recipient_read_with_another_SDK()
    {
        var address = A.Address();
        var answer = await host.SendAsync(Post.Subscribe(address));
        await host.SettledAsync(answer.Id);

        var ledger = await ReadAsync("Mails", $"RowKey ge '{answer.Id}.' and RowKey lt '{answer.Id}/'");
        var recipient = Assert.Single(await ReadAsync("Recipients", $"Email eq '{address}'"));

        Assert.Equal(3, ledger.Length);
        Assert.Contains(ledger, line => Text(line, "To") == address);
        Assert.Matches("^[0-9a-f]{64}$", Text(recipient, "rowKey"));
        Assert.Equal(Text(recipient, "rowKey")[..2], Text(recipient, "partitionKey"));
        Assert.Equal("confirmed", Text(recipient, "State"));
    }

    private async Task<JsonElement[]> ReadAsync(string table, string filter)
    {
        var environment = new Dictionary<string, string> { ["STORAGE"] = host.StorageConnectionString };
        var printed = await Npm.RunAsync("read-rows.mjs", [table, filter], environment);
        return JsonSerializer.Deserialize<JsonElement[]>(printed)!;
    }

    private static string Text(JsonElement row, string column) => row.GetProperty(column).GetString()!;
}
