using BlueSky.Functions.Requests;
using BlueSky.Functions.Retention;
using BlueSky.Functions.Submissions;
using BlueSky.Functions.Tests.Requests;

namespace BlueSky.Functions.Tests.Retention;

/// <summary>When requests are deleted that staff have closed, or called spam.</summary>
public sealed class RequestCleanupTests : IDisposable
{
    private readonly TestApp app = new(new() { ["Retention:Consultations"] = "365.00:00:00" });
    private readonly RequestApp desk;

    public RequestCleanupTests() => desk = new RequestApp(app);

    public void Dispose() => app.Dispose();

    [Theory]
    [InlineData(nameof(RequestAction.Called))]
    [InlineData(nameof(RequestAction.Booked))]
    [InlineData(nameof(RequestAction.NotAPatient))]
    public async Task A_request_is_deleted_some_time_after_a_person_closed_it_with_all_that_belongs_to_it(
        string action)
    {
        await app.AcceptConsultationAsync();
        await AfterDaysAsync(700);
        await desk.DoAsync(Enum.Parse<RequestAction>(action), note: "Note");
        var key = desk.Request.Key;

        await AfterDaysAsync(365);
        Assert.Single(app.Submissions.Rows);

        app.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Contains("spam 0, closed requests 1,", await RunAsync(), StringComparison.Ordinal);
        Assert.Empty(app.Submissions.Rows);
        Assert.Empty(app.Mails.Rows);
        Assert.Empty(app.Requests.Lines);
        Assert.Empty(await app.Get<IRequestStore>().ReadHistoryAsync(key, CancellationToken.None).ToListAsync());
    }

    [Fact]
    public async Task Spam_is_deleted_ninety_days_after_a_person_called_it_so()
    {
        await desk.AcceptHeldBackAsync();
        await AfterDaysAsync(700);
        await desk.DoAsync(RequestAction.Spam);

        await AfterDaysAsync(90);
        Assert.Single(app.Submissions.Rows);

        app.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Contains("spam 1, closed requests 0,", await RunAsync(), StringComparison.Ordinal);
        Assert.Empty(app.Submissions.Rows);
        Assert.Empty(app.Requests.Lines);
    }

    [Fact]
    public async Task What_is_open_or_held_back_is_never_deleted_whoever_looked_at_it()
    {
        await desk.AcceptHeldBackAsync();
        await desk.DoAsync(RequestAction.Note, note: "Is this one real?");
        foreach (var (email, actions) in new (string, RequestAction[])[]
        {
            ("new@example.org", []),
            ("tried@example.org", [RequestAction.NoAnswer]),
            ("open-again@example.org", [RequestAction.Booked, RequestAction.Reopen]),
            ("not-spam@example.org", [RequestAction.Spam, RequestAction.Undo]),
        })
        {
            var id = await app.AcceptConsultationAsync(email);
            foreach (var action in actions)
            {
                await desk.DoAsync(action, id: id);
            }
        }

        await app.ProcessQueueAsync();
        await AfterDaysAsync(4_000);

        Assert.Equal(5, app.Submissions.Rows.Count);
        Assert.Equal(5, app.Requests.Lines.Count);
    }

    [Fact]
    public async Task Closed_requests_are_kept_for_ever_where_no_time_is_set()
    {
        using var keeping = new TestApp();
        await keeping.AcceptConsultationAsync();
        await new RequestApp(keeping).DoAsync(RequestAction.NotAPatient);

        keeping.Clock.Advance(TimeSpan.FromDays(4_000));
        await keeping.Get<DailyRetention>().RunAsync(CancellationToken.None);

        Assert.Single(keeping.Submissions.Rows);
    }

    [Fact]
    public async Task A_request_that_is_opened_again_during_the_run_stays()
    {
        foreach (var email in (string[])["ada@example.org", "bob@example.org"])
        {
            await desk.DoAsync(RequestAction.Called, id: await app.AcceptConsultationAsync(email));
        }

        await app.ProcessQueueAsync();
        // They are deleted in the order of their ids.
        var second = app.Submissions.Rows.Max(row => row.Id)!;
        app.Mails.OnRemove = () => desk.DoAsync(RequestAction.Reopen, id: second);

        await AfterDaysAsync(400);

        Assert.Equal((second, HandlingState.New), (desk.Request.Id, desk.Request.Handling.State));
    }

    [Fact]
    public async Task Blocks_that_are_over_are_removed()
    {
        await desk.AcceptHeldBackAsync();
        await desk.DoAsync(RequestAction.Spam);

        await AfterDaysAsync(30);
        Assert.Equal(2, app.Externals.Blocked.Senders.Count);

        app.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Contains("blocked senders 2,", await RunAsync(), StringComparison.Ordinal);
        Assert.Empty(app.Externals.Blocked.Senders);
    }

    [Fact]
    public async Task What_is_too_much_for_one_run_is_left_for_the_next()
    {
        foreach (var i in Enumerable.Range(0, 5_001))
        {
            app.Submissions.Put(new Submission
            {
                Id = $"BSK-{i}",
                Hash = "00",
                Kind = "consultation",
                State = SubmissionState.Processed,
                ReceivedAt = app.Clock.GetUtcNow(),
                Handling = new Handling(HandlingState.Called, RequestApp.Rosa, app.Clock.GetUtcNow()),
            });
        }

        await AfterDaysAsync(400);
        Assert.Single(app.Submissions.Rows);
        Assert.Equal("more to do", app.Externals.Audit.Entries[^1].Outcome);

        await AfterDaysAsync(1);
        Assert.Empty(app.Submissions.Rows);
        Assert.Equal("done", app.Externals.Audit.Entries[^1].Outcome);
    }

    /// <inheritdoc cref="RunAsync"/>
    private Task<string> AfterDaysAsync(int days)
    {
        app.Clock.Advance(TimeSpan.FromDays(days));
        return RunAsync();
    }

    /// <returns>What the audit says of it.</returns>
    private async Task<string> RunAsync()
    {
        await app.ProcessQueueAsync();
        await app.Get<DailyRetention>().RunAsync(CancellationToken.None);
        return app.Externals.Audit.Entries[^1].Details!;
    }
}
