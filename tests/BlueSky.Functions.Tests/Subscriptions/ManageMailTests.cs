using BlueSky.Content.Localization;
using BlueSky.Functions.Mail;
using BlueSky.Functions.Processing;
using BlueSky.Functions.Recipients;
using BlueSky.Functions.Submissions;
using BlueSky.Functions.Subscriptions;

namespace BlueSky.Functions.Tests.Subscriptions;

/// <summary>The link to unsubscribe, for whoever lost theirs, must not become a way to bother anybody.</summary>
public sealed class ManageMailTests : IDisposable
{
    private readonly TestApp app = new();
    private readonly Subscriber ada;

    public ManageMailTests() => ada = new Subscriber(app);

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task A_subscriber_gets_a_link_that_ends_the_subscription()
    {
        await ada.SubscribeAsync();

        await ada.RequestLinkAsync();

        Assert.Equal(["subscribe-confirm", "subscribe-welcome", "subscribe-manage"], ada.Mails);
        var mail = app.Sender["subscribe-manage"];
        Assert.Equal("Your link to unsubscribe", mail.Content.Subject);
        Assert.Empty(mail.Headers);
        Assert.Null(mail.ReplyTo);
        Assert.Empty(app.Submissions.Markers);

        Assert.Equal("You are unsubscribed", (await ada.Visit.PostAsync(ada.Link("unsubscribe"))).Title);
        Assert.Equal(SubscriptionState.Unsubscribed, app.Recipients.Single.State);
    }

    [Fact]
    public async Task It_goes_to_the_address_as_its_owner_wrote_it()
    {
        await ada.SubscribeAsync();

        await new Subscriber(app, "ADA@EXAMPLE.org").RequestLinkAsync();

        Assert.Equal("ada@example.org", app.Sender["subscribe-manage"].To);
    }

    [Fact]
    public async Task A_stranger_gets_nothing_and_becomes_no_recipient()
    {
        await new Subscriber(app, "stranger@example.org").RequestLinkAsync();

        Assert.Empty(app.Sender.Sent);
        Assert.Empty(app.Recipients.Rows);
        Assert.Equal(SubmissionState.Processed, app.Submissions.Single.State);
        Assert.Empty(app.Submissions.Markers);
    }

    [Theory]
    [InlineData("None")]
    [InlineData("Pending")]
    [InlineData("Unsubscribed")]
    [InlineData("Suppressed")]
    public async Task Who_is_not_subscribed_gets_nothing_and_the_limit_is_not_used_up(string state)
    {
        await ada.SubscribeAsync();
        app.Recipients.Put(app.Recipients.Single with { State = Enum.Parse<SubscriptionState>(state) });
        var before = app.Recipients.Single;

        await ada.RequestLinkAsync();

        Assert.DoesNotContain("subscribe-manage", ada.Mails);
        Assert.Equal(before, app.Recipients.Single);
    }

    [Fact]
    public async Task An_address_gets_one_in_24_hours_whoever_asks()
    {
        await ada.SubscribeAsync();
        var sent = new List<int>();
        foreach (var hours in (double[])[0, 0.1, 23.8, 0.2, 1])
        {
            app.Clock.Advance(TimeSpan.FromHours(hours));
            await ada.RequestLinkAsync();
            sent.Add(ada.Mails.Count(template => template == "subscribe-manage"));
        }

        Assert.Equal([1, 1, 1, 2, 2], sent);
    }

    [Fact]
    public async Task A_hundred_at_once_send_one()
    {
        await ada.SubscribeAsync();
        foreach (var _ in Enumerable.Range(0, 100))
        {
            app.Clock.Advance(TimeSpan.FromMinutes(1));
            await app.Get<SubscriptionActions>().RequestLinkAsync("ada@example.org", Texts.English);
        }

        await Task.WhenAll(app.Queue.TakeVisible().Select(message =>
            Task.Run(() => app.Get<SubmissionProcessor>().ProcessAsync(message, CancellationToken.None))));

        Assert.Equal(102, app.Submissions.Rows.Count);
        Assert.Single(ada.Mails, template => template == "subscribe-manage");
    }

    [Fact]
    public async Task Its_limit_outlives_an_erasure()
    {
        await ada.SubscribeAsync();
        await ada.RequestLinkAsync();

        await app.EraseAsync("ada@example.org");
        Assert.Single(app.Recipients.Single.ManageMails.Entries);
        Assert.Null(app.Recipients.Single.Email);
        app.Clock.Advance(TimeSpan.FromHours(1));
        await ada.SubscribeAsync();
        await ada.RequestLinkAsync();

        Assert.Equal(SubscriptionState.Confirmed, app.Recipients.Single.State);
        Assert.Single(ada.Mails, template => template == "subscribe-manage");
    }

    [Fact]
    public async Task It_counts_for_no_other_limit_and_no_other_counts_for_it()
    {
        await ada.SubscribeAsync();
        await ada.RequestLinkAsync();
        var recipient = app.Recipients.Single;

        Assert.Single(recipient.Confirmations.Entries);
        Assert.Empty(recipient.Acknowledgements.Entries);
        Assert.Empty(recipient.Welcomes.Entries);

        await app.AcceptConsultationAsync("ada@example.org");
        await app.ProcessQueueAsync();
        await ada.Visit.PostAsync(ada.Link("unsubscribe"));
        app.Clock.Advance(TimeSpan.FromMinutes(15));
        await ada.AskAsync();
        Assert.Equal(["consultation-received", "subscribe-confirm"], ada.Mails.Skip(3));
    }

    [Fact]
    public async Task A_mail_that_had_to_wait_is_not_sent_to_who_has_left_meanwhile()
    {
        await ada.SubscribeAsync();
        app.Sender.Answer = _ => new SendOutcome.NotSent("SendGrid answered 503", null);
        await ada.RequestLinkAsync();
        await ada.Visit.PostAsync(ada.Link("unsubscribe"));
        app.Sender.Answer = _ => new SendOutcome.Accepted("m");

        await app.PassAsync(TimeSpan.FromMinutes(5));

        var mail = app.Mails["subscribe-manage"];
        Assert.Equal((MailState.Failed, "The subscription ended meanwhile."), (mail.State, mail.Error));
        Assert.Empty(app.Submissions.Markers);
    }
}
