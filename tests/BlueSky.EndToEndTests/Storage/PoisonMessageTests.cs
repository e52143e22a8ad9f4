using Azure.Storage.Queues;
using BlueSky.EndToEndTests.Hosting;

namespace BlueSky.EndToEndTests.Storage;

[Collection(nameof(DefaultsHost))]
public sealed class PoisonMessageTests(DefaultsHost defaults)
{
    private readonly LocalHost host = defaults.Host;

    [Theory(Timeout = TimeLimit.EndToEnd)]
    [InlineData("hello")]
    [InlineData("""{"partition":"2026-01-08","id":"../Mails"}""")]
    public async Task A_message_that_names_no_submission_ends_in_the_poison_queue_with_a_critical_log(string text)
    {
        var poison = new QueueClient(
            host.StorageConnectionString, "submissions-poison", new() { MessageEncoding = QueueMessageEncoding.Base64 });
        await poison.CreateIfNotExistsAsync();
        var before = CriticalLines();

        await poison.SendMessageAsync(text);

        await Eventually.BecomesAsync(
            async () => (Left: await host.Poison.CountAsync(), Lines: CriticalLines()),
            seen => seen == (0, before + 1), "the message is gone and the log says so");
        Assert.DoesNotContain(text, host.Logs, StringComparison.Ordinal);
    }

    private int CriticalLines() => host.Logs.Split('\n').Count(line =>
        line.Contains(" crit: ", StringComparison.Ordinal)
        && line.Contains("names no submission and was deleted", StringComparison.Ordinal));
}
