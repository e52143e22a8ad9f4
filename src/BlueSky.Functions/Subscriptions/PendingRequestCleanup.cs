using BlueSky.Functions.Forms;
using BlueSky.Functions.Operations;
using BlueSky.Functions.Recipients;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Subscriptions;

/// <summary>
/// Forgets requests that nobody confirmed: whoever's address it was never agreed to have it kept. First the
/// recipients, then the submissions of the days that are old enough, and the mails that followed from them. What asked
/// for the link to unsubscribe goes with them, whoever it was: nothing comes of it any more.
/// </summary>
internal sealed class PendingRequestCleanup(
    IRecipientStore store, RecipientBook recipients, ISubmissionStore submissions, Erasure erasure,
    SubscriptionSettings settings, TimeProvider clock)
{
    /// <summary>Submissions are looked at again on so many days at least: a request may be asked for again.</summary>
    private static readonly TimeSpan MinOverlap = TimeSpan.FromDays(14);

    /// <param name="last">When this was last done; null when nobody knows.</param>
    /// <returns>How many requests, and how many submissions.</returns>
    public async Task<(int Requests, int Submissions)> RunAsync(
        DateTimeOffset? last, CancellationToken cancellationToken)
    {
        var before = clock.GetUtcNow() - settings.ForgetPendingAfter;
        var requests = 0;
        await foreach (var pending in store.FindPendingAsync(before, cancellationToken))
        {
            await recipients.ChangeAsync(pending.Key, current => current.ForgetPending(before), cancellationToken);
            requests++;
        }

        var erased = 0;
        await foreach (var submission in FindOld(before, last, cancellationToken))
        {
            await erasure.EraseAsync(submission.Key, cancellationToken);
            erased++;
        }

        return (requests, erased);
    }

    private IAsyncEnumerable<SubmissionOutline> FindOld(
        DateTimeOffset before, DateTimeOffset? last, CancellationToken cancellationToken)
    {
        var lastDay = SubmissionKey.DayOf(before).AddDays(-1);
        var firstDay = last is { } time
            ? SubmissionKey.DayOf(time - settings.ForgetPendingAfter - Overlap).AddDays(-1)
            : DateOnly.MinValue;
        return OfKind(SubscribeForm.FormName)
            .Where(async (submission, stop) => await IsForgottenAsync(submission, stop))
            .Concat(OfKind(ManageHandler.KindName));

        IAsyncEnumerable<SubmissionOutline> OfKind(string kind) => submissions.FindOldAsync(
            firstDay, lastDay, kind, SubmissionState.Processed, cancellationToken);
    }

    // Who asked again was kept for as long once more, and with that what they had asked first.
    private TimeSpan Overlap =>
        settings.ForgetPendingAfter > MinOverlap ? settings.ForgetPendingAfter : MinOverlap;

    private async Task<bool> IsForgottenAsync(SubmissionOutline submission, CancellationToken cancellationToken)
    {
        var recipient = await recipients.FindAsync(EmailAddress.OfStored(submission.Email), cancellationToken);
        return recipient is null or { State: SubscriptionState.None } || recipient.IsCleared();
    }
}
