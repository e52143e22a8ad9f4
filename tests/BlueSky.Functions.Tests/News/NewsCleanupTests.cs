using BlueSky.Functions.News;

namespace BlueSky.Functions.Tests.News;

public sealed class NewsCleanupTests : IDisposable
{
    private readonly NewsApp news = new();

    public void Dispose() => news.Dispose();

    [Fact]
    public async Task Ninety_days_after_the_end_the_outbox_forgets_who_got_the_news_and_the_counts_stay()
    {
        await news.SubscribeAsync("ada", "eve");
        await news.SendAsync();
        await news.PassAsync(TimeSpan.FromMinutes(3));
        var sent = news.News;

        news.App.Clock.Advance(TimeSpan.FromDays(89));
        await CleanAsync();
        Assert.Equal(2, news.App.Mails.Rows.Count);
        news.App.Clock.Advance(TimeSpan.FromDays(2));
        await CleanAsync();

        Assert.Empty(news.App.Mails.Rows);
        Assert.Equal(sent, news.News);
        Assert.Equal(2, sent.Counts.Handed);
    }

    [Fact]
    public async Task A_test_is_forgotten_after_thirty_days()
    {
        await news.App.Get<NewsTest>().RequestAsync(await news.DraftAsync(), NewsApp.Rosa);
        await news.App.ProcessQueueAsync();
        Assert.Equal("rosa@clinic.example", news.App.Mails["news-test"].To);

        news.App.Clock.Advance(TimeSpan.FromDays(32));
        await CleanAsync();

        Assert.Empty(news.App.Submissions.Rows);
        Assert.Empty(news.App.Mails.Rows);
    }

    [Fact]
    public async Task Pressing_the_button_twice_sends_one_test_and_a_changed_text_another()
    {
        var draft = await news.DraftAsync();
        await news.App.Get<NewsTest>().RequestAsync(draft, NewsApp.Rosa);
        await news.App.Get<NewsTest>().RequestAsync(draft, NewsApp.Rosa);
        await news.App.Get<NewsTest>().RequestAsync(draft with { Changes = 1 }, NewsApp.Rosa);
        await news.App.ProcessQueueAsync();

        Assert.Equal(2, news.App.Sender.Sent.Count);
        Assert.All(news.App.Sender.Sent, mail => Assert.Equal("Test: Our holiday hours", mail.Content.Subject));
    }

    private Task CleanAsync() => news.App.Get<NewsCleanup>().RunAsync(last: null, default);
}
