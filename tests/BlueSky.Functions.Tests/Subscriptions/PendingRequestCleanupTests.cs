using BlueSky.Functions.Recipients;
using BlueSky.Functions.Retention;

namespace BlueSky.Functions.Tests.Subscriptions;

public sealed class PendingRequestCleanupTests : IDisposable
{
    private readonly TestApp app = new();
    private readonly Subscriber ada;

    public PendingRequestCleanupTests() => ada = new Subscriber(app);

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task A_request_that_nobody_confirms_is_forgotten_with_all_that_followed_from_it()
    {
        await ada.AskAsync();
        var link = ada.Link("confirm");

        await AfterDaysAsync(29);
        Assert.Equal(SubscriptionState.Pending, app.Recipients.Single.State);

        await AfterDaysAsync(3);
        var row = app.Recipients.Single;
        Assert.Equal((SubscriptionState.None, null, null), (row.State, row.Email, row.Consent));
        Assert.Empty(app.Submissions.Rows);
        Assert.Empty(app.Mails.Rows);
        Assert.Equal(410, (await ada.Visit.PostAsync(link)).Status);
        Assert.Equal(410, (await ada.Visit.PostAsync(link, "again=1")).Status);
    }

    [Fact]
    public async Task Who_asks_again_is_kept_from_then_on()
    {
        await ada.AskAsync();
        await AfterDaysAsync(20);
        await ada.AskAsync();

        await AfterDaysAsync(20);

        Assert.Equal(SubscriptionState.Pending, app.Recipients.Single.State);
        Assert.Equal(2, app.Submissions.Rows.Count);
    }

    [Fact]
    public async Task Subscribers_and_those_who_were_subscribers_are_kept()
    {
        await ada.SubscribeAsync();
        var eve = new Subscriber(app, "eve@example.org");
        await eve.SubscribeAsync();
        await eve.Visit.PostAsync(eve.Link("unsubscribe"));

        await AfterDaysAsync(40);

        Assert.Equal(
            [SubscriptionState.Confirmed, SubscriptionState.Unsubscribed],
            app.Recipients.Rows.Select(row => row.State).Order());
        Assert.All(app.Recipients.Rows, row => Assert.NotNull(row.Consent));
        Assert.Equal(4, app.Submissions.Rows.Count);
    }

    [Fact]
    public async Task Who_asked_again_and_is_forgotten_then_is_forgotten_with_the_first_request_too()
    {
        await ada.AskAsync();
        await AfterDaysAsync(1);
        await AfterDaysAsync(24);
        await ada.AskAsync();
        for (var day = 0; day < 33; day++)
        {
            await AfterDaysAsync(1);
        }

        Assert.Null(app.Recipients.Single.Email);
        Assert.Empty(app.Submissions.Rows);
    }

    [Fact]
    public async Task Who_had_opted_out_before_the_request_has_done_so_still()
    {
        await ada.SubscribeAsync();
        await ada.Visit.PostAsync(ada.Link("unsubscribe"));
        app.Clock.Advance(TimeSpan.FromDays(1));
        await ada.AskAsync();

        await AfterDaysAsync(32);

        Assert.Equal(
            (SubscriptionState.Unsubscribed, null), (app.Recipients.Single.State, app.Recipients.Single.Email));
        Assert.DoesNotContain(app.Submissions.Rows, row => row.Kind == "subscribe");
    }

    [Fact]
    public async Task What_is_forgotten_does_not_open_the_limit_again()
    {
        using var brief = new TestApp(new() { ["Subscriptions:ForgetPendingAfter"] = "00:01:00" });
        var eve = new Subscriber(brief);
        await eve.AskAsync();
        brief.Clock.Advance(TimeSpan.FromMinutes(5));
        await brief.Get<DailyRetention>().RunAsync(CancellationToken.None);
        Assert.Equal(SubscriptionState.None, brief.Recipients.Single.State);

        await eve.AskAsync();

        Assert.Equal(["subscribe-confirm"], eve.Mails);
        Assert.Equal(SubscriptionState.Pending, brief.Recipients.Single.State);
    }

    [Fact]
    public async Task What_asked_for_the_link_to_unsubscribe_is_forgotten_whoever_asked()
    {
        await ada.SubscribeAsync();
        await ada.RequestLinkAsync();
        await new Subscriber(app, "stranger@example.org").RequestLinkAsync();

        await AfterDaysAsync(29);
        Assert.Equal(2, app.Submissions.Rows.Count(row => row.Kind == "manage"));

        await AfterDaysAsync(3);
        Assert.Equal(["confirm", "subscribe"], app.Submissions.Rows.Select(row => row.Kind).Order());
        Assert.DoesNotContain(app.Mails.Rows, mail => mail.Template == "subscribe-manage");
        Assert.Equal(SubscriptionState.Confirmed, app.Recipients.Single.State);
    }

    private async Task AfterDaysAsync(int days)
    {
        app.Clock.Advance(TimeSpan.FromDays(days));
        await app.Get<DailyRetention>().RunAsync(CancellationToken.None);
    }
}
