using BlueSky.Functions.Forms;
using BlueSky.Functions.Operations;
using BlueSky.Functions.Recipients;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Subscriptions;

/// <summary>
/// Deletes requests that were never confirmed: the owner of the address never consented. First the recipients, then the
/// submissions of the days that are old enough, with their emails. Old requests for the unsubscribe link are deleted
/// too, for every address: they have no further effect.
/// </summary>
internal sealed class PendingRequestCleanup(
    IRecipientStore store, RecipientBook recipients, ISubmissionStore submissions, Erasure erasure,
    SubscriptionSettings settings, TimeProvider clock)
{
    /// <summary>At least these days are checked again: a repeated request keeps its earlier submissions.</summary>
    private static readonly TimeSpan MinOverlap = TimeSpan.FromDays(14);

    /// <param name="last">When this last completed; null when unknown.</param>
    /// <returns>How many requests and submissions were deleted.</returns>
    public async Task<(int Requests, int Submissions)> RunAsync(
        DateTimeOffset? last, CancellationToken cancellationToken)
    {
        var before = clock.GetUtcNow() - settings.ForgetPendingAfter;
        var requests = 0;
        await foreach (var pending in store.FindPendingAsync(before, cancellationToken))
        {
            await recipients.ChangeAsync(pending.Key, current => current.ClearPending(before), cancellationToken);
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
        return OfKind(SubscribeForm.FormName).Concat(OfKind(ImportedRequestHandler.KindName))
            .Where(async (submission, stop) => await IsClearedAsync(submission, stop))
            .Concat(OfKind(ManageHandler.KindName));

        IAsyncEnumerable<SubmissionOutline> OfKind(string kind) => submissions.FindOldAsync(
            firstDay, lastDay, kind, SubmissionState.Processed, cancellationToken);
    }

    // A repeated request is kept for the same time again, and its earlier submissions with it.
    private TimeSpan Overlap =>
        settings.ForgetPendingAfter > MinOverlap ? settings.ForgetPendingAfter : MinOverlap;

    private async Task<bool> IsClearedAsync(SubmissionOutline submission, CancellationToken cancellationToken)
    {
        var recipient = await recipients.FindAsync(EmailAddress.OfStored(submission.Email), cancellationToken);
        return recipient is null or { State: SubscriptionState.None } || recipient.IsCleared();
    }
}
