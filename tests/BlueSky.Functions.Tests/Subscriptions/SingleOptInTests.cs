using BlueSky.Functions.Recipients;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Tests.Subscriptions;

/// <summary>Where a clinic has switched double opt-in off.</summary>
public sealed class SingleOptInTests : IDisposable
{
    private readonly TestApp world = new(new() { ["Subscriptions:DoubleOptIn"] = "false" });

    public void Dispose() => world.Dispose();

    [Fact]
    public async Task A_subscriber_is_welcomed_with_ways_to_leave()
    {
        await world.AcceptAsync("subscribe", ("email", "a@example.org"));
        await world.ProcessQueueAsync();

        var mail = world.Sender["subscribe-welcome"];
        Assert.Equal("a@example.org", mail.To);
        Assert.StartsWith(
            "<https://forms.clinic.example/api/unsubscribe?t=k1.", mail.Headers["List-Unsubscribe"], StringComparison.Ordinal);
        Assert.Equal("List-Unsubscribe=One-Click", mail.Headers["List-Unsubscribe-Post"]);
        Assert.Contains("https://forms.clinic.example/api/unsubscribe?t=k1.", mail.Content.Text, StringComparison.Ordinal);
        Assert.Contains("1 Example Street", mail.Content.Text, StringComparison.Ordinal);
        Assert.Equal(SubscriptionState.Confirmed, world.Recipients.Single.State);
        Assert.Equal(2, world.Sender.Sent.Count);
    }

    [Fact]
    public async Task Who_is_subscribed_already_gets_no_mail_and_staff_hear_nothing_new()
    {
        await world.AcceptAsync("subscribe", ("email", "a@example.org"));
        await world.ProcessQueueAsync();
        world.Clock.Advance(TimeSpan.FromDays(2));
        await world.AcceptAsync("subscribe", ("email", "A@Example.org"));
        await world.ProcessQueueAsync();

        Assert.Equal(2, world.Sender.Sent.Count);
        Assert.All(world.Submissions.Rows, row => Assert.Equal(SubmissionState.Processed, row.State));
        Assert.Empty(world.Submissions.Markers);
    }

    [Fact]
    public async Task Who_unsubscribed_is_asked_to_confirm_a_new_request_and_is_then_welcomed_again()
    {
        await world.AcceptAsync("subscribe", ("email", "a@example.org"));
        await world.ProcessQueueAsync();
        var link = new Uri(world.Sender["subscribe-welcome"].Headers["List-Unsubscribe"].Trim('<', '>'));
        await new LinkVisit(world).PostAsync(link);
        world.Clock.Advance(TimeSpan.FromHours(1));

        var again = new Subscriber(world, "a@example.org");
        await again.AskAsync();
        Assert.Equal(SubscriptionState.Pending, world.Recipients.Single.State);
        Assert.Equal("subscribe-confirm", again.Mails.Last());

        await again.ConfirmAsync();
        Assert.Equal(SubscriptionState.Confirmed, world.Recipients.Single.State);
        Assert.Equal(2, world.Sender.Sent.Count(mail => mail.Template == "subscribe-welcome"));
    }
}
