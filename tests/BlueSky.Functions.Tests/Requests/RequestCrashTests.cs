using BlueSky.Functions.Requests;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Tests.Requests;

/// <summary>
/// The process is ended at every single step, and what staff see on the list is in the end what the request says.
/// </summary>
public sealed class RequestCrashTests
{
    private const int MoreStepsThanThereAre = 200;

    [Theory]
    [InlineData(nameof(RequestAction.Called), 0)]
    [InlineData(nameof(RequestAction.Spam), 0)]
    [InlineData(nameof(RequestAction.Real), 0)]
    [InlineData(nameof(RequestAction.Called), 13)]
    [InlineData(nameof(RequestAction.Real), 40)]
    public async Task Wherever_a_process_ends_the_list_follows_what_staff_did(string action, int daysLater)
    {
        for (var step = 0; step < MoreStepsThanThereAre; step++)
        {
            using var before = new TestApp();
            await (action == nameof(RequestAction.Real)
                ? new RequestApp(before).AcceptHeldBackAsync()
                : before.AcceptConsultationAsync());
            await before.ProcessQueueAsync();
            before.Clock.Advance(TimeSpan.FromDays(daysLater));

            var plan = new CrashPlan(step);
            using var crashing = new TestApp(externals: before.Externals, crash: plan);
            await UntilTheEndAsync(() => new RequestApp(crashing).DoAsync(Enum.Parse<RequestAction>(action)));

            using var after = new TestApp(externals: before.Externals);
            await after.PassAsync(TimeSpan.FromMinutes(10));
            AssertFollows(after);
            if (!plan.Happened)
            {
                return;
            }
        }

        Assert.Fail("The process never came to its end.");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Wherever_a_process_ends_what_was_stored_is_on_the_list(bool isHeldBack)
    {
        for (var step = 0; step < MoreStepsThanThereAre; step++)
        {
            var plan = new CrashPlan(step);
            using var before = new TestApp(crash: plan);
            await UntilTheEndAsync(async () =>
            {
                await (isHeldBack ? new RequestApp(before).AcceptHeldBackAsync() : before.AcceptConsultationAsync());
                await before.ProcessQueueAsync();
            });

            using var after = new TestApp(externals: before.Externals);
            await after.PassAsync(TimeSpan.FromMinutes(10));
            if (after.Submissions.Rows.Count > 0)
            {
                AssertFollows(after);
            }

            if (!plan.Happened)
            {
                return;
            }
        }

        Assert.Fail("The process never came to its end.");
    }

    [Fact]
    public async Task An_erasure_that_ends_anywhere_and_is_repeated_leaves_nothing()
    {
        for (var step = 0; step < MoreStepsThanThereAre; step++)
        {
            using var before = new TestApp();
            await before.AcceptConsultationAsync("ada@example.org");
            await before.AcceptAsync("consultation", ("name", "for ada@example.org"), ("phone", "505 555 0199"));
            await before.ProcessQueueAsync();

            var plan = new CrashPlan(step);
            using var crashing = new TestApp(externals: before.Externals, crash: plan);
            await UntilTheEndAsync(() => crashing.EraseAsync("ada@example.org"));

            using var after = new TestApp(externals: before.Externals);
            await after.EraseAsync("ada@example.org");
            var left = Assert.Single(after.Requests.Lines);
            Assert.Equal(("for [erased]", "for [erased]"), (after.Submissions.Single.Name, left.Name));
            Assert.Equal(after.Submissions.Single.Handling, left.Handling);
            if (!plan.Happened)
            {
                return;
            }
        }

        Assert.Fail("The process never came to its end.");
    }

    private static void AssertFollows(TestApp after)
    {
        var request = after.Submissions.Single;
        var line = Assert.Single(after.Requests.Lines);
        Assert.Equal((request.Key, request.Handling, request.IsHeldBack), (line.Key, line.Handling, line.IsHeldBack));
        Assert.Equal(request.Handling.State == HandlingState.Spam ? 1 : 0, after.Externals.Blocked.Senders.Count);
        Assert.Equal(
            request.State == SubmissionState.Quarantined
                ? ["staff-notice"]
                : ["consultation-received", "staff-notice"],
            after.Mails.Rows.Select(mail => mail.Template).Order());
    }

    private static async Task UntilTheEndAsync(Func<Task> run)
    {
        try
        {
            await run();
        }
        catch (ProcessEndedException)
        {
        }
    }
}
