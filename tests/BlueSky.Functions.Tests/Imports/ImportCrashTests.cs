using BlueSky.Functions.Imports;
using BlueSky.Functions.Recipients;

namespace BlueSky.Functions.Tests.Imports;

/// <summary>The process is ended at every step that it takes outside itself, from the start to the last line.</summary>
public sealed class ImportCrashTests
{
    private const int MoreStepsThanThereAre = 500;

    private const string File =
        "Email,Status\nknown@example.org,\nleft@example.org,\nleaving@example.org,unsubscribed\n"
        + "a@example.org,\nb@example.org,\nc@example.org,\nnobody,\n";

    [Theory]
    [InlineData(ImportConfirmation.Already, SubscriptionState.Confirmed, 0)]
    [InlineData(ImportConfirmation.Ask, SubscriptionState.Pending, 3)]
    internal async Task Wherever_a_process_ends_the_import_goes_on_and_does_each_line_once(
        ImportConfirmation confirmation, SubscriptionState added, int emails)
    {
        for (var step = 0; step < MoreStepsThanThereAre; step++)
        {
            using var first = new TestApp();
            first.Know("known@example.org", SubscriptionState.Confirmed);
            first.Know("leaving@example.org", SubscriptionState.Confirmed);
            first.Know("left@example.org", SubscriptionState.Unsubscribed, first.Clock.GetUtcNow());
            var preview = await first.UploadAsync(File);
            var plan = new CrashPlan(step);
            using var before = new TestApp(externals: first.Externals, crash: plan);
            await UntilTheEndAsync(before, preview, confirmation);
            if (!plan.Happened)
            {
                Assert.InRange(step, 40, MoreStepsThanThereAre);
                return;
            }

            using var after = new TestApp(externals: first.Externals);
            var found = (await after.Externals.Imports.FindAsync(preview.Id, default))!;
            if (found.State == ImportState.Preview)
            {
                // The person saw an error, and presses the button again.
                Assert.True(await after.Get<ImportStart>().TryStartAsync(found, ImportApp.Source, confirmation, default));
            }

            await after.TellEventsAsync();
            await after.PassMinutesAsync(30);

            var done = after.Externals.Imports.Single;
            Assert.Equal((ImportState.Done, 0), (done.State, after.Externals.Imports.ChunkCount));
            Assert.Equal((3, 1), (done.Done.Added, done.Done.Known));
            Assert.Equal(2, done.Done.LeftOut + done.Done.Restricted);
            foreach (var email in (string[])["a@example.org", "b@example.org", "c@example.org"])
            {
                Assert.Equal((added, 1), ((await after.FindAsync(email))!.State, (await after.FindAsync(email))!.RequestNumber));
            }

            Assert.Equal(SubscriptionState.Unsubscribed, await after.StateOfAsync("leaving@example.org"));
            Assert.Equal(SubscriptionState.Unsubscribed, await after.StateOfAsync("left@example.org"));
            Assert.Equal(emails, after.Sender.Sent.Select(mail => mail.To).Distinct().Count());
            Assert.Equal(emails, after.Sender.Sent.Count);
            Assert.Empty(after.Externals.Imports.Running);
            Assert.Empty(after.Submissions.Markers);
        }

        throw new InvalidOperationException("The process never came to its end.");
    }

    private static async Task UntilTheEndAsync(TestApp app, Import preview, ImportConfirmation confirmation)
    {
        try
        {
            await app.Get<ImportStart>().TryStartAsync(preview, ImportApp.Source, confirmation, default);
            await app.RunImportsAsync();
            await app.PassMinutesAsync(5);
        }
        catch (Exception e) when (e is ProcessEndedException or AggregateException { InnerException: ProcessEndedException })
        {
        }
    }
}
