using BlueSky.Functions.Forms;
using BlueSky.Functions.Mail;
using BlueSky.Functions.Operations;
using BlueSky.Functions.Processing;
using BlueSky.Functions.Recipients;
using BlueSky.Functions.Submissions;
using BlueSky.Functions.Subscriptions;

namespace BlueSky.Functions.Tests.Subscriptions;

/// <summary>The link to unsubscribe, for whoever lost theirs, must not become a way to bother anybody.</summary>
public sealed class ManageMailTests : IDisposable
{
    private static readonly Uri Address = new("https://forms.clinic.example/api/unsubscribe");

    private readonly TestApp app = new();
    private readonly Subscriber ada;

    public ManageMailTests() => ada = new Subscriber(app);

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task A_subscriber_gets_a_link_that_ends_the_subscription()
    {
        await ada.SubscribeAsync();

        await RequestLinkAsync(app, "ada@example.org");

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

        await RequestLinkAsync(app, "ADA@EXAMPLE.org");

        Assert.Equal("ada@example.org", app.Sender["subscribe-manage"].To);
    }

    [Fact]
    public async Task A_stranger_gets_nothing_and_becomes_no_recipient()
    {
        await RequestLinkAsync(app, "stranger@example.org");

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

        await RequestLinkAsync(app, "ada@example.org");

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
            await RequestLinkAsync(app, "ada@example.org");
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
            await app.Get<SubscriptionActions>().RequestLinkAsync("ada@example.org");
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
        await RequestLinkAsync(app, "ada@example.org");

        await EraseAsync("ada@example.org");
        Assert.Single(app.Recipients.Single.ManageMails.Entries);
        Assert.Null(app.Recipients.Single.Email);
        app.Clock.Advance(TimeSpan.FromHours(1));
        await ada.SubscribeAsync();
        await RequestLinkAsync(app, "ada@example.org");

        Assert.Equal(SubscriptionState.Confirmed, app.Recipients.Single.State);
        Assert.Single(ada.Mails, template => template == "subscribe-manage");
    }

    [Fact]
    public async Task It_counts_for_no_other_limit_and_no_other_counts_for_it()
    {
        await ada.SubscribeAsync();
        await RequestLinkAsync(app, "ada@example.org");
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
        await RequestLinkAsync(app, "ada@example.org");
        await ada.Visit.PostAsync(ada.Link("unsubscribe"));
        app.Sender.Answer = _ => new SendOutcome.Accepted("m");

        await app.PassAsync(TimeSpan.FromMinutes(5));

        var mail = app.Mails["subscribe-manage"];
        Assert.Equal((MailState.Failed, "The subscription ended meanwhile."), (mail.State, mail.Error));
        Assert.Empty(app.Submissions.Markers);
    }

    [Fact]
    public async Task Over_the_quota_none_is_sent_its_row_says_why_and_nobody_is_alarmed()
    {
        using var limited = await WithSubscribersAsync(3, new() { ["Limits:ManageMailsPerHour"] = "2" });
        for (var i = 0; i < 3; i++)
        {
            await RequestLinkAsync(limited, $"a{i}@example.org");
        }

        Assert.Equal(["a0@example.org", "a1@example.org"], Manages(limited));
        var stopped = Assert.Single(limited.Mails.Rows, mail => mail.State == MailState.Failed);
        Assert.Equal(
            ("a2@example.org", "over Limits:ManageMailsPerHour", 0), (stopped.To, stopped.Error, stopped.Attempts));
        Assert.Empty(limited.Submissions.Markers);
        Assert.DoesNotContain(limited.Sender.Sent, mail => mail.Template == "staff-alert");
        Assert.DoesNotContain(limited.Logs.Lines, line =>
            line.StartsWith("Error", StringComparison.Ordinal) || line.StartsWith("Critical", StringComparison.Ordinal));

        // It does not wait for the next hour; who wants it then puts it back.
        await limited.PassAsync(TimeSpan.FromHours(2));
        Assert.Equal(2, Manages(limited).Count());
        await limited.Get<Requeue>().RunAsync(stopped.Submission.Id, mail: null, CancellationToken.None);
        await limited.ProcessQueueAsync();
        Assert.Equal(["a0@example.org", "a1@example.org", "a2@example.org"], Manages(limited));
    }

    [Fact]
    public async Task Each_hour_by_the_clock_has_its_quota()
    {
        using var limited = await WithSubscribersAsync(4, new() { ["Limits:ManageMailsPerHour"] = "1" });
        for (var i = 0; i < 4; i++)
        {
            await RequestLinkAsync(limited, $"a{i}@example.org");
            await limited.PassAsync(TimeSpan.FromMinutes(30));
        }

        Assert.Equal(["a0@example.org", "a2@example.org"], Manages(limited));
    }

    [Fact]
    public async Task The_quota_holds_when_many_come_at_once()
    {
        using var limited = await WithSubscribersAsync(30, new() { ["Limits:ManageMailsPerHour"] = "10" });
        await Task.WhenAll(Enumerable.Range(0, 30).Select(i =>
            limited.Get<SubscriptionActions>().RequestLinkAsync($"a{i}@example.org")));
        await Task.WhenAll(limited.Queue.TakeVisible().Select(message =>
            Task.Run(() => limited.Get<SubmissionProcessor>().ProcessAsync(message, CancellationToken.None))));

        Assert.Equal(10, Manages(limited).Count());
    }

    [Fact]
    public async Task The_two_quotas_do_not_count_each_others_mails()
    {
        using var limited = await WithSubscribersAsync(
            2, new() { ["Limits:ManageMailsPerHour"] = "1", ["Limits:ConfirmMailsPerHour"] = "2" });

        // The two confirmations of this hour are used up, the one link is not.
        await RequestLinkAsync(limited, "a0@example.org");
        Assert.Equal(["a0@example.org"], Manages(limited));

        // The next hour: the link is used up first, and confirmations go out all the same.
        limited.Clock.Advance(TimeSpan.FromHours(1));
        await RequestLinkAsync(limited, "a1@example.org");
        var other = new Subscriber(limited, "other@example.org");
        await other.AskAsync();

        Assert.Equal(["a0@example.org", "a1@example.org"], Manages(limited));
        Assert.Equal(["subscribe-confirm"], other.Mails);
        Assert.DoesNotContain(limited.Sender.Sent, mail => mail.Template == "staff-alert");
    }

    [Fact]
    public async Task Zero_switches_the_quota_off()
    {
        using var unlimited = await WithSubscribersAsync(40, new() { ["Limits:ManageMailsPerHour"] = "0" });
        for (var i = 0; i < 40; i++)
        {
            await RequestLinkAsync(unlimited, $"a{i}@example.org");
        }

        Assert.Equal(40, Manages(unlimited).Count());
    }

    private static async Task<TestApp> WithSubscribersAsync(int count, Dictionary<string, string?> settings)
    {
        settings["Subscriptions:DoubleOptIn"] = settings.ContainsKey("Limits:ConfirmMailsPerHour") ? "true" : "false";
        var app = new TestApp(settings, DateTimeOffset.Parse("2026-01-08T19:00:00Z"));
        for (var i = 0; i < count; i++)
        {
            var subscriber = new Subscriber(app, $"a{i}@example.org");
            await subscriber.AskAsync();
            if (subscriber.Links.Any(link => link.AbsolutePath == "/api/confirm"))
            {
                await subscriber.ConfirmAsync();
            }
        }

        return app;
    }

    // Not by the page: nobody has so many networks.
    private static async Task RequestLinkAsync(TestApp app, string address)
    {
        await app.Get<SubscriptionActions>().RequestLinkAsync(address);
        await app.ProcessQueueAsync();
    }

    private static IEnumerable<string> Manages(TestApp app) =>
        app.Sender.Sent.Where(mail => mail.Template == "subscribe-manage").Select(mail => mail.To);

    private async Task EraseAsync(string email)
    {
        var person = new Person([EmailAddress.TryParse(email)!], []);
        var data = await app.Get<PersonSearch>().FindAsync(person, CancellationToken.None);
        await app.Get<Erasure>().EraseAsync(data, person, CancellationToken.None);
    }
}
