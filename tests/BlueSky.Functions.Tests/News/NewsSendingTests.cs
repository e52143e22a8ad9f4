using BlueSky.Functions.Mail;
using BlueSky.Functions.News;

namespace BlueSky.Functions.Tests.News;

public sealed class NewsSendingTests : IDisposable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly NewsApp news = new();

    public void Dispose() => news.Dispose();

    [Fact]
    public async Task Each_confirmed_subscriber_gets_the_news_once_and_it_is_then_sent()
    {
        await news.SubscribeAsync("ada", "eve", "kim");
        await news.ChangeAsync("lee", current => current with { Email = "lee@example.org" });

        await news.SendAsync();
        await news.PassAsync(3 * Minute);

        Assert.Equal(["ada@example.org", "eve@example.org", "kim@example.org"], news.SentTo);
        Assert.Equal((NewsState.Sent, 3), (news.News.State, news.News.Recipients));
        Assert.Empty(news.App.Externals.News.Parts);
        Assert.Equal(0, news.App.Externals.NewsQueue.Count);
    }

    [Fact]
    public async Task A_row_in_the_outbox_precedes_the_attempt_and_holds_no_address()
    {
        await news.SubscribeAsync("ada");

        await news.SendAsync();

        Assert.Equal(
            ["news: Due", "news: Sending", "news: Accepted"],
            news.App.Mails.History.Where(entry => entry.StartsWith("news:", StringComparison.Ordinal)));
        var row = news.App.Mails["news"];
        Assert.Equal(("", news.App.Recipients.Single.Key), (row.To, row.Recipient));
        Assert.Equal(new DateOnly(2026, 1, 8), row.Submission.Day);
        Assert.StartsWith("NEWS-23456789-", row.Submission.Id, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_email_can_be_unsubscribed_from_by_one_click()
    {
        await news.SubscribeAsync("ada");

        await news.SendAsync();

        var sent = Assert.Single(news.App.Sender.Sent);
        Assert.Equal("Our holiday hours", sent.Content.Subject);
        Assert.Equal("List-Unsubscribe=One-Click", sent.Headers["List-Unsubscribe-Post"]);
        Assert.StartsWith(
            "<https://forms.clinic.example/api/unsubscribe?t=", sent.Headers["List-Unsubscribe"],
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_unsubscribes_before_their_turn_gets_none()
    {
        await news.SubscribeAsync("ada", "eve");
        news.App.Sender.Answer = _ => new SendOutcome.NotSent("busy", null);
        await news.SendAsync();
        await news.UnsubscribeAsync("eve");
        news.App.Sender.AnswersWith();

        await news.PassAsync(3 * Minute);

        Assert.Equal(["ada@example.org"], AcceptedTo());
        await news.App.Get<NewsCounting>().CountAsync(news.News, default);
        Assert.Equal((NewsState.Sent, 1), (news.News.State, news.News.Counts.Skipped));
    }

    [Fact]
    public async Task Who_confirms_after_the_start_gets_none_of_it()
    {
        await news.SubscribeAsync("ada");
        await news.App.Get<NewsStart>().StartAsync(await news.DraftAsync(), default);
        await news.ChangeAsync("eve", current => current with
        {
            Email = "eve@example.org", State = Functions.Recipients.SubscriptionState.Confirmed,
            ConfirmedAt = NewsApp.Noon.AddSeconds(1),
        });

        await news.WorkAsync();

        Assert.Equal(["ada@example.org"], news.SentTo);
    }

    [Fact]
    public async Task A_message_that_comes_twice_sends_nothing_twice()
    {
        await news.SubscribeAsync("ada", "eve");
        await news.App.Get<NewsStart>().StartAsync(await news.DraftAsync(), default);
        var messages = news.App.Externals.NewsQueue.TakeVisible();

        await Task.WhenAll(messages.Concat(messages).Select(
            message => Task.Run(() => news.App.Get<NewsSending>().RunAsync(message, default))));
        await news.PassAsync(5 * Minute);

        Assert.Equal(["ada@example.org", "eve@example.org"], news.SentTo);
    }

    [Fact]
    public async Task Lost_messages_are_sent_again_within_minutes()
    {
        await news.SubscribeAsync("ada", "eve");
        await news.App.Get<NewsStart>().StartAsync(await news.DraftAsync(), default);
        news.App.Externals.NewsQueue.Lose();

        await news.PassAsync(4 * Minute);

        Assert.Equal(["ada@example.org", "eve@example.org"], news.SentTo);
        Assert.Equal(NewsState.Sent, news.News.State);
    }

    [Fact]
    public async Task What_SendGrid_did_not_take_is_tried_again()
    {
        await news.SubscribeAsync("ada");
        news.App.Sender.AnswersWith(
            new SendOutcome.NotSent("429", TimeSpan.FromMinutes(2)), new SendOutcome.NotSent("503", null));

        await news.SendAsync();
        Assert.Equal(NewsState.Sending, news.News.State);
        await news.PassAsync(4 * Minute);

        Assert.Equal(3, news.SentTo.Count());
        Assert.Equal((MailState.Accepted, NewsState.Sent), (news.App.Mails["news"].State, news.News.State));
    }

    [Fact]
    public async Task An_unknown_outcome_waits_for_SendGrids_event_before_it_is_tried_again()
    {
        await news.SubscribeAsync("ada");
        news.App.Sender.AnswersWith(new SendOutcome.Unknown("no answer"));

        await news.SendAsync();
        await news.PassAsync(9 * Minute);
        Assert.Single(news.SentTo);
        await news.PassAsync(3 * Minute);

        Assert.Equal((2, MailState.Accepted), (news.SentTo.Count(), news.App.Mails["news"].State));
    }

    [Fact]
    public async Task In_a_minute_no_more_are_sent_than_the_setting_allows()
    {
        using var slow = new NewsApp(new() { ["News:MailsPerMinute"] = "2" });
        await slow.SubscribeAsync("ada", "eve", "kim", "lee", "sam");

        await slow.SendAsync();
        Assert.Equal(2, slow.SentTo.Count());
        await slow.PassAsync(Minute);
        Assert.Equal(4, slow.SentTo.Count());
        await slow.PassAsync(2 * Minute);

        Assert.Equal((5, NewsState.Sent), (slow.SentTo.Count(), slow.News.State));
    }

    [Fact]
    public async Task Without_a_limit_all_are_sent_at_once()
    {
        using var fast = new NewsApp(new() { ["News:MailsPerMinute"] = "0" });
        await fast.SubscribeAsync([.. Enumerable.Range(0, 50).Select(number => $"person-{number}")]);

        await fast.SendAsync();

        Assert.Equal(50, fast.SentTo.Distinct().Count());
    }

    [Fact]
    public async Task Paused_news_send_nothing_until_they_are_resumed()
    {
        await news.SubscribeAsync("ada");
        await news.App.Get<NewsStart>().StartAsync(await news.DraftAsync(), default);
        await news.SaveAsync(news.News.Pause("rosa", news.App.Clock.GetUtcNow()));
        await news.PassAsync(5 * Minute);
        Assert.Empty(news.SentTo);

        await news.SaveAsync(news.News.Resume("rosa", news.App.Clock.GetUtcNow()));
        await news.App.Get<NewsStart>().ContinueAsync(news.News, DateTimeOffset.MaxValue, default);
        await news.WorkAsync();

        Assert.Equal(["ada@example.org"], news.SentTo);
    }

    [Fact]
    public async Task Stopped_news_send_nothing_more()
    {
        await news.SubscribeAsync("ada", "eve");
        await news.App.Get<NewsStart>().StartAsync(await news.DraftAsync(), default);
        await news.SaveAsync(news.News.Stop("rosa", news.App.Clock.GetUtcNow()));

        await news.PassAsync(5 * Minute);

        Assert.Empty(news.SentTo);
        Assert.Equal(NewsState.Stopped, news.News.State);
    }

    [Fact]
    public async Task Scheduled_news_begin_at_their_time()
    {
        await news.SubscribeAsync("ada");
        var at = NewsApp.Noon.AddMinutes(30);
        await news.SaveAsync((await news.DraftAsync()).Schedule(at, "rosa", NewsApp.Noon));

        await news.PassAsync(29 * Minute);
        Assert.Empty(news.SentTo);
        await news.PassAsync(3 * Minute);

        Assert.Equal(["ada@example.org"], news.SentTo);
        Assert.True(news.News.StartedAt >= at);
    }

    [Fact]
    public async Task What_became_of_the_emails_is_counted()
    {
        await news.SubscribeAsync("ada", "eve", "kim", "lee");
        news.App.Sender.AnswersWith(new SendOutcome.Refused("no such domain"));
        await news.SendAsync();
        await news.UnsubscribeAsync("kim");
        var delivered = news.App.Mails.Rows.First(mail => mail.State == MailState.Accepted);
        await news.App.Get<IMailOutbox>().ReportAsync(
            delivered.Key, new MailReport(MailState.Delivered, null, null), news.App.Clock, default);

        await news.PassAsync(3 * Minute);

        Assert.Equal(
            new NewsCounts(Handed: 3, Arrived: 1, OnTheWay: 2, Failed: 1, GivenUp: 1, Skipped: 0, Unsubscribed: 1, At: null),
            news.News.Counts with { At = null });
    }

    [Fact]
    public async Task What_was_given_up_is_tried_again_on_request_and_the_others_get_no_second_one()
    {
        await news.SubscribeAsync("ada", "eve", "kim", "lee");
        news.App.Sender.AnswersWith(new SendOutcome.Refused("busy"), new SendOutcome.Refused("busy"));
        await news.SendAsync();
        await news.PassAsync(3 * Minute);
        var tried = news.App.Mails.Rows.Where(mail => mail.State == MailState.Failed).ToList();
        await news.UnsubscribeAsync(NameOf(tried[0]));
        var first = news.SentTo.ToList();

        await news.SaveAsync(news.News.Retry("rosa", news.App.Clock.GetUtcNow()));
        await news.PassAsync(3 * Minute);

        Assert.Equal(first.Append($"{NameOf(tried[1])}@example.org").Order(), news.SentTo);
        Assert.Equal(NewsState.Sent, news.News.State);
        Assert.Equal((3, 0, 1), (news.News.Counts.Handed, news.News.Counts.GivenUp, news.News.Counts.Skipped));
    }

    [Fact]
    public async Task What_is_given_up_once_more_waits_for_the_next_request()
    {
        await news.SubscribeAsync("ada");
        news.App.Sender.Answer = _ => new SendOutcome.Refused("busy");
        await news.SendAsync();
        await news.PassAsync(3 * Minute);

        await news.SaveAsync(news.News.Retry("rosa", news.App.Clock.GetUtcNow()));
        await news.PassAsync(10 * Minute);

        Assert.Equal((2, NewsState.Sent), (news.SentTo.Count(), news.News.State));
        Assert.NotNull(news.News.Retry("rosa", news.App.Clock.GetUtcNow()));
        Assert.Null(news.News.Retry("rosa", news.App.Clock.GetUtcNow().AddDays(3)));
    }

    [Fact]
    public async Task An_outage_of_storage_delays_and_loses_nothing()
    {
        await news.SubscribeAsync("ada", "eve");
        await news.App.Get<NewsStart>().StartAsync(await news.DraftAsync(), default);
        news.App.Mails.IsDown = true;
        await news.WorkAsync();
        news.App.Mails.IsDown = false;

        await news.PassAsync(5 * Minute);

        Assert.Equal(["ada@example.org", "eve@example.org"], news.SentTo);
    }

    private string NameOf(OutboxMail mail) =>
        news.App.Recipients.Rows.Single(row => row.Key == mail.Recipient).Email!.Split('@')[0];

    private IEnumerable<string> AcceptedTo() => news.App.Mails.Rows
        .Where(mail => mail.State == MailState.Accepted)
        .Select(mail => news.App.Recipients.Rows.Single(row => row.Key == mail.Recipient).Email!);
}
