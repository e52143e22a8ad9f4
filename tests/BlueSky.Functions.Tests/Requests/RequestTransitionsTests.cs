using BlueSky.Functions.Requests;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Tests.Requests;

public sealed class RequestTransitionsTests
{
    private static readonly DateTimeOffset Noon = DateTimeOffset.Parse("2026-01-08T12:00:00Z");
    private static readonly DateTimeOffset Tomorrow = DateTimeOffset.Parse("2026-01-09T16:00:00Z");

    // What each action makes of a request: "-" when it cannot be done.
    [Theory]
    [InlineData("new", "called", "booked", "closed", "tried", "-", "-", "spam", "new")]
    [InlineData("tried", "called", "booked", "closed", "tried", "-", "new", "spam", "tried")]
    [InlineData("called", "called", "booked", "closed", "tried", "-", "new", "spam", "called")]
    [InlineData("booked", "called", "booked", "closed", "tried", "-", "new", "spam", "booked")]
    [InlineData("closed", "called", "booked", "closed", "tried", "-", "new", "spam", "closed")]
    [InlineData("spam", "-", "-", "-", "-", "new", "new", "spam", "spam")]
    [InlineData("held back", "-", "-", "-", "-", "new", "-", "spam", "held back")]
    public void Each_action_in_each_state(
        string state, string called, string booked, string notAPatient, string noAnswer, string real, string reopen,
        string spam, string note)
    {
        var request = In(state);

        Assert.Equal(
            [called, booked, notAPatient, noAnswer, real, reopen, spam, note, "-", "-"],
            new[]
            {
                RequestAction.Called, RequestAction.Booked, RequestAction.NotAPatient, RequestAction.NoAnswer,
                RequestAction.Real, RequestAction.Reopen, RequestAction.Spam, RequestAction.Note, RequestAction.View,
                RequestAction.Undo,
            }.Select(action => StateOf(Apply(request, action))));
    }

    [Fact]
    public void A_change_says_who_made_it_and_when_and_is_counted()
    {
        var request = In("tried") with { Handling = In("tried").Handling with { TryAgainAt = Tomorrow, Changes = 4 } };

        Assert.Equal(
            new Handling(HandlingState.Booked, "rosa@clinic.example", Noon, TryAgainAt: null, Changes: 5),
            Apply(request, RequestAction.Booked)!.Handling);
    }

    [Fact]
    public void Only_a_call_without_an_answer_says_when_to_try_again()
    {
        var change = new RequestChange(RequestAction.NoAnswer, "rosa@clinic.example", TryAgainAt: Tomorrow);

        Assert.Equal(Tomorrow, In("new").Apply(change, Noon, canBeProcessed: true)!.Handling.TryAgainAt);
        Assert.Null(In("new").Apply(
            change with { Action = RequestAction.Called }, Noon, canBeProcessed: true)!.Handling.TryAgainAt);
    }

    [Fact]
    public void A_note_changes_the_number_of_changes_and_nothing_else()
    {
        var request = In("tried") with { Handling = In("tried").Handling with { TryAgainAt = Tomorrow, Changes = 4 } };

        var noted = Apply(request, RequestAction.Note)!;

        Assert.Equal(request with { Handling = request.Handling with { Changes = 5 } }, noted);
    }

    [Theory]
    [InlineData("held back", nameof(RequestAction.Real))]
    [InlineData("spam", nameof(RequestAction.Real))]
    [InlineData("spam", nameof(RequestAction.Reopen))]
    public void What_is_real_is_processed_as_if_it_had_been_accepted(string state, string action)
    {
        var accepted = Apply(In(state), Enum.Parse<RequestAction>(action))!;

        Assert.Equal((SubmissionState.Received, null), (accepted.State, accepted.Error));
        Assert.False(accepted.IsHeldBack);
    }

    [Fact]
    public void What_is_real_and_cannot_be_processed_is_open_all_the_same()
    {
        var accepted = In("held back").Apply(
            new RequestChange(RequestAction.Real, "rosa@clinic.example"), Noon, canBeProcessed: false)!;

        Assert.Equal((SubmissionState.Quarantined, "links"), (accepted.State, accepted.Error));
        Assert.Equal((HandlingState.New, false, false),
            (accepted.Handling.State, accepted.Handling.IsDone, accepted.IsHeldBack));
    }

    [Fact]
    public void What_was_processed_before_it_was_called_spam_is_not_processed_again()
    {
        var spam = In("new") with { Handling = new Handling(HandlingState.Spam, "rosa@clinic.example", Noon) };

        Assert.Equal(SubmissionState.Processed, Apply(spam, RequestAction.Real)!.State);
        Assert.Equal(SubmissionState.Processed, Apply(spam, RequestAction.Reopen)!.State);
    }

    [Fact]
    public void What_an_action_altered_is_restored_and_the_restoring_is_counted()
    {
        var before = In("tried") with { Handling = In("tried").Handling with { TryAgainAt = Tomorrow, Changes = 4 } };
        var after = Apply(before, RequestAction.Booked)!;

        var restored = after.Restore(RequestAction.Booked, RequestSnapshot.Of(before));

        Assert.Equal(before with { Handling = before.Handling with { Changes = 6 } }, restored);
    }

    [Fact]
    public void What_was_called_real_by_mistake_is_held_back_again()
    {
        var before = In("held back");
        var processed = Apply(before, RequestAction.Real)! with { State = SubmissionState.Processed, Attempts = 1 };

        var restored = processed.Restore(RequestAction.Real, RequestSnapshot.Of(before));

        Assert.True(restored.IsHeldBack);
        Assert.Equal((SubmissionState.Quarantined, "links", 1), (restored.State, restored.Error, restored.Attempts));
    }

    // The visitor may have posted it again without anything suspicious.
    [Theory]
    [InlineData(nameof(RequestAction.Note))]
    [InlineData(nameof(RequestAction.Spam))]
    public void What_was_released_meanwhile_is_not_held_back_by_another_undo(string action)
    {
        var before = In("held back");
        var done = Enum.Parse<RequestAction>(action);
        var released = Apply(before, done)! with { State = SubmissionState.Processed, Error = null };

        var restored = released.Restore(done, RequestSnapshot.Of(before));

        Assert.Equal((SubmissionState.Processed, null), (restored.State, restored.Error));
    }

    private static Submission? Apply(Submission request, RequestAction action) =>
        request.Apply(new RequestChange(action, "rosa@clinic.example"), Noon, canBeProcessed: true);

    private static string StateOf(Submission? request) =>
        request is null ? "-" : request.IsHeldBack ? "held back" : request.Handling.State!.Value.ToColumn();

    private static Submission In(string state) => new()
    {
        Id = "BSK-2345-6789",
        Hash = "the whole hash",
        Kind = "consultation",
        State = state is "held back" or "spam" ? SubmissionState.Quarantined : SubmissionState.Processed,
        Error = state is "held back" or "spam" ? "links" : null,
        ReceivedAt = Noon.AddHours(-2),
        Handling = state is "held back" or "new"
            ? Handling.New
            : new Handling(Enum.Parse<HandlingState>(state, ignoreCase: true), "ben@clinic.example", Noon.AddHours(-1)),
    };
}
