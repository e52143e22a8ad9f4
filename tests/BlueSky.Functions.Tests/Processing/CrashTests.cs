using BlueSky.Functions.Mail;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Tests.Processing;

/// <summary>
/// The process is ended at every single step that it takes outside itself, from the visitor's post to the last mail's
/// record, and another one finds what it left.
/// </summary>
public sealed class CrashTests
{
    private const int MoreStepsThanThereAre = 200;

    [Fact]
    public async Task Wherever_a_process_ends_each_mail_goes_out_once_if_SendGrid_tells_its_events()
    {
        var crashes = await CrashEverywhereAsync(async after =>
        {
            await after.TellEventsAsync();
            await after.PassAsync(TimeSpan.FromMinutes(30));

            Assert.Equal(["consultation-received", "staff-notice"], Sent(after));
            Assert.All(after.Mails.Rows, mail => Assert.Equal(MailState.Accepted, mail.State));
        });

        // Before and after each of 15 calls, and before the blocked senders are listed.
        Assert.Equal(31, crashes);
    }

    [Fact]
    public async Task Without_events_a_mail_that_was_on_its_way_goes_out_twice_and_no_other()
    {
        var sentTwice = 0;
        await CrashEverywhereAsync(async after =>
        {
            var onItsWay = after.Mails.Rows.Where(mail => mail.State == MailState.Sending
                && after.Sender.Sent.Any(sent => sent.MailId == mail.MailId)).Select(mail => mail.Template).ToList();
            await after.PassAsync(TimeSpan.FromMinutes(30));

            Assert.Equal(
                onItsWay.Concat(["consultation-received", "staff-notice"]).Order(StringComparer.Ordinal), Sent(after));
            Assert.All(after.Mails.Rows, mail => Assert.Equal(MailState.Accepted, mail.State));
            sentTwice += onItsWay.Count;
        });

        Assert.InRange(sentTwice, 2, 31);
    }

    /// <returns>At how many steps the process was ended.</returns>
    private static async Task<int> CrashEverywhereAsync(Func<TestApp, Task> continueAsync)
    {
        for (var step = 0; step < MoreStepsThanThereAre; step++)
        {
            var plan = new CrashPlan(step);
            using var before = new TestApp(crash: plan);
            var id = await UntilTheEndAsync(before);
            if (!plan.Happened)
            {
                return step;
            }

            using var after = new TestApp(externals: before.Externals);
            // Who saw no answer tries again. The message that the process had is gone: Sweep is enough.
            if (id is null)
            {
                await PostAsync(after);
            }

            await continueAsync(after);
            Assert.Equal(SubmissionState.Processed, after.Submissions.Single.State);
            Assert.Empty(after.Submissions.Markers);
        }

        throw new InvalidOperationException("The process never came to its end.");
    }

    /// <returns>What the visitor was told; null when there was no answer.</returns>
    private static async Task<string?> UntilTheEndAsync(TestApp app)
    {
        string? id = null;
        try
        {
            id = await PostAsync(app);
            await app.ProcessQueueAsync();
        }
        catch (ProcessEndedException)
        {
        }

        return id;
    }

    private static Task<string> PostAsync(TestApp app) => app.AcceptAsync(
        "consultation", ("name", "Ada Lovelace"), ("email", "visitor@example.org"), ("_id", "one visit"));

    private static IEnumerable<string> Sent(TestApp app) =>
        app.Sender.Sent.Select(mail => mail.Template).Order(StringComparer.Ordinal);
}
