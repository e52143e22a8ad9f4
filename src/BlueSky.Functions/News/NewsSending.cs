using BlueSky.Content.Mails;
using BlueSky.Functions.Mail;
using BlueSky.Functions.Recipients;
using BlueSky.Functions.Submissions;
using Microsoft.Extensions.Logging;

namespace BlueSky.Functions.News;

/// <summary>
/// Sends news to the recipients of one part. Each has a row in the outbox before the first attempt, and is looked at
/// again right before it. Safe to run at any time, repeatedly and concurrently.
/// </summary>
internal sealed partial class NewsSending(
    INewsStore store, IRecipientStore recipients, IMailOutbox outbox, INewsQueue queue, NewsMailer mailer,
    NewsRate rate, TimeProvider clock, ILogger<NewsSending> logger)
{
    /// <summary>As many rows as one transaction adds.</summary>
    private const int AddedAtOnce = 100;

    /// <summary>How long one run sends; another message continues.</summary>
    private static readonly TimeSpan RunsFor = TimeSpan.FromSeconds(30);

    /// <summary>How long a pause or stop may take to be seen by a worker.</summary>
    private static readonly TimeSpan LooksEvery = TimeSpan.FromSeconds(2);

    /// <remarks>
    /// A storage outage must not count as an attempt of the message: the part is found again by its time.
    /// </remarks>
    public async Task RunAsync(NewsMessage message, CancellationToken cancellationToken)
    {
        try
        {
            if (await store.FindAsync(message.Id, cancellationToken) is { State: NewsState.Sending } news
                && await store.FindPartAsync(message.Id, message.Part, cancellationToken) is { } part)
            {
                await RunAsync(news, part, cancellationToken);
            }
        }
        catch (StorageUnavailableException e)
        {
            LogInterrupted(message.Id, message.Part, e.Reason);
        }
    }

    private async Task RunAsync(NewsItem news, NewsPart part, CancellationToken cancellationToken)
    {
        var mails = await AddMissingAsync(news, part, cancellationToken);
        if (await SendAsync(news, mails, cancellationToken) is not { } wait)
        {
            await store.ClosePartAsync(part, cancellationToken);
            await FinishAsync(news.Id, cancellationToken);
        }
        else if (await store.TryDelayPartAsync(part, clock.GetUtcNow() + wait, cancellationToken))
        {
            await queue.TrySendAsync(part.Message, wait, cancellationToken);
        }
    }

    /// <summary>Ends news without open parts.</summary>
    public async Task FinishAsync(string id, CancellationToken cancellationToken)
    {
        if (!await store.ReadPartsAsync(id, cancellationToken).AnyAsync(cancellationToken)
            && await store.FindAsync(id, cancellationToken) is { } news
            && news.Finish(clock.GetUtcNow()) is { } finished
            && await store.TrySaveAsync(finished, cancellationToken) is not null)
        {
            LogFinished(id);
        }
    }

    /// <returns>The part's rows in the outbox, one for each recipient.</returns>
    private async Task<IReadOnlyList<OutboxMail>> AddMissingAsync(
        NewsItem news, NewsPart part, CancellationToken cancellationToken)
    {
        var key = news.PartOf(part.Name);
        var rows = await outbox.ListAsync(key, cancellationToken);
        var known = rows.Select(row => row.Recipient).ToHashSet();
        var isAdded = false;
        await foreach (var some in recipients.FindConfirmedAsync(part.Name, cancellationToken)
            .Where(recipient => NewsMailer.IsDue(recipient, news) && !known.Contains(recipient.Key))
            .Chunk(AddedAtOnce).WithCancellation(cancellationToken))
        {
            isAdded = true;
            var now = clock.GetUtcNow();
            var added = some.Select(recipient => new OutboxMail
            {
                Submission = key, Template = NewsMailer.TemplateName, To = "", Recipient = recipient.Key,
                State = MailState.Due, CreatedAt = now, ChangedAt = now, NextAttemptAt = now,
            }).ToList();
            if (await outbox.TryAddAsync(added, cancellationToken) is null)
            {
                throw new StorageUnavailableException("another worker is adding the emails of this part");
            }
        }

        return isAdded ? await outbox.ListAsync(key, cancellationToken) : rows;
    }

    /// <returns>How long to wait until the next run; null when all emails are done.</returns>
    private async Task<TimeSpan?> SendAsync(
        NewsItem news, IEnumerable<OutboxMail> mails, CancellationToken cancellationToken)
    {
        var text = NewsText.Parse(news.Text);
        var run = new Run { StartedAt = clock.GetUtcNow(), LookedAt = clock.GetUtcNow() };
        var open = new List<OutboxMail>();
        TimeSpan? wait = null;
        foreach (var known in mails)
        {
            var mail = await mailer.RetryAsync(news, known, cancellationToken);
            if (!mail.IsOpen)
            {
                continue;
            }

            wait ??= await WaitAsync(news, mail, run, cancellationToken);
            var after = wait is null ? await mailer.AdvanceAsync(news, text, mail, cancellationToken) : mail;
            if (after.IsOpen)
            {
                open.Add(after);
            }
        }

        return open.Count == 0 ? null : wait ?? mailer.WaitFor(open);
    }

    // Why nothing more can be sent now, as a time to wait.
    private async Task<TimeSpan?> WaitAsync(
        NewsItem news, OutboxMail mail, Run run, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (now - run.StartedAt >= RunsFor)
        {
            return TimeSpan.Zero;
        }

        if (now - run.LookedAt >= LooksEvery)
        {
            run.LookedAt = now;
            if (await store.FindAsync(news.Id, cancellationToken) is not { State: NewsState.Sending })
            {
                return TimeSpan.Zero;
            }
        }

        return !mail.IsReady(now) ? null
            : mailer.GetSendDelay() is { } delay ? delay
            : await rate.TryTakeAsync(cancellationToken) ? null
            : rate.UntilNextMinute;
    }

    private sealed class Run
    {
        public required DateTimeOffset StartedAt { get; init; }

        /// <summary>When it was last seen that the news are still to be sent.</summary>
        public required DateTimeOffset LookedAt { get; set; }
    }

    [LoggerMessage(LogLevel.Information, "All parts of news {Id} are done")]
    private partial void LogFinished(string id);

    [LoggerMessage(
        LogLevel.Error, "Sending part {Part} of news {Id} was interrupted ({Reason}); it is retried within minutes")]
    private partial void LogInterrupted(string id, string part, string reason);
}
