using BlueSky.Functions.Mail;
using BlueSky.Functions.Processing;
using BlueSky.Functions.Recipients;

namespace BlueSky.Functions.Tests.Subscriptions;

/// <summary>A stranger's address in the form must not become a flood in that stranger's mailbox.</summary>
public sealed class ConfirmationLimitTests
{
    [Fact]
    public async Task A_hundred_requests_at_once_for_one_address_send_one_mail_and_make_one_row()
    {
        using var app = new TestApp();
        await Task.WhenAll(Enumerable.Range(0, 100).Select(i => app.AcceptAsync(
            "subscribe", ("email", "victim@example.org"), ("name", $"Ada {i}"))));
        await Task.WhenAll(app.Queue.TakeVisible().Select(message =>
            Task.Run(() => app.Get<SubmissionProcessor>().ProcessAsync(message, CancellationToken.None))));

        Assert.Single(app.Sender.Sent);
        Assert.Equal(SubscriptionState.Pending, app.Recipients.Single.State);
        Assert.Equal(1, app.Recipients.Single.RequestNumber);
        Assert.Equal(100, app.Submissions.Rows.Count);
    }

    [Fact]
    public async Task An_address_is_asked_once_in_the_cool_down_and_three_times_a_day()
    {
        using var app = new TestApp(new() { ["Subscriptions:ConfirmCooldown"] = "00:15:00" });
        var ada = new Subscriber(app);
        var asked = new List<int>();
        for (var i = 0; i < 14; i++)
        {
            await ada.AskAsync();
            asked.Add(ada.Mails.Count());
            app.Clock.Advance(TimeSpan.FromMinutes(5));
        }

        Assert.Equal([1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 3, 3, 3, 3], asked);
        app.Clock.Advance(TimeSpan.FromHours(23));
        await ada.AskAsync();
        Assert.Equal(4, ada.Mails.Count());
    }

    [Fact]
    public async Task Confirming_leaving_and_asking_again_send_no_more_than_three_a_day()
    {
        using var app = new TestApp();
        var ada = new Subscriber(app);
        for (var i = 0; i < 5; i++)
        {
            await ada.AskAsync();
            await ada.ConfirmAsync();
            await ada.Visit.PostAsync(ada.Link("unsubscribe"));
            app.Clock.Advance(TimeSpan.FromMinutes(16));
            await ada.Visit.PostAsync(ada.Link("unsubscribe"), "undo=1");
            await app.ProcessQueueAsync();
            app.Clock.Advance(TimeSpan.FromMinutes(16));
        }

        Assert.Equal(3, ada.Mails.Count(template => template == "subscribe-confirm"));
    }

    [Theory]
    [InlineData("victim+1@example.org", "victim+2@example.org", "VICTIM@example.org")]
    [InlineData("v.i.c.t.i.m@gmail.com", "victim+x@googlemail.com", "vic.tim@gmail.com")]
    public async Task One_mailbox_in_many_spellings_is_asked_once(params string[] spellings)
    {
        using var app = new TestApp();
        foreach (var spelling in spellings)
        {
            await app.AcceptAsync("subscribe", ("email", spelling));
            await app.AcceptConsultationAsync(spelling);
            await app.ProcessQueueAsync();
        }

        Assert.Equal(
            ["consultation-received", "subscribe-confirm"],
            app.Sender.Sent.Select(mail => mail.Template).Where(template => template != "staff-notice").Order());
        Assert.Equal(spellings[0], app.Sender["subscribe-confirm"].To);
    }

    [Theory]
    [InlineData("vic.tim@example.org", "victim@example.org")]
    [InlineData("+1@example.org", "+2@example.org")]
    public async Task What_may_be_two_mailboxes_is_asked_twice(params string[] addresses)
    {
        using var app = new TestApp();
        foreach (var address in addresses)
        {
            await app.AcceptAsync("subscribe", ("email", address));
        }

        await app.ProcessQueueAsync();
        Assert.Equal(addresses.Order(), ConfirmationsIn(app).Order());
    }

    [Fact]
    public async Task Over_the_quota_mails_wait_staff_are_told_once_and_the_oldest_go_out_first()
    {
        using var app = new TestApp(
            new() { ["Limits:ConfirmMailsPerHour"] = "100" }, DateTimeOffset.Parse("2026-01-08T19:00:00Z"));
        for (var i = 0; i < 1_000; i++)
        {
            await app.AcceptAsync("subscribe", ("email", $"a{i}@example.org"));
            app.Clock.Advance(TimeSpan.FromSeconds(1));
            await app.ProcessQueueAsync();
        }

        Assert.Equal(100, ConfirmationsIn(app).Count());
        Assert.Equal(1_000, app.Recipients.Rows.Count);
        Assert.Equal(["staff@clinic.example"], Alerts(app));
        Assert.Equal(900, app.Submissions.Markers.Count);

        // The nineteenth hour has 100 mails; so has each that follows, until a request is a day old.
        await app.PassAsync(TimeSpan.FromHours(1));
        Assert.Equal(
            Enumerable.Range(100, 100).Select(i => $"a{i}@example.org").Order(StringComparer.Ordinal),
            ConfirmationsIn(app).Skip(100).Order(StringComparer.Ordinal));
        await app.PassAsync(TimeSpan.FromHours(8));
        Assert.Equal(1_000, ConfirmationsIn(app).Distinct().Count());
        Assert.Equal(1_000, ConfirmationsIn(app).Count());
        Assert.Single(Alerts(app));
        Assert.Empty(app.Submissions.Markers);
    }

    [Fact]
    public async Task What_was_held_back_for_a_day_is_given_up()
    {
        using var app = new TestApp(
            new() { ["Limits:ConfirmMailsPerHour"] = "1" }, DateTimeOffset.Parse("2026-01-08T19:00:00Z"));
        for (var i = 0; i < 40; i++)
        {
            await new Subscriber(app, $"a{i}@example.org").AskAsync();
        }

        await app.PassAsync(TimeSpan.FromHours(26));

        // One at once, and one in each of the 23 hours until the requests were a day old; the hour of their
        // birthday begins with them.
        Assert.InRange(ConfirmationsIn(app).Count(), 24, 25);
        var given = app.Mails.Rows.Where(mail => mail.State == MailState.Failed).ToList();
        Assert.Equal(40 - ConfirmationsIn(app).Count(), given.Count);
        Assert.All(given, mail => Assert.Equal("held back by Limits:ConfirmMailsPerHour for a day", mail.Error));
        Assert.Empty(app.Submissions.Markers);
    }

    [Fact]
    public async Task The_quota_holds_when_many_come_at_once()
    {
        using var app = new TestApp(new() { ["Limits:ConfirmMailsPerHour"] = "10" });
        await Task.WhenAll(Enumerable.Range(0, 50).Select(i =>
            app.AcceptAsync("subscribe", ("email", $"a{i}@example.org"))));
        await Task.WhenAll(app.Queue.TakeVisible().Select(message =>
            Task.Run(() => app.Get<SubmissionProcessor>().ProcessAsync(message, CancellationToken.None))));

        Assert.Equal(10, ConfirmationsIn(app).Count());
    }

    [Fact]
    public async Task A_mail_that_has_to_be_tried_again_counts_once()
    {
        using var app = new TestApp(
            new() { ["Limits:ConfirmMailsPerHour"] = "2" }, DateTimeOffset.Parse("2026-01-08T19:00:00Z"));
        app.Sender.Answer = _ => new SendOutcome.NotSent("SendGrid answered 503", null);
        await new Subscriber(app).AskAsync();
        await app.PassAsync(TimeSpan.FromMinutes(5));
        app.Sender.Answer = _ => new SendOutcome.Accepted("m");

        var other = new Subscriber(app, "other@example.org");
        await other.AskAsync();

        Assert.Equal(["subscribe-confirm"], other.Mails);
    }

    private static IEnumerable<string> ConfirmationsIn(TestApp app) =>
        app.Sender.Sent.Where(mail => mail.Template == "subscribe-confirm").Select(mail => mail.To);

    private static IEnumerable<string> Alerts(TestApp app) =>
        app.Sender.Sent.Where(mail => mail.Template == "staff-alert").Select(mail => mail.To);
}
