using System.Diagnostics;
using BlueSky.EndToEndTests.Hosting;
using BlueSky.EndToEndTests.Posting;

namespace BlueSky.EndToEndTests.Mail;

/// <summary>SendGrid is down, in real time; an hour of it, on a manual clock, is a unit test.</summary>
public sealed class SendGridOutageTests
{
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(30);

    private readonly TestSecrets secrets = new();
    private readonly MarkedVisitors visitors = new(count: 12);

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task Half_a_minute_of_503_delays_mails_and_neither_loses_nor_repeats_nor_poisons_one()
    {
        await using var host = await LocalHost.StartAsync(
            new Dictionary<string, string>([.. secrets.ToSettings(), PoisonQueue.NotEmptied]));

        await host.PlanFaultsAsync(new { status = 503, times = 10_000 });
        var ids = await PostDuringTheOutageAsync(host);
        Assert.Empty(await host.CapturedMail.AllAsync());
        await host.EndFaultsAsync();
        var submissions = await Task.WhenAll(ids.Select(id => host.SettledAsync(id, withinSeconds: 90)));

        Assert.All(submissions, submission =>
        {
            Assert.Equal("processed", submission["State"]);
            Assert.Equal(3, submission.OutboxRows.Count);
            Assert.All(submission.OutboxRows, line =>
                Assert.Contains(line.GetString("State"), new[] { "accepted", "delivered" }));
            Assert.Equal(3, submission.Mails.Count);
            Assert.Equal(3, submission.Mails.Select(mail => mail.MailId).Distinct().Count());
        });
        Assert.Equal(0, await host.Poison.CountAsync());
        await visitors.AreNotInTheLogsOfAsync(host, secrets);
    }

    // Four at a time, from the outage's first second to its last.
    private async Task<IReadOnlyList<string>> PostDuringTheOutageAsync(LocalHost host)
    {
        var outage = Stopwatch.StartNew();
        var ids = new List<string>();
        foreach (var wave in visitors.Posts.Chunk(4))
        {
            ids.AddRange(await Task.WhenAll(wave.Select(post => AcceptedAtOnceAsync(host, post))));
            await Task.Delay(Outage / 3);
        }

        Assert.True(outage.Elapsed >= Outage);
        return ids;
    }

    private static async Task<string> AcceptedAtOnceAsync(LocalHost host, Post post)
    {
        var watch = Stopwatch.StartNew();
        var answer = await host.SendAsync(post);

        Assert.Equal(200, answer.Code);
        // A busy machine's seconds. One send with its retries takes 40.
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 20);
        return answer.Id;
    }
}
