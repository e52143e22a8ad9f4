using BlueSky.Functions.Recipients;

namespace BlueSky.Functions.Tests.Subscriptions;

public sealed class UnsubscribeTests : IDisposable
{
    private readonly TestApp app = new();
    private readonly Subscriber ada;

    public UnsubscribeTests() => ada = new Subscriber(app);

    public void Dispose() => app.Dispose();

    [Theory]
    [InlineData(null, "unsubscribe page")]
    [InlineData("List-Unsubscribe=One-Click", "one-click unsubscribe")]
    public async Task A_bare_post_unsubscribes_and_is_answered_the_same_each_time(string? body, string by)
    {
        await ada.SubscribeAsync();

        var first = await ada.Visit.PostAsync(ada.Link("unsubscribe"), body);
        var second = await ada.Visit.PostAsync(ada.Link("unsubscribe"), body);

        Assert.Equal((200, 200), (first.Status, second.Status));
        Assert.Equal(first.Body, second.Body);
        Assert.Equal(
            (SubscriptionState.Unsubscribed, app.Clock.GetUtcNow(), by),
            (app.Recipients.Single.State, app.Recipients.Single.UnsubscribedAt!.Value,
                app.Recipients.Single.UnsubscribedBy));
    }

    [Fact]
    public async Task An_unsubscribed_person_can_change_their_mind_on_the_spot()
    {
        await ada.SubscribeAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(15));
        var page = await ada.Visit.PostAsync(ada.Link("unsubscribe"));
        Assert.True(page.HasButton("Sign me up again"));

        var undone = await ada.Visit.PostAsync(ada.Link("unsubscribe"), "undo=1");
        await app.ProcessQueueAsync();

        Assert.Equal(200, undone.Status);
        Assert.Equal(SubscriptionState.Pending, app.Recipients.Single.State);
        Assert.Equal("You are signed up", (await ada.ConfirmAsync()).Title);
        Assert.Equal(["subscribe-confirm", "subscribe-welcome", "subscribe-confirm", "subscribe-welcome"], ada.Mails);
    }

    [Fact]
    public async Task A_link_from_before_the_latest_unsubscription_is_gone()
    {
        await ada.SubscribeAsync();
        var old = ada.Link("confirm");
        await ada.Visit.PostAsync(ada.Link("unsubscribe"));

        Assert.Equal(410, (await ada.Visit.GetAsync(old)).Status);
        Assert.Equal(410, (await ada.Visit.PostAsync(old)).Status);

        app.Clock.Advance(TimeSpan.FromHours(1));
        await ada.AskAsync();
        Assert.Equal(410, (await ada.Visit.PostAsync(old)).Status);
        await app.ProcessQueueAsync();
        Assert.Equal(SubscriptionState.Pending, app.Recipients.Single.State);
    }

    [Fact]
    public async Task Who_did_not_ask_is_forgotten_and_the_limit_is_not()
    {
        await ada.AskAsync();

        var page = await ada.Visit.PostAsync(ada.Link("not-me"));

        Assert.Equal((200, "We deleted the request"), (page.Status, page.Title));
        var row = app.Recipients.Single;
        Assert.Equal((SubscriptionState.None, null, null), (row.State, row.Email, row.Consent));
        Assert.Equal(410, (await ada.Visit.PostAsync(ada.Link("confirm"))).Status);
        Assert.Equal(200, (await ada.Visit.PostAsync(ada.Link("not-me"))).Status);

        app.Clock.Advance(TimeSpan.FromMinutes(10));
        await ada.AskAsync();
        Assert.Single(ada.Mails);
    }

    [Fact]
    public async Task Who_did_not_ask_and_was_confirmed_by_accident_is_unsubscribed()
    {
        await ada.SubscribeAsync();

        await ada.Visit.PostAsync(ada.Link("not-me"));

        Assert.Equal(
            (SubscriptionState.Unsubscribed, "this was not me"),
            (app.Recipients.Single.State, app.Recipients.Single.UnsubscribedBy));
    }

    [Fact]
    public async Task A_confirmation_that_is_taken_back_before_it_is_processed_sends_nothing()
    {
        await ada.AskAsync();
        await ada.Visit.PostAsync(ada.Link("confirm"));
        await ada.Visit.PostAsync(ada.Link("not-me"));
        await app.ProcessQueueAsync();

        Assert.Equal(SubscriptionState.Unsubscribed, app.Recipients.Single.State);
        Assert.Equal(["subscribe-confirm"], app.Sender.Sent.Select(mail => mail.Template));
    }
}
