namespace BlueSky.Functions.News;

/// <summary>The only state changes of news. Pure; each returns null where it is not possible.</summary>
internal static class NewsTransitions
{
    /// <summary>News are no news after that.</summary>
    private static readonly TimeSpan RetriedWithin = TimeSpan.FromDays(3);

    public static NewsItem? Edit(this NewsItem news, string subject, string text, string by, DateTimeOffset now) =>
        !news.IsEditable ? null
        : news.Subject == subject && news.Text == text ? news
        : news with
        {
            Subject = subject, Text = text, Changes = news.Changes + 1, By = by, ChangedAt = now, TestedAt = null,
        };

    public static NewsItem? Tested(this NewsItem news, DateTimeOffset now) =>
        news.IsEditable ? news with { TestedAt = now } : null;

    public static NewsItem? Schedule(this NewsItem news, DateTimeOffset at, string by, DateTimeOffset now) =>
        news.State == NewsState.Draft
            ? news with { State = NewsState.Scheduled, ScheduledFor = at, By = by, ChangedAt = now }
            : null;

    /// <param name="recipients">How many are subscribed now.</param>
    public static NewsItem? Start(this NewsItem news, int recipients, DateTimeOffset now) =>
        news.State is NewsState.Draft or NewsState.Scheduled
            ? news with { State = NewsState.Starting, StartedAt = now, Recipients = recipients, ChangedAt = now }
            : null;

    /// <summary>The parts are stored.</summary>
    public static NewsItem? Begin(this NewsItem news) =>
        news.State == NewsState.Starting ? news with { State = NewsState.Sending } : null;

    public static NewsItem? Pause(this NewsItem news, string by, DateTimeOffset now) =>
        news.State == NewsState.Sending
            ? news with { State = NewsState.Paused, By = by, ChangedAt = now }
            : null;

    public static NewsItem? Resume(this NewsItem news, string by, DateTimeOffset now) =>
        news.State == NewsState.Paused
            ? news with { State = NewsState.Sending, By = by, ChangedAt = now }
            : null;

    /// <summary>Whether emails that were given up can be tried again.</summary>
    public static bool CanRetry(this NewsItem news, DateTimeOffset now) =>
        news is { State: NewsState.Sent, Counts.GivenUp: > 0 } && news.EndedAt + RetriedWithin > now;

    /// <summary>Its emails that were given up are tried again; no one else gets one.</summary>
    public static NewsItem? Retry(this NewsItem news, string by, DateTimeOffset now) =>
        news.CanRetry(now)
            ? news with { State = NewsState.Starting, RetriedAt = now, EndedAt = null, By = by, ChangedAt = now }
            : null;

    /// <summary>A scheduled one becomes a draft again; one that is being sent ends.</summary>
    public static NewsItem? Stop(this NewsItem news, string by, DateTimeOffset now) => news.State switch
    {
        NewsState.Scheduled =>
            news with { State = NewsState.Draft, ScheduledFor = null, By = by, ChangedAt = now },
        NewsState.Starting or NewsState.Sending or NewsState.Paused =>
            news with { State = NewsState.Stopped, EndedAt = now, By = by, ChangedAt = now },
        _ => null,
    };

    public static NewsItem? Finish(this NewsItem news, DateTimeOffset now) =>
        news.State == NewsState.Sending
            ? news with { State = NewsState.Sent, EndedAt = now, ChangedAt = now }
            : null;
}
