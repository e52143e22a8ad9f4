using BlueSky.Functions.Mail;
using BlueSky.Functions.Recipients;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Tests.Subscriptions;

public sealed class DoubleOptInTests : IDisposable
{
    private readonly TestApp app = new(new()
    {
        ["Subscriptions:Resources:0:Title"] = "First steps",
        ["Subscriptions:Resources:0:Url"] = "https://www.clinic.example/first-steps",
    });
    private readonly Subscriber ada;

    public DoubleOptInTests() => ada = new Subscriber(app);

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task A_request_is_pending_until_its_owner_confirms_it_and_staff_hear_nothing_before()
    {
        await ada.AskAsync();

        Assert.Equal(["subscribe-confirm"], app.Sender.Sent.Select(mail => mail.Template));
        Assert.Equal(SubscriptionState.Pending, app.Recipients.Single.State);

        var page = await ada.ConfirmAsync();

        Assert.Equal((200, "You are signed up"), (page.Status, page.Title));
        Assert.Equal(SubscriptionState.Confirmed, app.Recipients.Single.State);
        Assert.Equal(["subscribe-confirm", "subscribe-welcome"], ada.Mails);
        Assert.Single(app.Sender.Sent, mail => mail.Template == "staff-notice");
        Assert.Empty(app.Submissions.Markers);
        Assert.All(app.Submissions.Rows, row => Assert.Equal(SubmissionState.Processed, row.State));
    }

    [Fact]
    public async Task The_confirmation_mail_holds_nothing_that_was_typed_and_is_no_list_mail()
    {
        await app.AcceptAsync("subscribe", ("email", "ada@example.org"), ("name", "Ada Evil http://evil.example"));
        await app.ProcessQueueAsync();

        var mail = app.Sender["subscribe-confirm"];
        foreach (var part in new[] { mail.Content.Subject, mail.Content.Text, mail.Content.Html })
        {
            Assert.DoesNotContain("evil", part, StringComparison.OrdinalIgnoreCase);
        }

        Assert.Empty(mail.Headers);
        Assert.Null(mail.ReplyTo);
    }

    [Fact]
    public async Task A_second_click_sends_no_second_mail_and_says_that_it_is_confirmed_already()
    {
        await ada.AskAsync();
        var first = await ada.Visit.PostAsync(ada.Link("confirm"));
        var second = await ada.Visit.PostAsync(ada.Link("confirm"));
        await app.ProcessQueueAsync();
        var third = await ada.Visit.PostAsync(ada.Link("confirm"));
        await app.ProcessQueueAsync();

        Assert.Equal(
            ["You are signed up", "You are already signed up", "You are already signed up"],
            new[] { first.Title, second.Title, third.Title });
        Assert.All([first, second, third], page => Assert.Equal(200, page.Status));
        Assert.Equal(["subscribe-confirm", "subscribe-welcome"], ada.Mails);
    }

    [Fact]
    public async Task Two_confirmation_mails_make_one_subscription()
    {
        await ada.AskAsync();
        var earlier = ada.Link("confirm");
        app.Clock.Advance(TimeSpan.FromMinutes(20));
        await ada.AskAsync();
        Assert.NotEqual(earlier, ada.Link("confirm"));

        await ada.Visit.PostAsync(earlier);
        await app.ProcessQueueAsync();
        var later = await ada.ConfirmAsync();

        Assert.Equal("You are already signed up", later.Title);
        Assert.Equal(["subscribe-confirm", "subscribe-confirm", "subscribe-welcome"], ada.Mails);
    }

    [Fact]
    public async Task An_expired_link_offers_a_new_mail_and_the_new_one_works()
    {
        await ada.AskAsync();
        var expired = ada.Link("confirm");
        app.Clock.Advance(TimeSpan.FromDays(7));

        var shown = await ada.Visit.GetAsync(expired);
        var posted = await ada.Visit.PostAsync(expired);
        await app.ProcessQueueAsync();
        Assert.Equal((410, 410), (shown.Status, posted.Status));
        Assert.True(shown.HasButton("Send me a new email"));
        Assert.Equal(SubscriptionState.Pending, app.Recipients.Single.State);

        var again = await ada.Visit.PostAsync(expired, "again=1");
        await app.ProcessQueueAsync();
        Assert.Equal((200, "Please check your inbox"), (again.Status, again.Title));

        Assert.Equal("You are signed up", (await ada.ConfirmAsync()).Title);
    }

    [Fact]
    public async Task A_suppressed_recipient_stays_suppressed_whatever_link_is_used()
    {
        await ada.SubscribeAsync();
        app.Recipients.Put(app.Recipients.Single with { State = SubscriptionState.Suppressed });

        await ada.Visit.PostAsync(ada.Link("unsubscribe"));
        Assert.Equal(410, (await ada.Visit.PostAsync(ada.Link("unsubscribe"), "undo=1")).Status);
        Assert.Equal(410, (await ada.Visit.PostAsync(ada.Link("confirm"), "again=1")).Status);
        await ada.Visit.PostAsync(ada.Link("not-me"));
        await app.ProcessQueueAsync();

        Assert.Equal(SubscriptionState.Suppressed, app.Recipients.Single.State);
        Assert.Equal(2, ada.Mails.Count());
    }

    [Fact]
    public async Task Looking_at_links_changes_nothing_however_often_and_whoever_looks()
    {
        await ada.SubscribeAsync();
        await ada.Visit.PostAsync(ada.Link("unsubscribe"));
        app.Clock.Advance(TimeSpan.FromHours(1));
        await ada.AskAsync();
        var before = app.Recipients.Single;
        Assert.Equal(
            ["/api/confirm", "/api/not-me", "/api/resources", "/api/unsubscribe"],
            ada.Links.Select(link => link.AbsolutePath).Distinct().Order(StringComparer.Ordinal));

        foreach (var link in ada.Links)
        {
            await Task.WhenAll(Enumerable.Range(0, 100).Select(i =>
                i % 2 == 0 ? ada.Visit.GetAsync(link) : ada.Visit.HeadAsync(link)));
        }

        await app.ProcessQueueAsync();
        Assert.Equal(before, app.Recipients.Single);
        Assert.Equal(3, app.Submissions.Rows.Count);
    }

    [Fact]
    public async Task The_consent_record_says_what_was_agreed_to_where_when_and_by_which_request()
    {
        using var worded = new TestApp(new()
        {
            ["Subscriptions:ConsentText"] = "News by mail",
            ["Subscriptions:ConsentVersion"] = "2026-01",
        });
        var id = await worded.AcceptAsync("subscribe", ("email", "ada@example.org"));
        await worded.ProcessQueueAsync();
        var asked = worded.Clock.GetUtcNow();
        worded.Clock.Advance(TimeSpan.FromHours(2));

        await new Subscriber(worded).ConfirmAsync();

        var row = worded.Recipients.Single;
        Assert.Equal(new Consent("News by mail", "2026-01", "https://www.clinic.example/page", asked, id), row.Consent);
        Assert.Equal(asked.AddHours(2), row.ConfirmedAt);
        Assert.Equal("confirm", worded.Submissions.Rows.Single(submission => submission.Id == row.ConfirmedBy).Kind);
    }

    [Fact]
    public async Task List_mail_waits_while_the_postal_address_is_the_placeholder()
    {
        using var unfinished = new TestApp(new() { ["Clinic:PostalAddress"] = "replace-me with the postal address" });
        await new Subscriber(unfinished).SubscribeAsync();

        var welcome = unfinished.Mails["subscribe-welcome"];
        Assert.Equal(
            (MailState.Parked, "Clinic:PostalAddress is still the placeholder."), (welcome.State, welcome.Error));
        Assert.DoesNotContain(unfinished.Sender.Sent, mail => mail.Template == "subscribe-welcome");
        Assert.Single(unfinished.Logs.Lines, line => line.StartsWith("Critical", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_confirmation_mail_that_had_to_wait_is_not_sent_to_who_must_not_get_it_any_more()
    {
        app.Sender.Answer = _ => new SendOutcome.NotSent("SendGrid answered 503", null);
        await ada.AskAsync();
        app.Recipients.Put(app.Recipients.Single with { State = SubscriptionState.Suppressed });
        app.Sender.Sent.Clear();

        await app.PassAsync(TimeSpan.FromMinutes(5));

        Assert.Empty(app.Sender.Sent);
        Assert.Equal(MailState.Failed, app.Mails["subscribe-confirm"].State);
        Assert.Empty(app.Submissions.Markers);
    }

    [Fact]
    public async Task No_log_line_holds_an_address_or_a_token()
    {
        await ada.SubscribeAsync();
        await ada.Visit.PostAsync(ada.Link("unsubscribe"), "undo=1");
        await ada.Visit.PostAsync(ada.Link("not-me"));
        await app.ProcessQueueAsync();

        Assert.NotEmpty(app.Logs.Lines);
        Assert.All(app.Logs.Lines, line => Assert.DoesNotMatch("ada@|k1\\.|[0-9a-f]{64}", line));
    }
}
