using BlueSky.Functions.Requests;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Tests.FrontDesk;

public sealed class RequestChangeTests : IDisposable
{
    private readonly DeskApp desk = new();

    public void Dispose() => desk.Dispose();

    [Theory]
    [InlineData("called", "Called")]
    [InlineData("no-answer", "Tried")]
    [InlineData("booked", "Booked")]
    [InlineData("not-a-patient", "Closed")]
    [InlineData("spam", "Spam")]
    public async Task A_button_says_what_came_of_it_and_by_whom_and_can_be_undone(string action, string state)
    {
        var id = await desk.RequestAsync();
        var rosa = await desk.SignInAsync(DeskApp.Rosa);

        var answer = await rosa.DoAsync(id, action, ("note", "Try before 11."));

        Assert.Equal((303, $"/staff/requests/{id}?saved=1"), (answer.Status, answer.Headers.Location.ToString()));
        Assert.Equal(
            (state, DeskApp.Rosa, DeskApp.Noon),
            (desk.Row(id).Handling.State.ToString(), desk.Row(id).Handling.By, desk.Row(id).Handling.At));
        Assert.Equal("Try before 11.", (await desk.HistoryAsync(id)).LastChange()?.Note);

        Assert.Equal(303, (await rosa.DoAsync(id, "undo")).Status);
        Assert.Equal((HandlingState.New, null), (desk.Row(id).Handling.State, desk.Row(id).Handling.By));
    }

    [Fact]
    public async Task From_the_list_it_goes_back_to_the_list_which_says_what_was_saved()
    {
        var id = await desk.RequestAsync();
        var rosa = await desk.SignInAsync(DeskApp.Rosa);

        var answer = await rosa.DoAsync(id, "called", ("back", "list"));

        Assert.Equal($"/staff?saved={id}", answer.Headers.Location.ToString());
        var list = (await rosa.GetAsync($"/staff?saved={id}")).Body;
        Assert.Contains("Saved: you talked with Maria Lopez", list, StringComparison.Ordinal);
        Assert.Contains("No one is waiting", list, StringComparison.Ordinal);
        Assert.DoesNotContain("Saved:", (await rosa.GetAsync("/staff")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_second_of_two_is_told_what_the_first_did_and_nothing_is_overwritten()
    {
        var id = await desk.RequestAsync();
        var (rosa, kim) = (await desk.SignInAsync(DeskApp.Rosa), await desk.SignInAsync(DeskApp.Kim));
        var seen = DeskVisitor.FieldIn(await kim.GetAsync($"/staff/requests/{id}"), "version");
        await rosa.DoAsync(id, "no-answer");

        var answer = await kim.PostAsync(
            $"/staff/requests/{id}", ("do", "called"), ("version", seen), ("note", "She called back."));

        Assert.Equal(409, answer.Status);
        Assert.Contains("Rosa was here first", answer.Body, StringComparison.Ordinal);
        Assert.Contains("Rosa marked this as No answer just now", answer.Body, StringComparison.Ordinal);
        Assert.Contains("She called back.", answer.Body, StringComparison.Ordinal);
        Assert.Contains("Save mine as well: We talked", answer.Body, StringComparison.Ordinal);
        Assert.Equal((HandlingState.Tried, DeskApp.Rosa), (desk.Row(id).Handling.State, desk.Row(id).Handling.By));

        await kim.PostAsync(
            $"/staff/requests/{id}", ("do", "called"), ("version", DeskVisitor.FieldIn(answer, "version")),
            ("note", "She called back."));
        Assert.Equal((HandlingState.Called, DeskApp.Kim), (desk.Row(id).Handling.State, desk.Row(id).Handling.By));
    }

    [Fact]
    public async Task Only_ones_own_last_change_can_be_undone()
    {
        var id = await desk.RequestAsync();
        var (rosa, kim) = (await desk.SignInAsync(DeskApp.Rosa), await desk.SignInAsync(DeskApp.Kim));
        await rosa.DoAsync(id, "called");

        var answer = await kim.DoAsync(id, "undo");

        Assert.Equal(409, answer.Status);
        Assert.Contains("Only your own last change can be undone", answer.Body, StringComparison.Ordinal);
        Assert.Equal(HandlingState.Called, desk.Row(id).Handling.State);
    }

    [Fact]
    public async Task A_real_person_moves_to_the_list_and_gets_the_confirmation_once()
    {
        var id = await desk.HeldBackAsync(("name", "J. Smith"), ("email", "jim@example.org"));
        var rosa = await desk.SignInAsync(DeskApp.Rosa);
        Assert.Equal("staff-notice", Assert.Single(desk.App.Sender.Sent).Template);

        await rosa.DoAsync(id, "real");
        await desk.App.ProcessQueueAsync();
        await rosa.DoAsync(id, "undo");
        await rosa.DoAsync(id, "real");
        await desk.App.ProcessQueueAsync();

        Assert.Equal(SubmissionState.Processed, desk.Row(id).State);
        Assert.Equal(RequestGroup.New, Assert.Single(desk.App.Requests.Lines).GroupAt(DeskApp.Noon));
        Assert.Equal(
            ["staff-notice", "consultation-received"], desk.App.Sender.Sent.Select(mail => mail.Template));
    }

    [Theory]
    [InlineData("called")]
    [InlineData("booked")]
    [InlineData("no-answer")]
    public async Task What_is_held_back_is_first_said_to_be_real(string action)
    {
        var id = await desk.HeldBackAsync();
        var rosa = await desk.SignInAsync(DeskApp.Rosa);

        var answer = await rosa.DoAsync(id, action);

        Assert.Equal(409, answer.Status);
        Assert.Equal(SubmissionState.Quarantined, desk.Row(id).State);
        Assert.Null(desk.Row(id).Handling.By);
    }

    [Fact]
    public async Task A_note_that_is_too_long_is_refused_and_kept_on_the_page()
    {
        var id = await desk.RequestAsync();
        var rosa = await desk.SignInAsync(DeskApp.Rosa);

        var answer = await rosa.DoAsync(id, "note", ("note", new string('x', 5_001)));

        Assert.Equal(422, answer.Status);
        Assert.Contains(new string('x', 5_001), answer.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(await desk.HistoryAsync(id), entry => entry.Note is not null);
    }

    [Theory]
    [InlineData("dance", "0", 400)]
    [InlineData("called", "-1", 400)]
    [InlineData("called", "x", 400)]
    [InlineData("called", "7", 409)]
    public async Task What_makes_no_sense_changes_nothing(string action, string version, int status)
    {
        var id = await desk.RequestAsync();
        var rosa = await desk.SignInAsync(DeskApp.Rosa);

        var answer = await rosa.PostAsync($"/staff/requests/{id}", ("do", action), ("version", version));

        Assert.Equal(status, answer.Status);
        Assert.Equal(0, desk.Row(id).Handling.Changes);
    }

    [Fact]
    public async Task Only_a_manager_who_confirms_erases_a_person()
    {
        var id = await desk.RequestAsync(("name", "Maria Lopez"), ("email", "maria@example.org"));
        var other = await desk.RequestAsync(("name", "M. Lopez"), ("email", "maria@example.org"), ("message", "Me"));
        var (rosa, kim) = (await desk.SignInAsync(DeskApp.Rosa), await desk.SignInAsync(DeskApp.Kim));

        Assert.Equal(403, (await rosa.DoAsync(id, "erase", ("confirm", id))).Status);
        Assert.Equal(422, (await kim.DoAsync(id, "erase")).Status);
        Assert.Equal(422, (await kim.DoAsync(id, "erase", ("confirm", other))).Status);
        Assert.Equal(2, desk.App.Submissions.Rows.Count);

        Assert.Equal("/staff", (await kim.DoAsync(id, "erase", ("confirm", id))).Headers.Location.ToString());
        Assert.Empty(desk.App.Submissions.Rows);
        Assert.Empty(desk.App.Requests.Lines);
        Assert.Equal(404, (await kim.GetAsync($"/staff/requests/{id}")).Status);
        // By this a backup that is restored leaves them out.
        var erased = desk.App.Externals.Audit.Entries.Single(
            entry => entry is { Command: "staff erase", Outcome: "done" });
        Assert.Equal(new[] { id, other }.Order(), erased.Submissions.Order());
        Assert.Equal(desk.App.Recipients.Single.Key[..12], Assert.Single(erased.Recipients));
    }
}
