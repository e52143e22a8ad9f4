using BlueSky.Functions.Mail;
using BlueSky.Functions.News;
using BlueSky.Functions.Recipients;

namespace BlueSky.Functions.Tests.News;

/// <summary>A process that ends at each of its steps, and another one that goes on.</summary>
public sealed class NewsCrashTests
{
    private static readonly string[] Names = ["ada", "eve", "kim"];

    [Fact]
    public async Task Wherever_a_process_ends_each_subscriber_gets_the_news_once()
    {
        var steps = 0;
        // The messages of the 256 parts are alike; what follows is not.
        for (var crash = new CrashPlan(0); ; crash = new CrashPlan(steps += steps is > 20 and < 500 ? 40 : 1))
        {
            var externals = new Externals(NewsApp.Noon);
            // Before a process can end: the list and the draft are there.
            using (var before = new NewsApp(externals: externals))
            {
                await before.SubscribeAsync(Names);
                await before.DraftAsync();
            }

            using (var first = new NewsApp(externals: externals, crash: crash))
            {
                await EndsAsync(async () =>
                {
                    await first.App.Get<NewsStart>().StartAsync(externals.News.Single, default);
                    await first.WorkAsync(externals.Recipients.Rows.Select(
                        recipient => RecipientKey.PartitionOf(recipient.Key)));
                });
            }

            if (!crash.Happened)
            {
                // Far more than one step for each: the loop has seen all of them.
                Assert.InRange(steps, 550, 1_000);
                return;
            }

            using var second = new NewsApp(externals: externals);
            if (externals.News.Single.State == NewsState.Draft)
            {
                await second.App.Get<NewsStart>().StartAsync(externals.News.Single, default);
            }

            await second.PassAsync(TimeSpan.FromMinutes(20));

            // An email is sent again only where the process ended between SendGrid's answer and the record of it.
            Assert.Equal((steps, NewsState.Sent), (steps, externals.News.Single.State));
            Assert.Equal((steps, 3), (steps, externals.Mails.Rows.Count(mail => mail.State == MailState.Accepted)));
            var sent = externals.Sender.Sent.GroupBy(mail => mail.To).Select(mails => mails.Count()).ToList();
            Assert.Equal((steps, 3), (steps, sent.Count));
            Assert.InRange(sent.Sum(), 3, 4);
        }
    }

    // A host that ends a process takes its messages back: they become visible again.
    private static async Task EndsAsync(Func<Task> run)
    {
        try
        {
            await run();
        }
        catch (Exception e) when (e is ProcessEndedException or AggregateException)
        {
            // That is the crash.
        }
    }
}
