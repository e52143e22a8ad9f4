using BlueSky.EndToEndTests.Hosting;
using BlueSky.EndToEndTests.Posting;

namespace BlueSky.EndToEndTests.Mail;

/// <summary>
/// SendGrid takes every mail, and the connection is reset before it says so. Every single time; of so few mails that
/// the circuit breaker, which lets one through in a minute then, has nothing to say.
/// </summary>
public sealed class LostAnswerTests
{
    private readonly TestSecrets secrets = new();

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task With_SendGrids_events_every_mail_goes_out_exactly_once()
    {
        var visitors = new MarkedVisitors(count: 2);
        await using var host = await LocalHost.StartAsync(secrets.ToSettings());
        await host.PlanFaultsAsync(new { acceptThenReset = true, times = 10_000 });

        var answers = await Task.WhenAll(visitors.Posts.Select(post => host.SendAsync(post)));
        var submissions = await Task.WhenAll(answers.Select(answer => host.SettledAsync(answer.Id, withinSeconds: 60)));

        Assert.All(submissions, submission =>
        {
            Assert.All(submission.OutboxRows, line =>
                Assert.Contains(line.GetString("State"), new[] { "accepted", "delivered" }));
            Assert.Equal(3, submission.Mails.Count);
            Assert.Equal(3, submission.Mails.Select(mail => mail.MailId).Distinct().Count());
        });
        await visitors.AreNotInTheLogsOfAsync(host, secrets);
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task Without_events_a_mail_goes_out_at_most_twice_and_the_outbox_says_that_it_does_not_know()
    {
        var visitor = new MarkedVisitors(count: 1);
        await using var host = await LocalHost.StartAsync(new Dictionary<string, string>(secrets.ToSettings())
        {
            ["events"] = "false",
            ["Mail:Staff"] = TestSettings.FirstStaff,
            ["Mail:ResolveAfter"] = "00:00:02",
        });
        await host.PlanFaultsAsync(new { acceptThenReset = true, times = 10_000 });

        var answer = await host.SendAsync(Assert.Single(visitor.Posts));
        var submission = await host.SettledAsync(answer.Id, withinSeconds: 60);

        Assert.Equal("processed", submission["State"]);
        Assert.Equal(2, submission.OutboxRows.Count);
        Assert.All(submission.OutboxRows, line =>
        {
            Assert.Equal("failed", line.GetString("State"));
            Assert.Equal("outcome unknown twice", line.GetString("Error"));
            Assert.Contains($"Email {line.RowKey} failed", CriticalLogs(host), StringComparison.Ordinal);
        });
        Assert.Equal(
            [("staff-notice", 2), ("subscribe-welcome", 2)],
            submission.Mails.CountBy(mail => mail.Template).Select(copies => (copies.Key, copies.Value)).Order());
        await visitor.AreNotInTheLogsOfAsync(host, secrets);
    }

    private static string CriticalLogs(LocalHost host) => string.Join(
        '\n', host.Logs.Split('\n').Where(line => line.Contains(" crit: ", StringComparison.Ordinal)));
}
