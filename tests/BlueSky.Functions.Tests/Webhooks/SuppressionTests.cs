using BlueSky.Functions.Mail;
using BlueSky.Functions.Recipients;

namespace BlueSky.Functions.Tests.Webhooks;

/// <summary>What events do to recipients.</summary>
public sealed class SuppressionTests : IDisposable
{
    private readonly WebhookApp app = new();

    public void Dispose() => app.Dispose();

    [Theory]
    [InlineData("bounce", ",\"type\":\"bounce\",\"reason\":\"550 nobody\"", "bounce: 550 nobody")]
    [InlineData("bounce", ",\"reason\":\"550 nobody\"", "bounce: 550 nobody")]
    [InlineData("spamreport", "", "spamreport")]
    [InlineData("unsubscribe", "", "unsubscribe")]
    [InlineData("group_unsubscribe", "", "group_unsubscribe")]
    [InlineData("dropped", ",\"reason\":\"Bounced Address\"", "dropped: Bounced Address")]
    [InlineData("dropped", ",\"reason\":\"UNSUBSCRIBED ADDRESS\"", "dropped: UNSUBSCRIBED ADDRESS")]
    [InlineData("dropped", ",\"reason\":\"Spam Reporting Address\"", "dropped: Spam Reporting Address")]
    [InlineData("dropped", ",\"reason\":\"Invalid\"", "dropped: Invalid")]
    public async Task An_address_that_must_not_be_mailed_is_suppressed(string kind, string more, string reason)
    {
        var mail = await app.AcknowledgementAsync();

        await app.PostAsync(WebhookApp.Event(kind, mail, more));

        var recipient = app.App.Recipients.Single;
        Assert.Equal(
            (SubscriptionState.Suppressed, reason, "visitor@example.org"),
            (recipient.State, recipient.SuppressedReason, recipient.Email));
        Assert.Equal(DateTimeOffset.Parse("2026-01-08T19:42:07Z"), recipient.SuppressedAt);
    }

    [Theory]
    [InlineData("bounce", ",\"type\":\"blocked\",\"reason\":\"552 full\"")]
    [InlineData("dropped", ",\"reason\":\"Spam Content\"")]
    [InlineData("dropped", ",\"reason\":\"Recipient List over Package Quota\"")]
    [InlineData("dropped", ",\"reason\":\"Invalid SMTPAPI header\"")]
    [InlineData("dropped", "")]
    [InlineData("delivered", "")]
    [InlineData("deferred", "")]
    public async Task Other_events_are_about_the_mail_alone(string kind, string more)
    {
        var mail = await app.AcknowledgementAsync();

        await app.PostAsync(WebhookApp.Event(kind, mail, more));

        Assert.Equal(SubscriptionState.None, app.App.Recipients.Single.State);
    }

    [Theory]
    [InlineData("""{"event":"spamreport","email":"Visitor@EXAMPLE.org","timestamp":1767901327}""")]
    [InlineData("""{"event":"spamreport","email":"visitor@example.org","mail_id":"another sender's","timestamp":1}""")]
    public async Task An_event_of_no_mail_of_ours_suppresses_its_address(string complaint)
    {
        await app.AcknowledgementAsync();

        await app.PostAsync(complaint);

        Assert.Equal(SubscriptionState.Suppressed, app.App.Recipients.Single.State);
    }

    [Fact]
    public async Task An_asynchronous_bounce_finds_its_mail_without_a_message_id()
    {
        var mail = await app.AcknowledgementAsync();

        await app.PostAsync($$"""{"event":"bounce","mail_id":"{{mail.MailId}}","reason":"gone","type":"bounce"}""");

        Assert.Equal(SubscriptionState.Suppressed, app.App.Recipients.Single.State);
        Assert.Equal(
            (MailState.Bounced, "bounced: gone", "message-1"),
            (app.App.Mails["consultation-received"].State, app.App.Mails["consultation-received"].Error,
                app.App.Mails["consultation-received"].MessageId));
    }

    [Fact]
    public async Task A_stranger_is_suppressed_without_being_known()
    {
        await app.PostAsync("""{"event":"unsubscribe","email":"stranger@example.net"}""");

        Assert.Equal(
            (SubscriptionState.Suppressed, null, app.App.Clock.GetUtcNow()),
            (app.App.Recipients.Single.State, app.App.Recipients.Single.Email, app.App.Recipients.Single.SuppressedAt));
    }

    [Fact]
    public async Task What_happened_first_stays_the_reason_in_whatever_order_it_is_heard()
    {
        var mail = await app.AcknowledgementAsync();

        await app.PostAsync(WebhookApp.Event("spamreport", mail, second: 20));
        await app.PostAsync(WebhookApp.Event("bounce", mail, ",\"reason\":\"gone\"", second: 10));
        await app.PostAsync(WebhookApp.Event("unsubscribe", mail, second: 30));

        Assert.Equal("bounce: gone", app.App.Recipients.Single.SuppressedReason);
    }

    [Fact]
    public async Task A_suppressed_visitor_gets_no_further_mail_and_staff_still_hear_of_them()
    {
        var mail = await app.AcknowledgementAsync();
        await app.PostAsync(WebhookApp.Event("spamreport", mail));
        app.App.Clock.Advance(TimeSpan.FromDays(2));
        app.App.Sender.Sent.Clear();

        await app.App.AcceptConsultationAsync();
        await app.App.AcceptAsync("subscribe", ("email", "visitor@example.org"));
        await app.App.ProcessQueueAsync();

        Assert.Equal(["staff-notice"], app.App.Sender.Sent.Select(sent => sent.Template));
    }

    [Theory]
    [InlineData("staff@clinic.example")]
    [InlineData("Staff@Clinic.Example")]
    public async Task A_staff_address_is_never_suppressed_and_somebody_is_alarmed(string address)
    {
        var mail = await app.NoticeAsync() with { To = address };

        await app.PostAsync(WebhookApp.Event("bounce", mail, ",\"reason\":\"550 nobody\""));

        Assert.Empty(app.App.Recipients.Rows);
        Assert.Equal(MailState.Bounced, app.App.Mails["staff-notice"].State);
        var alarm = Assert.Single(
            app.App.Logs.Lines, line => line.StartsWith("Critical", StringComparison.Ordinal));
        Assert.Contains("a staff address", alarm, StringComparison.Ordinal);
    }
}
