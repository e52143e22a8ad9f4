using System.Diagnostics;
using System.Globalization;
using BlueSky.EndToEndTests.Hosting;
using BlueSky.EndToEndTests.Posting;

namespace BlueSky.EndToEndTests.Storage;

[Collection(nameof(StorageOutageTests))]
public sealed class StorageOutageTests(RelayedHost relayed) : IClassFixture<RelayedHost>
{
    private static readonly TimeSpan SweepAfter = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongerThanAllTries = TimeSpan.FromSeconds(30);

    private readonly LocalHost host = relayed.Host;

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task A_visitor_is_told_in_time_that_nothing_is_promised_and_a_retry_makes_one_row()
    {
        var address = Some.Address();
        var post = Post.Consultation(address).Header("Idempotency-Key", Some.Token());
        // The outage meets an app in use, with open connections, not one that never saw its storage.
        await host.SendAsync(Post.Consultation(Some.Address()));

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
            "Something went wrong on our side. All you typed is still here.",
            page.Answer.Page.Body!.TextContent,
            StringComparison.Ordinal);
        Assert.DoesNotContain(address, host.Logs, StringComparison.Ordinal);
        Assert.Equal(200, retried.Code);
        Assert.Equal(retried.Id, Assert.Single(await relayed.Storage.Rows.OfAsync(address)).RowKey);
        await MailedOnceAsync(retried.Id);
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task Lost_queue_messages_delay_the_mails_until_the_sweep()
    {
        await host.SendAsync(Post.Consultation(Some.Address()));

        relayed.Queues.Cut();
        var posts = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => TimedAsync(Post.Consultation(Some.Address()))));
        await relayed.Queues.HealAsync();

        foreach (var (answer, seconds) in posts)
        {
            Assert.Equal(200, answer.Code);
            Assert.InRange(seconds, 0, 16);
            Assert.Equal("received", (await relayed.Storage.Rows.FindAsync(answer.Id))!.GetString("State"));
            Assert.True(await relayed.Storage.Rows.IsOpenAsync(answer.Id));
        }

        await Task.Delay(SweepAfter);
        await host.SweepAsync();

        await Task.WhenAll(posts.Select(post => MailedOnceAsync(post.Answer.Id)));
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task Tables_that_are_away_for_longer_than_a_message_is_tried_fail_no_submission()
    {
        // The outage meets the worker and not the visitor: the submission is stored.
        var submission = await relayed.Storage.StoredAsync(Post.Consultation(Some.Address()));
        relayed.Tables.Cut();
        await relayed.EnqueueAsync(submission);
        await Task.Delay(LongerThanAllTries);
        await relayed.Tables.HealAsync();
        await host.SweepAsync();

        await MailedOnceAsync(submission.Row.RowKey);
        Assert.Equal("processed", (await relayed.Storage.Rows.FindAsync(submission.Row.RowKey))!.GetString("State"));
    }

    private async Task MailedOnceAsync(string id)
    {
        var mails = await Eventually.BecomesAsync(
            () => host.CapturedMail.OfAsync(id), mails => mails.Count >= 3, $"the mails of {id}", withinSeconds: 60);

        Assert.Equal(3, mails.Select(mail => mail.MailId).Distinct().Count());
        Assert.Equal(3, mails.Count);
    }

    private async Task<(Answer Answer, double Seconds)> TimedAsync(Post post)
    {
        var watch = Stopwatch.StartNew();
        var answer = await host.SendAsync(post);
        return (answer, watch.Elapsed.TotalSeconds);
    }

    private static async Task<(T One, T Other)> Both<T>(Task<T> one, Task<T> other) => (await one, await other);
}
