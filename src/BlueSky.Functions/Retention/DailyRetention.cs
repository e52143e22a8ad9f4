using BlueSky.Functions.Imports;
using BlueSky.Functions.News;
using BlueSky.Functions.Operations;
using BlueSky.Functions.Recipients;
using BlueSky.Functions.Staff;
using BlueSky.Functions.Submissions;
using BlueSky.Functions.Subscriptions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace BlueSky.Functions.Retention;

/// <summary>
/// Deletes expired data once a day, records the counts in the audit, and repairs the list of subscribers. Checks only
/// the days that have expired since the last complete run, so that the cost depends on what is to be deleted, and
/// missed days are caught up.
/// </summary>
internal sealed partial class DailyRetention(
    PendingRequestCleanup pending, RequestCleanup requests, IRecipientStore store, RecipientBook recipients,
    ISubmissionStore submissions, SignInCleanup signIns, NewsCleanup news, ImportCleanup imports,
    SubscriberIndexRepair subscribers, IAuditLog audit, RetentionSettings settings, TimeProvider clock,
    ILogger<DailyRetention> logger)
{
    /// <summary>The function's name, also in the audit.</summary>
    public const string Command = "forget-pending";

    /// <summary>The operator's command that brings rows back.</summary>
    private const string RestoreCommand = "restore";

    private const string Who = "timer";
    private const string Subject = "retention";
    private const string Done = "done";
    private const string MoreToDo = "more to do";

    /// <summary>Limit for one run, so that it ends even after an attack; the next run continues.</summary>
    private const int MaxRemoved = 50_000;

    /// <summary>How many rows are removed together.</summary>
    private const int BatchSize = 100;

    /// <summary>After a longer pause, the last run is ignored and everything is checked.</summary>
    private static readonly TimeSpan MaxPause = TimeSpan.FromDays(365);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var begun = AuditEntry.Begin(now, Who, Command, Subject);
        await audit.AddAsync(begun, cancellationToken);
        var last = await FindLastAsync(now, cancellationToken);

        var (unconfirmed, theirSubmissions) = await pending.RunAsync(last, cancellationToken);
        var codes = await signIns.RunAsync(last ?? now - MaxPause, cancellationToken);
        var addresses = await ClearAcknowledgedAsync(now - settings.Spam, cancellationToken);
        var robots = await RemoveOldAsync(now, last, cancellationToken);
        var removed = await requests.RunAsync(cancellationToken);
        await RemoveClaimsAsync(now, last, cancellationToken);
        var entries = await audit.RemoveBeforeAsync(now - settings.Audit, cancellationToken);
        await news.RunAsync(last, cancellationToken);
        await RepairAsync(cancellationToken);
        await RemoveImportsAsync(cancellationToken);
        var isComplete = robots < MaxRemoved && !removed.IsMore && codes < SignInCleanup.MaxRemoved;

        await audit.AddAsync(
            begun.End(clock.GetUtcNow(), isComplete ? Done : MoreToDo) with
            {
                Details = $"unconfirmed requests {unconfirmed}, their submissions {theirSubmissions}, "
                    + $"acknowledged addresses {addresses}, spam {robots + removed.Spam}, "
                    + $"closed requests {removed.Closed}, blocked senders {removed.UnblockedSenders}, "
                    + $"requests for sign-in codes {codes}, audit entries {entries}",
            },
            cancellationToken);
        LogDeleted(unconfirmed, theirSubmissions, addresses, robots + removed.Spam, removed.Closed, codes, entries);
    }

    private async Task RepairAsync(CancellationToken cancellationToken)
    {
        if (await subscribers.RunAsync(cancellationToken) is > 0 and var repaired)
        {
            LogRepaired(repaired);
        }
    }

    private async Task RemoveImportsAsync(CancellationToken cancellationToken)
    {
        if (await imports.RunAsync(cancellationToken) is > 0 and var removed)
        {
            LogImports(removed);
        }
    }

    // What was restored from a backup may be older than the days that the last run left: then everything is checked.
    private async Task<DateTimeOffset?> FindLastAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await audit.FindLastAsync(Command, Done, now - MaxPause, cancellationToken) is not { } last)
        {
            return null;
        }

        return await audit.FindLastAsync(RestoreCommand, AuditEntry.Begun, last, cancellationToken) is null
            && await audit.FindLastAsync(RestoreCommand, Done, last, cancellationToken) is null
            ? last
            : null;
    }

    // A repeated post, or a challenge used again, arrives on the same day or the next.
    private async Task RemoveClaimsAsync(DateTimeOffset now, DateTimeOffset? last, CancellationToken cancellationToken)
    {
        var newest = SubmissionKey.DayOf(now).AddDays(-2);
        var oldest = SubmissionKey.DayOf(last ?? now - MaxPause).AddDays(-2);
        for (var day = newest; day >= oldest; day = day.AddDays(-1))
        {
            await submissions.RemoveClaimsAsync(day, cancellationToken);
        }
    }

    /// <summary>
    /// Clears addresses that only got acknowledgements. The requests still contain them, for as long as those are kept.
    /// </summary>
    private async Task<int> ClearAcknowledgedAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        var cleared = 0;
        await foreach (var recipient in store.FindWithoutSubscriptionAsync(cancellationToken))
        {
            if (!ReferenceEquals(recipient.ClearAcknowledged(before), recipient))
            {
                await recipients.ChangeAsync(
                    recipient.Key, current => current.ClearAcknowledged(before), cancellationToken);
                cleared++;
            }
        }

        return cleared;
    }

    private async Task<int> RemoveOldAsync(
        DateTimeOffset now, DateTimeOffset? last, CancellationToken cancellationToken)
    {
        var (seen, removed) = (0, 0);
        await foreach (var batch in FindOld(now, last, cancellationToken)
            .Take(MaxRemoved).Chunk(BatchSize).WithCancellation(cancellationToken))
        {
            seen += batch.Length;
            removed += await submissions.RemoveUnchangedAsync(batch, cancellationToken);
        }

        return seen < MaxRemoved ? removed : MaxRemoved;
    }

    /// <summary>
    /// Expired subscriptions that bots requested: they need no review, and expire by the day they arrived. Everything
    /// else expires only after a review: see <see cref="RequestCleanup"/>.
    /// </summary>
    private IAsyncEnumerable<SubmissionOutline> FindOld(
        DateTimeOffset now, DateTimeOffset? last, CancellationToken cancellationToken) =>
        submissions.FindOldAsync(
            FirstDay(last, settings.Spam), SubmissionKey.DayOf(now - settings.Spam).AddDays(-1),
            SubscribeForm.FormName, SubmissionState.Quarantined, cancellationToken)
            .Where(submission => submission.Error == QuarantineReason.Honeypot);

    // One day more than needed: a run may have lasted past midnight.
    private static DateOnly FirstDay(DateTimeOffset? last, TimeSpan keptFor) =>
        last is { } time ? SubmissionKey.DayOf(time - keptFor).AddDays(-2) : DateOnly.MinValue;

    [LoggerMessage(LogLevel.Information, "Deleted {Imports} imports that were done or never started")]
    private partial void LogImports(int imports);

    [LoggerMessage(LogLevel.Information, "The list of subscribers had {Lines} wrong lines; they are repaired")]
    private partial void LogRepaired(int lines);

    [LoggerMessage(
        LogLevel.Information,
        "Deleted {Requests} unconfirmed requests with {Submissions} submissions, {Addresses} addresses that only "
        + "received acknowledgements, {Spam} spam submissions, {Closed} closed requests, {Codes} requests for sign-in "
        + "codes and {Entries} audit entries")]
    private partial void LogDeleted(
        int requests, int submissions, int addresses, int spam, int closed, int codes, int entries);
}

/// <summary>Once a day, at a quiet hour.</summary>
public sealed class ForgetPendingFunction
{
    private readonly DailyRetention retention;

    internal ForgetPendingFunction(DailyRetention retention) => this.retention = retention;

    [Function(DailyRetention.Command)]
    public Task RunAsync([TimerTrigger("0 17 9 * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        retention.RunAsync(cancellationToken);
}
