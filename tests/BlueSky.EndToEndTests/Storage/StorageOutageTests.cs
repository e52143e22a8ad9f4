using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using BlueSky.EndToEndTests.Hosting;
using BlueSky.EndToEndTests.Posting;

namespace BlueSky.EndToEndTests.Storage;

[Collection(nameof(StorageOutageTests))]
public sealed class StorageOutageTests(RelayedHost relayed) : IClassFixture<RelayedHost>
{
    private readonly LocalHost host = relayed.Host;

    [Fact]
    public async Task A_visitor_is_told_in_time_that_nothing_is_promised_and_a_retry_makes_one_row()
    {
        var address = A.Address();
        var post = Post.Consultation(address).Header("Idempotency-Key", A.Token());
        // The outage meets an app in use, with open connections, not one that never saw its storage.
        await host.SendAsync(Post.Consultation(A.Address()));

        relayed.Tables.Cut();
        var (json, page) = await Both(TimedAsync(post), TimedAsync(post with { AsksForJson = false }));
        await relayed.Tables.HealAsync();
        var retried = await host.SendAsync(post);

        Assert.Equal((503, 503), (json.Answer.Code, page.Answer.Code));
        Assert.All([json, page], timed =>
        {
            Assert.InRange(timed.Seconds, 0, 16);
            Assert.True(int.Parse(timed.Answer["Retry-After"]!, CultureInfo.InvariantCulture) > 0);
        });
        Assert.Equal("Oops! Something went wrong while submitting the form", json.Answer.Message);
        Assert.Contains(
            "Oops! Something went wrong while submitting the form",
            page.Answer.Page.Body!.TextContent,
            StringComparison.Ordinal);
        Assert.DoesNotContain(address, host.Logs, StringComparison.Ordinal);
        Assert.Equal(200, retried.Code);
        Assert.Equal(retried.Id, Assert.Single(await relayed.Storage.Rows.OfAsync(address)).RowKey);
        await MailedOnceAsync(retried.Id);
    }

    [Fact]
    public async Task A_lost_queue_message_delays_the_mails_until_the_sweep()
    {
        await host.SendAsync(Post.Consultation(A.Address()));

        relayed.Queues.Cut();
        var timed = await TimedAsync(Post.Consultation(A.Address()));
        await relayed.Queues.HealAsync();

        Assert.Equal(200, timed.Answer.Code);
        Assert.InRange(timed.Seconds, 0, 16);
        Assert.Equal("received", (await relayed.Storage.Rows.FindAsync(timed.Answer.Id))!.GetString("State"));
        Assert.True(await relayed.Storage.Rows.IsOpenAsync(timed.Answer.Id));

        await SweepAsync();

        await MailedOnceAsync(timed.Answer.Id);
    }

    private async Task MailedOnceAsync(string id)
    {
        var mails = await Eventually.BecomesAsync(
            () => relayed.MailsOfAsync(id), mails => mails.Count >= 3, $"the mails of {id}", withinSeconds: 60);

        Assert.Equal(3, mails.Select(mail => mail.MailId).Distinct().Count());
        Assert.Equal(3, mails.Count);
    }

    private async Task SweepAsync()
    {
        var functions = await host.Http.GetFromJsonAsync<JsonElement[]>("/admin/functions");
        var sweep = functions!.Single(function =>
            function.GetProperty("trigger").GetString() == "timer"
            && function.GetProperty("name").GetString()!.Contains("sweep", StringComparison.OrdinalIgnoreCase));
        using var response = await host.Http.PostAsJsonAsync(
            $"/admin/functions/{sweep.GetProperty("name").GetString()}", new { input = "" });
        Assert.Equal(202, (int)response.StatusCode);
    }

    private async Task<(Answer Answer, double Seconds)> TimedAsync(Post post)
    {
        var watch = Stopwatch.StartNew();
        var answer = await host.SendAsync(post);
        return (answer, watch.Elapsed.TotalSeconds);
    }

    private static async Task<(T One, T Other)> Both<T>(Task<T> one, Task<T> other) => (await one, await other);
}
