using System.Diagnostics;
using BlueSky.EndToEndTests.Hosting;
using BlueSky.EndToEndTests.Posting;

namespace BlueSky.EndToEndTests.Mail;

/// <summary>What becomes of a mail when SendGrid is slow, down, or says no. The endpoint never notices.</summary>
[Collection(nameof(FaultyMailHost))]
public sealed class SendGridFaultTests(FaultyMailHost faulty)
{
    private readonly LocalHost host = faulty.Host;

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task A_passing_outage_delays_a_mail_and_sends_it_once()
    {
        await host.PlanFaultsAsync(new { status = 503, times = 2 });

        var submission = await SubmittedAsync();

        Assert.Equal(3, submission.Mails.Count);
        Assert.All(
            submission.OutboxRows, line => Assert.Contains(line.GetString("State"), new[] { "accepted", "delivered" }));
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task The_visitor_does_not_wait_for_a_slow_SendGrid()
    {
        await host.PlanFaultsAsync(new { delayMs = 4_000, times = 3 });

        var first = await host.SendAsync(Post.Consultation(Some.Address()));
        var watch = Stopwatch.StartNew();
        var second = await host.SendAsync(Post.Consultation(Some.Address()));
        var seconds = watch.Elapsed.TotalSeconds;

        Assert.Equal((200, 200), (first.Code, second.Code));
        Assert.InRange(seconds, 0, 3);
        Assert.Equal(3, (await host.SettledAsync(first.Id)).Mails.Count);
        Assert.Equal(3, (await host.SettledAsync(second.Id)).Mails.Count);
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task A_rate_limit_is_waited_for()
    {
        await host.PlanFaultsAsync(new { status = 429, resetInSeconds = 2 });

        var submission = await SubmittedAsync();

        Assert.Equal(3, submission.Mails.Count);
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task A_mail_that_SendGrid_refuses_is_failed_with_SendGrids_words_and_the_others_go_out()
    {
        await host.PlanFaultsAsync(new { status = 400 });

        var submission = await SubmittedAsync();

        var failed = Assert.Single(submission.OutboxRows, line => line.GetString("State") == "failed");
        Assert.Contains("400", failed.GetString("Error"), StringComparison.Ordinal);
        Assert.Matches("[a-z]{3,} [a-z]{2,}", failed.GetString("Error"));
        Assert.Equal(1, failed.GetInt32("Attempts"));
        Assert.Equal(2, submission.Mails.Count);
        Assert.Equal("processed", submission["State"]);
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task A_key_that_SendGrid_does_not_take_parks_the_mail_and_burns_no_attempts()
    {
        await host.PlanFaultsAsync(new { status = 401 });

        var answer = await host.SendAsync(Post.Consultation(Some.Address()));
        var outbox = await OutboxAsync(answer.Id, "parked");

        Assert.Single(outbox, line => line.GetString("State") == "parked");
        Assert.True(await host.Rows.IsOpenAsync(answer.Id));
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task A_reset_connection_loses_no_mail()
    {
        await host.PlanFaultsAsync(new { reset = true });

        var answer = await host.SendAsync(Post.Consultation(Some.Address()));
        var outbox = await OutboxAsync(answer.Id, "unknown");

        Assert.Equal(3, outbox.Count);
        Assert.Single(outbox, line => line.GetString("State") == "unknown");
        Assert.True(await host.Rows.IsOpenAsync(answer.Id));
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task A_mail_that_was_taken_before_the_reset_is_sent_once_because_SendGrids_event_says_so()
    {
        await host.PlanFaultsAsync(new { acceptThenReset = true });

        var submission = await SubmittedAsync();

        Assert.All(submission.OutboxRows, line => Assert.Contains(line.GetString("State"), new[] { "accepted", "delivered" }));
        Assert.Equal(3, submission.Mails.Count);
        Assert.Equal(3, submission.Mails.Select(mail => mail.MailId).Distinct().Count());
    }

    private Task<IReadOnlyList<Azure.Data.Tables.TableEntity>> OutboxAsync(string id, string state) =>
        Eventually.BecomesAsync(
            () => host.Rows.OutboxOfAsync(id),
            outbox => outbox.Count == 3 && outbox.Any(line => line.GetString("State") == state)
                && outbox.All(line => line.GetString("State") is not ("due" or "sending")),
            $"every mail of {id} was tried and one is {state}", withinSeconds: 30);

    private async Task<Submission> SubmittedAsync() =>
        await host.SettledAsync((await host.SendAsync(Post.Consultation(Some.Address()))).Id, withinSeconds: 60);
}
