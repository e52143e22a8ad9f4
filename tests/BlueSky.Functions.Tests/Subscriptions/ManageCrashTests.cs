using BlueSky.Functions.Mail;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Tests.Subscriptions;

/// <summary>The process is ended at every step that it takes outside itself, from the posted address to the mail.</summary>
public sealed class ManageCrashTests
{
    private const int MoreStepsThanThereAre = 100;

    private static readonly Uri Address = new("https://forms.clinic.example/api/unsubscribe");

    [Fact]
    public async Task Wherever_a_process_ends_a_subscriber_who_asks_gets_one_link()
    {
        for (var step = 0; step < MoreStepsThanThereAre; step++)
        {
            using var subscribing = new TestApp();
            await new Subscriber(subscribing).SubscribeAsync();
            var plan = new CrashPlan(step);
            using var before = new TestApp(externals: subscribing.Externals, crash: plan);
            var page = await UntilTheEndAsync(before);
            if (!plan.Happened)
            {
                // Stores and queues; processing takes it from there.
                Assert.InRange(step, 20, 50);
                return;
            }

            using var after = new TestApp(externals: subscribing.Externals);
            if (page is null)
            {
                await AskAsync(after);
            }

            await after.TellEventsAsync();
            await after.PassAsync(TimeSpan.FromMinutes(30));

            Assert.Single(after.Sender.Sent, mail => mail.Template == "subscribe-manage");
            Assert.Equal(MailState.Accepted, after.Mails["subscribe-manage"].State);
            Assert.All(after.Submissions.Rows, row => Assert.Equal(SubmissionState.Processed, row.State));
            Assert.Empty(after.Submissions.Markers);
        }

        throw new InvalidOperationException("The process never came to its end.");
    }

    private static async Task<Page?> UntilTheEndAsync(TestApp app)
    {
        Page? page = null;
        try
        {
            page = await AskAsync(app);
            await app.ProcessQueueAsync();
        }
        catch (ProcessEndedException)
        {
        }

        return page;
    }

    private static Task<Page> AskAsync(TestApp app) =>
        new LinkVisit(app).PostAsync(Address, "email=ada%40example.org");
}
