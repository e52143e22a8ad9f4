using BlueSky.Functions.Requests;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Tests.Requests;

public sealed class RequestLineTests
{
    private static readonly DateTimeOffset Promised = DateTimeOffset.Parse("2026-01-09T23:00:00Z");

    private static readonly RequestLine New = new()
    {
        Key = new SubmissionKey(new DateOnly(2026, 1, 8), "BSK-2345-6789"),
        Kind = "consultation",
        ReceivedAt = DateTimeOffset.Parse("2026-01-08T19:42:07Z"),
        PromisedBy = Promised,
        Handling = Handling.New,
    };

    [Fact]
    public void A_request_is_late_after_the_promised_time_and_not_at_it()
    {
        Assert.Equal(RequestGroup.New, New.GroupAt(Promised));
        Assert.Equal(RequestGroup.Late, New.GroupAt(Promised.AddTicks(1)));
    }

    // At "Tried" it waits for its next call, so it is not late before that.
    [Theory]
    [InlineData(-1, null, nameof(RequestGroup.Tried))]
    [InlineData(1, null, nameof(RequestGroup.Late))]
    [InlineData(-1, 0, nameof(RequestGroup.New))]
    [InlineData(-1, 1, nameof(RequestGroup.Tried))]
    [InlineData(1, 0, nameof(RequestGroup.Late))]
    [InlineData(1, 1, nameof(RequestGroup.Tried))]
    public void After_a_call_without_an_answer_it_is_tried_until_the_time_to_try_again(
        int hoursAfterPromise, int? againInHours, string group)
    {
        var now = Promised.AddHours(hoursAfterPromise);
        var tried = New with
        {
            Handling = new Handling(
                HandlingState.Tried, "rosa@clinic.example", now.AddHours(-1),
                TryAgainAt: againInHours is { } hours ? now.AddHours(hours) : null),
        };

        Assert.Equal(group, tried.GroupAt(now).ToString());
    }

    [Theory]
    [InlineData(nameof(HandlingState.Called))]
    [InlineData(nameof(HandlingState.Booked))]
    [InlineData(nameof(HandlingState.Closed))]
    [InlineData(nameof(HandlingState.Spam))]
    public void What_is_done_is_not_on_the_list_however_late(string state)
    {
        var handling = new Handling(Enum.Parse<HandlingState>(state), "rosa@clinic.example", Promised);

        Assert.Equal(RequestGroup.Done, (New with { Handling = handling }).GroupAt(Promised.AddDays(9)));
    }

    [Fact]
    public void What_is_held_back_is_neither_new_nor_late() =>
        Assert.Equal(RequestGroup.Held, (New with { IsHeldBack = true }).GroupAt(Promised.AddDays(9)));

    [Fact]
    public void The_list_shows_how_and_when_the_person_prefers_to_be_reached()
    {
        var submission = new Submission
        {
            Id = "BSK-2345-6789",
            Hash = "the whole hash",
            Kind = "consultation",
            State = SubmissionState.Processed,
            ReceivedAt = New.ReceivedAt,
            Fields = [new("preferred_time", "mornings"), new("preferred_contact", "Phone"), new("Insurance", "none")],
        };

        var line = RequestIndexing.LineOf(submission);

        Assert.Equal(("Phone", "mornings"), (line.PreferredContact, line.PreferredTime));
        // No promise was stored with it.
        Assert.Equal(DateTimeOffset.Parse("2026-01-09T19:42:07Z"), line.PromisedBy);
        Assert.Equal(Promised, RequestIndexing.LineOf(submission with { PromisedBy = Promised }).PromisedBy);
    }
}
