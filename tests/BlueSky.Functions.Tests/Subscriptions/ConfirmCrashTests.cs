using BlueSky.Functions.Mail;
using BlueSky.Functions.Recipients;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Tests.Subscriptions;

/// <summary>The process is ended at every step that it takes outside itself, from the owner's click to the last mail.</summary>
public sealed class ConfirmCrashTests
{
    private const int MoreStepsThanThereAre = 200;

    [Fact]
    public async Task Wherever_a_process_ends_a_confirmation_makes_one_subscriber_one_welcome_and_one_notice()
    {
        for (var step = 0; step < MoreStepsThanThereAre; step++)
        {
            using var asking = new TestApp();
            await new Subscriber(asking).AskAsync();
            var plan = new CrashPlan(step);
            using var before = new TestApp(externals: asking.Externals, crash: plan);
            var page = await UntilTheEndAsync(before);
            if (!plan.Happened)
            {
                // The click looks, stores, queues, confirms; processing takes it from there.
                Assert.InRange(step, 30, 50);
                return;
            }

            using var after = new TestApp(externals: asking.Externals);
            if (page is null)
            {
                await new Subscriber(after).ConfirmAsync();
            }

            await after.TellEventsAsync();
            await after.PassAsync(TimeSpan.FromMinutes(30));

            Assert.Equal(
                ["staff-notice", "subscribe-confirm", "subscribe-welcome"],
                after.Sender.Sent.Select(mail => mail.Template).Order(StringComparer.Ordinal));
            Assert.All(after.Mails.Rows, mail => Assert.Equal(MailState.Accepted, mail.State));
            Assert.Equal(SubscriptionState.Confirmed, after.Recipients.Single.State);
            Assert.All(after.Submissions.Rows, row => Assert.Equal(SubmissionState.Processed, row.State));
            Assert.Empty(after.Submissions.Markers);
        }

        throw new InvalidOperationException("The process never came to its end.");
    }

    /// <returns>What the owner saw; null when there was no answer.</returns>
    private static async Task<Page?> UntilTheEndAsync(TestApp app)
    {
        Page? page = null;
        try
        {
            var ada = new Subscriber(app);
            page = await ada.Visit.PostAsync(ada.Link("confirm"));
            await app.ProcessQueueAsync();
        }
        catch (ProcessEndedException)
        {
        }

        return page;
    }
}
