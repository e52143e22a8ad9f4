using BlueSky.Functions.Recipients;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Tests.Subscriptions;

/// <summary>Where a clinic has switched double opt-in off.</summary>
public sealed class SingleOptInTests : IDisposable
{
    private readonly TestApp app = new(new() { ["Subscriptions:DoubleOptIn"] = "false" });

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task A_subscriber_is_welcomed_with_ways_to_leave()
    {
        await app.AcceptAsync("subscribe", ("email", "a@example.org"));
        await app.ProcessQueueAsync();

        var mail = app.Sender["subscribe-welcome"];
        Assert.Equal("a@example.org", mail.To);
        Assert.StartsWith(
            "<https://forms.clinic.example/api/unsubscribe?t=k1.", mail.Headers["List-Unsubscribe"], StringComparison.Ordinal);
        Assert.Equal("List-Unsubscribe=One-Click", mail.Headers["List-Unsubscribe-Post"]);
        Assert.Contains("https://forms.clinic.example/api/unsubscribe?t=k1.", mail.Content.Text, StringComparison.Ordinal);
        Assert.Contains("1 Example Street", mail.Content.Text, StringComparison.Ordinal);
        Assert.Equal(SubscriptionState.Confirmed, app.Recipients.Single.State);
        Assert.Equal(2, app.Sender.Sent.Count);
    }

    [Fact]
    public async Task Who_is_subscribed_already_gets_no_mail_and_staff_hear_nothing_new()
    {
        await app.AcceptAsync("subscribe", ("email", "a@example.org"));
        await app.ProcessQueueAsync();
        app.Clock.Advance(TimeSpan.FromDays(2));
        await app.AcceptAsync("subscribe", ("email", "A@Example.org"));
        await app.ProcessQueueAsync();

        Assert.Equal(2, app.Sender.Sent.Count);
        Assert.All(app.Submissions.Rows, row => Assert.Equal(SubmissionState.Processed, row.State));
        Assert.Empty(app.Submissions.Markers);
    }

    [Fact]
    public async Task Who_unsubscribed_is_asked_to_confirm_a_new_request_and_is_then_welcomed_again()
    {
        await app.AcceptAsync("subscribe", ("email", "a@example.org"));
        await app.ProcessQueueAsync();
        var link = new Uri(app.Sender["subscribe-welcome"].Headers["List-Unsubscribe"].Trim('<', '>'));
        await new LinkVisit(app).PostAsync(link);
        app.Clock.Advance(TimeSpan.FromHours(1));

        var again = new Subscriber(app, "a@example.org");
        await again.AskAsync();
        Assert.Equal(SubscriptionState.Pending, app.Recipients.Single.State);
        Assert.Equal("subscribe-confirm", again.Mails.Last());

        await again.ConfirmAsync();
        Assert.Equal(SubscriptionState.Confirmed, app.Recipients.Single.State);
        Assert.Equal(2, app.Sender.Sent.Count(mail => mail.Template == "subscribe-welcome"));
    }
}
