using BlueSky.Functions.Recipients;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Tests.Recipients;

/// <summary>What no test of a whole subscription shows: the last moment, and changes that do not apply.</summary>
public sealed class SubscriptionTransitionsTests
{
    private static readonly DateTimeOffset Noon = DateTimeOffset.Parse("2026-01-08T12:00:00Z");

    private static readonly Recipient Pending = new()
    {
        Key = "key-1",
        Email = "ada@example.org",
        State = SubscriptionState.Pending,
        RequestNumber = 3,
        Consent = new Consent("I agree.", "1", Page: null, Noon, "BSK-1"),
    };

    [Fact]
    public void Subscribing_at_once_ends_the_links_of_earlier_requests()
    {
        var submission = new Submission
        {
            Id = "BSK-2",
            Hash = "hash-2",
            Kind = "subscribe",
            State = SubmissionState.Received,
            ReceivedAt = Noon,
            Email = "ada@example.org",
        };
        var consent = new Consent("I agree.", "1", Page: null, Noon, "BSK-2");

        var subscribed = Pending.Subscribe(submission, consent, Noon, MailLimit.Passed);

        Assert.Equal((SubscriptionState.Confirmed, 4), (subscribed.State, subscribed.RequestNumber));
    }

    [Fact]
    public void Who_left_has_opted_out_until_a_later_confirmation()
    {
        var left = Pending with { UnsubscribedAt = Noon };

        Assert.True(left.HasOptedOut());
        Assert.True((left with { ConfirmedAt = Noon.AddHours(-1) }).HasOptedOut());
        Assert.False((left with { ConfirmedAt = Noon.AddHours(1) }).HasOptedOut());
    }

    [Fact]
    public void A_pending_request_alone_is_forgotten_and_not_a_moment_early()
    {
        var confirmed = Pending with { State = SubscriptionState.Confirmed };

        Assert.Same(Pending, Pending.ClearPending(before: Noon));
        Assert.Null(Pending.ClearPending(before: Noon.AddTicks(1)).Email);
        Assert.Same(confirmed, confirmed.ClearPending(before: Noon.AddDays(30)));
    }

    [Fact]
    public void A_link_of_an_earlier_request_ends_nothing() =>
        Assert.Same(Pending, Pending.NotMe(requestNumber: 2, Noon));
}
