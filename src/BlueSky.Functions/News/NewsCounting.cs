using BlueSky.Functions.Mail;
using BlueSky.Functions.Recipients;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.News;

/// <summary>
/// Counts what became of news. Reads a few columns of each of its emails in the outbox: a call for every thousand.
/// </summary>
internal sealed class NewsCounting(
    INewsStore store, IMailOutbox outbox, ISubscriberIndex subscribers, TimeProvider clock)
{
    /// <summary>Limit of what is counted of those who unsubscribed.</summary>
    private const int MaxUnsubscribed = 10_000;

    /// <returns>With new counts; as it was when another changed it meanwhile.</returns>
    public async Task<NewsItem> CountAsync(NewsItem news, CancellationToken cancellationToken)
    {
        if (news.StartedAt is not { } startedAt)
        {
            return news;
        }

        var counts = NewsCounts.None with { At = clock.GetUtcNow() };
        await foreach (var mail in outbox.ReadProgressAsync(
            SubmissionKey.DayOf(startedAt), $"{news.Id}-", cancellationToken))
        {
            counts = Add(counts, mail);
        }

        counts = counts with
        {
            Unsubscribed = await subscribers.ListAsync(SubscriptionState.Unsubscribed, cancellationToken)
                .TakeWhile(line => line.Since >= startedAt).Take(MaxUnsubscribed).CountAsync(cancellationToken),
        };
        return await store.TrySaveAsync(news with { Counts = counts }, cancellationToken) ?? news;
    }

    private static NewsCounts Add(NewsCounts counts, MailProgress mail) => mail switch
    {
        { State: MailState.Accepted } => counts with { Handed = counts.Handed + 1, OnTheWay = counts.OnTheWay + 1 },
        { State: MailState.Delivered } => counts with { Handed = counts.Handed + 1, Arrived = counts.Arrived + 1 },
        { State: MailState.Dropped, WasTaken: false } => counts with { Skipped = counts.Skipped + 1 },
        { State: MailState.Bounced or MailState.Dropped } =>
            counts with { Handed = counts.Handed + 1, Failed = counts.Failed + 1 },
        { State: MailState.Failed } => counts with { Failed = counts.Failed + 1, GivenUp = counts.GivenUp + 1 },
        { State: MailState.Sending or MailState.Unknown } => counts with { OnTheWay = counts.OnTheWay + 1 },
        _ => counts,
    };
}
