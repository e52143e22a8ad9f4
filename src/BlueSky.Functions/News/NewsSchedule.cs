using BlueSky.Functions.Submissions;
using Microsoft.Extensions.Logging;

namespace BlueSky.Functions.News;

/// <summary>
/// Each minute: starts what is scheduled, goes on with what was interrupted, and counts what became of the emails. One
/// call while there is nothing to do.
/// </summary>
internal sealed partial class NewsSchedule(
    INewsStore store, NewsStart start, NewsSending sending, NewsCounting counting, TimeProvider clock,
    ILogger<NewsSchedule> logger)
{
    /// <summary>How long events of SendGrid are worth counting after the last email.</summary>
    private static readonly TimeSpan CountedFor = TimeSpan.FromDays(3);

    /// <summary>A part whose time passed so long ago has no message any more.</summary>
    private static readonly TimeSpan LateAfter = TimeSpan.FromMinutes(2);

    /// <summary>A start takes seconds.</summary>
    private static readonly TimeSpan StartsWithin = TimeSpan.FromMinutes(1);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            var now = clock.GetUtcNow();
            await foreach (var news in store.FindActiveAsync(now - CountedFor, cancellationToken))
            {
                await AdvanceAsync(news, now, cancellationToken);
            }
        }
        catch (StorageUnavailableException e)
        {
            LogInterrupted(e.Reason);
        }
    }

    private async Task AdvanceAsync(NewsItem news, DateTimeOffset now, CancellationToken cancellationToken)
    {
        switch (news.State)
        {
            case NewsState.Scheduled when news.ScheduledFor <= now:
                await start.StartAsync(news, cancellationToken);
                break;
            case NewsState.Starting when news.ChangedAt + StartsWithin <= now:
                await start.BeginAsync(news, cancellationToken);
                break;
            case NewsState.Sending:
                if (!await start.ContinueAsync(news, now - LateAfter, cancellationToken))
                {
                    await sending.FinishAsync(news.Id, cancellationToken);
                }

                break;
            default:
                break;
        }

        if (news.StartedAt is not null && !(news.Counts.At + IntervalOf(news, now) > now)
            && await store.FindAsync(news.Id, cancellationToken) is { } current)
        {
            await counting.CountAsync(current, cancellationToken);
        }
    }

    // Often while someone may be watching, rarely later.
    private static TimeSpan IntervalOf(NewsItem news, DateTimeOffset now) =>
        news.EndedAt is not { } ended || now - ended < TimeSpan.FromHours(1)
            ? TimeSpan.FromMinutes(2)
            : TimeSpan.FromHours(1);

    [LoggerMessage(LogLevel.Warning, "News could not be looked at ({Reason}); this is repeated in a minute")]
    private partial void LogInterrupted(string reason);
}
