using System.Collections.Concurrent;
using BlueSky.EndToEndTests.Hosting;
using BlueSky.EndToEndTests.Posting;

namespace BlueSky.EndToEndTests.Storage;

/// <summary>
/// Azurite stands still in the middle of everything: under posts, workers, SendGrid's events and the queue listener.
/// What it had already read it carries out when it goes on, for nobody that still waits.
/// </summary>
public sealed class PausedStorageTests
{
    private const int Clients = 8;

    // Longer than the 10 s after which the endpoint gives a post up, by as much as a busy machine may be late with that.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Before = TimeSpan.FromSeconds(2);

    // Eight posts of each client take 8 s: on a busy machine the pause may begin some seconds late.
    private static readonly TimeSpan BetweenPosts = TimeSpan.FromSeconds(1);

    private readonly TestSecrets secrets = new();
    private readonly MarkedVisitors visitors = new(count: 64);

    [LinuxFact]
    public async Task Storage_that_stands_still_under_load_loses_nothing_that_was_accepted()
    {
        await using var host = await LocalHost.StartAsync(new Dictionary<string, string>(secrets.ToSettings())
        {
            ["Sweep:After"] = "00:00:05",
            ["Mail:SendingFor"] = "00:00:45",
            // For a claim that storage carried out after its worker had given up: nothing was sent, so no event comes.
            ["Mail:ResolveAfter"] = "00:01:00",
        });

        var posting = PostAllAsync(host);
        await Task.Delay(Before);
        await using (await PausedProcess.PauseAsync(host.AzuriteProcessId))
        {
            await Task.Delay(Pause);
        }

        var first = await posting;
        var retried = await Task.WhenAll(first.Where(one => one.Answer.Code != 200).Select(async one =>
            await host.SendAsync(one.Post)));

        Assert.All(first, one => Assert.Contains(one.Answer.Code, new[] { 200, 503 }));
        Assert.Contains(first, one => one.Answer.Code == 503);
        Assert.All(retried, answer => Assert.Equal(200, answer.Code));
        var accepted = first.Select(one => one.Answer).Where(answer => answer.Code == 200).Concat(retried)
            .Select(answer => answer.Id).Order().ToList();
        Assert.Equal(visitors.Posts.Count, accepted.Distinct().Count());
        Assert.Equal(accepted, (await host.Rows.StatesAsync()).Keys.Order());
        await MailedOnceAsync(host, accepted);
        await visitors.AreNotInTheLogsOfAsync(host, secrets);
    }

    private async Task<IReadOnlyCollection<(Post Post, Answer Answer)>> PostAllAsync(LocalHost host)
    {
        var waiting = new ConcurrentQueue<Post>(visitors.Posts);
        var answered = new ConcurrentQueue<(Post, Answer)>();
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(async _ =>
        {
            while (waiting.TryDequeue(out var post))
            {
                answered.Enqueue((post, await host.SendAsync(post)));
                await Task.Delay(BetweenPosts);
            }
        }));
        return answered;
    }

    private static async Task MailedOnceAsync(LocalHost host, IReadOnlyList<string> ids)
    {
        // One after another: sixty watchers at once would be a load of their own.
        foreach (var id in ids)
        {
            var submission = await host.SettledAsync(id, withinSeconds: 240);
            Assert.Equal("processed", submission["State"]);
            Assert.Equal(3, submission.Mails.Count);
            Assert.Equal(3, submission.Mails.Select(mail => mail.MailId).Distinct().Count());
        }
    }
}
