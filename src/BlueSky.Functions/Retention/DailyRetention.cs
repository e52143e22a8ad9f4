using BlueSky.Functions.Operations;
using BlueSky.Functions.Recipients;
using BlueSky.Functions.Submissions;
using BlueSky.Functions.Subscriptions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace BlueSky.Functions.Retention;

/// <summary>
/// Forgets, once a day, what nobody needs any more, and says in the audit how much it was. It looks at the days that
/// became old enough since it last ended well, so that it costs what there is to forget, and a day that was left out
/// is caught up with.
/// </summary>
internal sealed partial class DailyRetention(
    PendingRequestCleanup cleanup, IRecipientStore store, RecipientBook recipients, ISubmissionStore submissions,
    IAuditLog audit, RetentionSettings settings, TimeProvider clock, ILogger<DailyRetention> logger)
{
    /// <summary>Its name in the audit, and the function's.</summary>
    public const string Command = "forget-pending";

    private const string Who = "timer";
    private const string Subject = "retention";
    private const string Done = "done";
    private const string MoreToDo = "more to do";

    /// <summary>So that a run ends, after an attack too; the next one goes on.</summary>
    private const int MaxRemoved = 50_000;

    /// <summary>Rows that are removed together.</summary>
    private const int Batch = 100;

    /// <summary>Longer ago than this, the last run does not count: everything is looked at once.</summary>
    private static readonly TimeSpan MaxPause = TimeSpan.FromDays(365);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var begun = AuditEntry.Begin(now, Who, Command, Subject);
        await audit.AddAsync(begun, cancellationToken);
        var last = await audit.FindLastAsync(Command, Done, now - MaxPause, cancellationToken);

        var (requests, submissionsOfThem) = await cleanup.RunAsync(last, cancellationToken);
        var addresses = await ForgetAcknowledgedAsync(now - settings.Spam, cancellationToken);
        var spam = await RemoveOldAsync(now, last, cancellationToken);
        await RemoveClaimsAsync(now, last, cancellationToken);
        var entries = await audit.RemoveBeforeAsync(now - settings.Audit, cancellationToken);

        await audit.AddAsync(
            begun.End(clock.GetUtcNow(), spam < MaxRemoved ? Done : MoreToDo) with
            {
                Details = $"unconfirmed requests {requests}, their submissions {submissionsOfThem}, "
                    + $"acknowledged addresses {addresses}, spam {spam}, audit entries {entries}",
            },
            cancellationToken);
        LogForgotten(requests, submissionsOfThem, addresses, spam, entries);
    }

    // Whatever repeats a post, or brings its challenge again, does so on the same day or the next.
    private async Task RemoveClaimsAsync(DateTimeOffset now, DateTimeOffset? last, CancellationToken cancellationToken)
    {
        var newest = SubmissionKey.DayOf(now).AddDays(-2);
        var oldest = SubmissionKey.DayOf(last ?? now - MaxPause).AddDays(-2);
        for (var day = newest; day >= oldest; day = day.AddDays(-1))
        {
            await submissions.RemoveClaimsAsync(day, cancellationToken);
        }
    }

    /// <summary>Who was only ever written to about a request stands in the request, as long as that is kept.</summary>
    private async Task<int> ForgetAcknowledgedAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        var forgotten = 0;
        await foreach (var recipient in store.FindWithoutSubscriptionAsync(cancellationToken))
        {
            if (!ReferenceEquals(recipient.ForgetAcknowledged(before), recipient))
            {
                await recipients.ChangeAsync(
                    recipient.Key, current => current.ForgetAcknowledged(before), cancellationToken);
                forgotten++;
            }
        }

        return forgotten;
    }

    private async Task<int> RemoveOldAsync(
        DateTimeOffset now, DateTimeOffset? last, CancellationToken cancellationToken)
    {
        var (seen, removed) = (0, 0);
        await foreach (var some in FindOld(now, last, cancellationToken)
            .Take(MaxRemoved).Chunk(Batch).WithCancellation(cancellationToken))
        {
            seen += some.Length;
            removed += await submissions.RemoveUnchangedAsync(some, cancellationToken);
        }

        return seen < MaxRemoved ? removed : MaxRemoved;
    }

    /// <summary>
    /// What has been kept for long enough. Subscriptions that a robot asked for need nobody's judgement, and count from
    /// the day they came. All else counts from the day a person closed it, and belongs here when that can be done; what
    /// nobody has judged or seen never does.
    /// </summary>
    private IAsyncEnumerable<SubmissionOutline> FindOld(
        DateTimeOffset now, DateTimeOffset? last, CancellationToken cancellationToken) =>
        submissions.FindOldAsync(
            FirstDay(last, settings.Spam), SubmissionKey.DayOf(now - settings.Spam).AddDays(-1),
            SubscribeForm.FormName, SubmissionState.Quarantined, cancellationToken)
            .Where(submission => submission.Error == QuarantineReason.Honeypot);

    // A day more than is needed: a run may have lasted over midnight.
    private static DateOnly FirstDay(DateTimeOffset? last, TimeSpan keptFor) =>
        last is { } time ? SubmissionKey.DayOf(time - keptFor).AddDays(-2) : DateOnly.MinValue;

    [LoggerMessage(
        LogLevel.Information,
        "Deleted {Requests} unconfirmed requests with {Submissions} submissions, {Addresses} addresses that only "
        + "received acknowledgements, {Spam} spam submissions and {Entries} audit entries")]
    private partial void LogForgotten(int requests, int submissions, int addresses, int spam, int entries);
}

/// <summary>Once a day, at an hour when nobody subscribes.</summary>
internal sealed class ForgetPendingFunction(DailyRetention retention)
{
    [Function(DailyRetention.Command)]
    public Task RunAsync([TimerTrigger("0 17 9 * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        retention.RunAsync(cancellationToken);
}
