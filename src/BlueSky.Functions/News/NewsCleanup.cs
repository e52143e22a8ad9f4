using BlueSky.Functions.Mail;
using BlueSky.Functions.Operations;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.News;

/// <summary>
/// Deletes what is of no further use: the outbox's rows of news that ended long ago, whose counts stay, and tests.
/// </summary>
internal sealed class NewsCleanup(
    INewsStore store, IMailOutbox outbox, ISubmissionStore submissions, Erasure erasure, TimeProvider clock)
{
    private static readonly TimeSpan EmailsKeptFor = TimeSpan.FromDays(90);
    private static readonly TimeSpan TestsKeptFor = TimeSpan.FromDays(30);

    /// <param name="last">When this last completed; null when unknown.</param>
    public async Task RunAsync(DateTimeOffset? last, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await foreach (var news in store.ListAsync(cancellationToken))
        {
            if (news is { StartedAt: { } startedAt, EndedAt: { } endedAt } && endedAt + EmailsKeptFor < now)
            {
                await outbox.RemoveAllAsync(SubmissionKey.DayOf(startedAt), $"{news.Id}-", cancellationToken);
            }
        }

        // One day more than needed: a run may have lasted past midnight.
        var firstDay = last is { } time ? SubmissionKey.DayOf(time - TestsKeptFor).AddDays(-2) : DateOnly.MinValue;
        var lastDay = SubmissionKey.DayOf(now - TestsKeptFor).AddDays(-1);
        await foreach (var test in submissions.FindOldAsync(
            firstDay, lastDay, NewsTest.KindName, SubmissionState.Processed, cancellationToken))
        {
            await erasure.EraseAsync(test.Key, cancellationToken);
        }
    }
}
