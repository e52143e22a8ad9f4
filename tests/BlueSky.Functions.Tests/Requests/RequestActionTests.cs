using BlueSky.Functions.Operations;
using BlueSky.Functions.Requests;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Tests.Requests;

/// <summary>Changes to a request by staff.</summary>
public sealed class RequestActionTests : IDisposable
{
    private readonly TestApp app = new();
    private readonly RequestApp desk;

    public RequestActionTests() => desk = new RequestApp(app);

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task A_change_is_stored_with_its_history_and_shown_on_the_index_at_once()
    {
        await AcceptAsync();
        app.Clock.Advance(TimeSpan.FromHours(1));
        var (now, again) = (app.Clock.GetUtcNow(), app.Clock.GetUtcNow().AddHours(20));

        var done = Assert.IsType<RequestChangeResult.Done>(
            await desk.DoAsync(RequestAction.NoAnswer, version: 0, note: "Nobody there.", again: again));

        var tried = new Handling(HandlingState.Tried, RequestApp.Rosa, now, again, Changes: 1);
        Assert.Equal((tried, true), (desk.Request.Handling, done.IsQueued));
        Assert.Equal(tried, Assert.Single(app.Requests.Lines).Handling);
        var entry = Assert.Single(await desk.HistoryAsync());
        Assert.Equal(entry, done.Entry);
        Assert.Equal(
            (RequestAction.NoAnswer, RequestApp.Rosa, now, "Nobody there.", null),
            (entry.Action, entry.By, entry.At, entry.Note, entry.UndoneAt));
        Assert.Equal(new RequestSnapshot(SubmissionState.Processed, null, Handling.New), entry.Before);
        await app.ProcessQueueAsync();
        Assert.Empty(app.Submissions.Markers);
        Assert.Equal(2, app.Sender.Sent.Count);
    }

    [Fact]
    public async Task What_another_person_changed_since_is_not_overwritten_and_one_is_told_who_did_what()
    {
        await AcceptAsync();
        await desk.DoAsync(RequestAction.Booked, RequestApp.Ben, version: 0);
        var before = desk.Request;

        var conflict = Assert.IsType<RequestChangeResult.Conflict>(
            await desk.DoAsync(RequestAction.NotAPatient, version: 0, note: "Wrong number"));

        Assert.Equal((RequestAction.Booked, RequestApp.Ben), (conflict.Last?.Action, conflict.Last?.By));
        Assert.Equal(before, conflict.Request);
        Assert.Equal(before, desk.Request);
        Assert.Single(await desk.HistoryAsync());
    }

    [Fact]
    public async Task What_another_person_took_back_since_is_told_too()
    {
        await AcceptAsync();
        await desk.DoAsync(RequestAction.Called);
        await desk.DoAsync(RequestAction.Booked, RequestApp.Ben, version: 1);
        await desk.DoAsync(RequestAction.Undo, RequestApp.Ben, version: 2);

        var conflict = Assert.IsType<RequestChangeResult.Conflict>(
            await desk.DoAsync(RequestAction.NotAPatient, version: 2));

        Assert.Equal(
            (RequestAction.Booked, RequestApp.Ben, app.Clock.GetUtcNow()),
            (conflict.Last?.Action, conflict.Last?.By, conflict.Last?.UndoneAt));
    }

    [Fact]
    public async Task A_change_that_no_person_made_since_is_nobodys()
    {
        await AcceptAsync();
        await desk.DoAsync(RequestAction.Called);
        app.Submissions.Put(desk.Request with { State = SubmissionState.Failed });
        await app.Get<Requeue>().RunAsync(desk.Request.Id, mail: null, CancellationToken.None);

        var conflict = Assert.IsType<RequestChangeResult.Conflict>(
            await desk.DoAsync(RequestAction.Booked, version: 1));

        Assert.Null(conflict.Last);
        Assert.Equal("called", desk.State);
    }

    [Fact]
    public async Task Of_two_at_once_one_wins_and_the_other_is_told()
    {
        await AcceptAsync();

        var results = await Task.WhenAll(new[] { RequestApp.Rosa, RequestApp.Ben }.Select(who =>
            Task.Run(() => desk.DoAsync(RequestAction.Called, who, version: 0))));

        var won = Assert.Single(results.OfType<RequestChangeResult.Done>());
        var lost = Assert.Single(results.OfType<RequestChangeResult.Conflict>());
        Assert.Equal(won.Entry, lost.Last);
        Assert.Equal(won.Entry.By, desk.Request.Handling.By);
        Assert.Single(await desk.HistoryAsync());
    }

    // The SDK repeats a write whose answer was lost, and the repetition conflicts with the write.
    [Fact]
    public async Task A_change_that_meets_itself_is_done_once()
    {
        await AcceptAsync();
        app.Submissions.RepeatedChanges = 1;

        Assert.IsType<RequestChangeResult.Done>(await desk.DoAsync(RequestAction.Called, version: 0));
        Assert.Equal(1, desk.Request.Handling.Changes);
        Assert.Equal("Done", Assert.Single(desk.List).Group.ToString());

        app.Submissions.RepeatedChanges = 1;
        Assert.IsType<RequestChangeResult.Done>(await desk.DoAsync(RequestAction.Undo, version: 1));
        Assert.NotNull(Assert.Single(await desk.HistoryAsync()).UndoneAt);
    }

    [Fact]
    public async Task A_request_that_was_erased_is_gone_from_the_index_too()
    {
        await AcceptAsync();
        var key = desk.Request.Key;
        await app.Submissions.RemoveAsync(key, CancellationToken.None);

        Assert.IsType<RequestChangeResult.Gone>(await app.Get<RequestActions>().ApplyAsync(
            key, version: 0, new RequestChange(RequestAction.Called, RequestApp.Rosa), CancellationToken.None));

        Assert.Empty(app.Requests.Lines);
        Assert.Empty(app.Submissions.Markers);
    }

    [Fact]
    public async Task What_cannot_be_done_in_its_state_changes_nothing()
    {
        await desk.AcceptHeldBackAsync();
        var before = desk.Request;

        Assert.IsType<RequestChangeResult.Impossible>(await desk.DoAsync(RequestAction.Called));

        Assert.Equal(before, desk.Request);
        Assert.Empty(await desk.HistoryAsync());
    }

    [Theory]
    [InlineData(nameof(RequestAction.Called), "called")]
    [InlineData(nameof(RequestAction.NoAnswer), "tried")]
    [InlineData(nameof(RequestAction.Booked), "booked")]
    [InlineData(nameof(RequestAction.NotAPatient), "closed")]
    [InlineData(nameof(RequestAction.Spam), "spam")]
    [InlineData(nameof(RequestAction.Note), "new")]
    public async Task Each_action_can_be_taken_back(string action, string state)
    {
        await AcceptAsync();
        await desk.DoAsync(Enum.Parse<RequestAction>(action), note: "A note");
        Assert.Equal(state, desk.State);

        Assert.IsType<RequestChangeResult.Done>(await desk.DoAsync(RequestAction.Undo, version: 1));

        Assert.Equal(Handling.New with { Changes = 2 }, desk.Request.Handling);
        Assert.Equal([(desk.Request.Id, RequestGroup.New)], desk.List);
        // The page shows it as taken back.
        var entry = Assert.Single(await desk.HistoryAsync());
        Assert.Equal(("A note", app.Clock.GetUtcNow()), (entry.Note, entry.UndoneAt));
    }

    [Theory]
    [InlineData(nameof(RequestAction.Real), "new", "held back")]
    [InlineData(nameof(RequestAction.Spam), "spam", "held back")]
    public async Task What_became_of_a_request_that_was_held_back_can_be_taken_back(
        string action, string state, string before)
    {
        await desk.AcceptHeldBackAsync();
        await app.ProcessQueueAsync();
        await desk.DoAsync(Enum.Parse<RequestAction>(action));
        await app.ProcessQueueAsync();
        Assert.Equal(state, desk.State);

        await desk.DoAsync(RequestAction.Undo);
        await app.ProcessQueueAsync();

        Assert.Equal(before, desk.State);
        Assert.Equal([(desk.Request.Id, RequestGroup.Held)], desk.List);
        Assert.Empty(app.Submissions.Markers);
    }

    [Fact]
    public async Task A_reopening_can_be_taken_back()
    {
        await AcceptAsync();
        await desk.DoAsync(RequestAction.Booked, RequestApp.Ben);
        await desk.DoAsync(RequestAction.Reopen);
        Assert.Equal("new", desk.State);

        await desk.DoAsync(RequestAction.Undo);

        Assert.Equal(("booked", RequestApp.Ben), (desk.State, desk.Request.Handling.By));
        Assert.Equal([(desk.Request.Id, RequestGroup.Done)], desk.List);
    }

    [Fact]
    public async Task Only_ones_own_change_is_taken_back_and_only_the_last()
    {
        await AcceptAsync();
        Assert.IsType<RequestChangeResult.Impossible>(await desk.DoAsync(RequestAction.Undo));
        await desk.DoAsync(RequestAction.NoAnswer);
        await desk.DoAsync(RequestAction.Called, RequestApp.Ben);

        Assert.IsType<RequestChangeResult.Impossible>(await desk.DoAsync(RequestAction.Undo));
        Assert.Equal(("called", 2), (desk.State, desk.Request.Handling.Changes));

        await desk.DoAsync(RequestAction.Undo, RequestApp.Ben);
        Assert.Equal(("tried", RequestApp.Rosa), (desk.State, desk.Request.Handling.By));
        await desk.DoAsync(RequestAction.Undo);
        Assert.Equal("new", desk.State);
    }

    [Fact]
    public async Task A_change_can_be_taken_back_after_another_person_looked()
    {
        await AcceptAsync();
        await desk.DoAsync(RequestAction.Called);
        var view = RequestEvent.Of(RequestAction.View, RequestApp.Ben, app.Clock.GetUtcNow());
        await app.Get<IRequestStore>().AddAsync(desk.Request.Key, view, CancellationToken.None);

        Assert.IsType<RequestChangeResult.Done>(await desk.DoAsync(RequestAction.Undo));
    }

    [Fact]
    public async Task Logs_of_a_change_hold_no_personal_data()
    {
        await AcceptAsync();
        app.Requests.IsDown = true;
        await desk.DoAsync(RequestAction.Called, note: "marker-note");

        Assert.Contains(app.Logs.Lines, line => line.StartsWith("Warning: Storage was", StringComparison.Ordinal));
        Assert.All(app.Logs.Lines, line =>
        {
            Assert.DoesNotContain("marker", line, StringComparison.Ordinal);
            Assert.DoesNotContain("rosa", line, StringComparison.Ordinal);
        });
    }

    private async Task AcceptAsync()
    {
        await app.AcceptConsultationAsync();
        await app.ProcessQueueAsync();
    }
}
