using BlueSky.Functions.Forms;
using BlueSky.Functions.Operations;
using BlueSky.Functions.Recipients;
using BlueSky.Functions.Settings;
using BlueSky.Functions.Submissions;
using Microsoft.Extensions.Logging;

namespace BlueSky.Functions.Subscriptions;

/// <summary>
/// Forgets requests that nobody confirmed: whoever's address it was never agreed to have it kept. First the
/// recipients, then the submissions of the days that are old enough, and the mails that followed from them. What asked
/// for the link to unsubscribe goes with them, whoever it was: nothing comes of it any more.
/// </summary>
internal sealed partial class Forgetting(
    IRecipientStore store, RecipientBook recipients, ISubmissionStore submissions, Erasure erasure,
    SubscriptionSettings settings, TimeProvider clock, ILogger<Forgetting> logger)
{
    /// <summary>Submissions are looked at again on so many days, in case the timer was out for some of them.</summary>
    private const int Days = 14;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var before = clock.GetUtcNow() - settings.ForgetPendingAfter;
        var requests = 0;
        await foreach (var pending in store.FindPendingAsync(before, cancellationToken))
        {
            await recipients.ChangeAsync(pending.Key, current => current.ForgetPending(before), cancellationToken);
            requests++;
        }

        var erased = 0;
        var lastDay = SubmissionKey.DayOf(before).AddDays(-1);
        for (var ago = 0; ago < Days; ago++)
        {
            var day = lastDay.AddDays(-ago);
            var old = submissions.ReadDayAsync(day, SubscribeForm.FormName, cancellationToken)
                .Concat(submissions.ReadDayAsync(day, ManageHandler.FormName, cancellationToken));
            await foreach (var submission in old)
            {
                if (submission.State == SubmissionState.Processed
                    && await IsForgottenAsync(submission, cancellationToken))
                {
                    await erasure.EraseAsync(submission.Key, cancellationToken);
                    erased++;
                }
            }
        }

        LogForgotten(requests, erased);
    }

    private async Task<bool> IsForgottenAsync(Submission submission, CancellationToken cancellationToken) =>
        submission.Form == ManageHandler.FormName
        || await recipients.FindAsync(EmailAddress.OfStored(submission.Email), cancellationToken)
            is null or { State: SubscriptionState.None };

    [LoggerMessage(
        LogLevel.Information, "Forgot {Requests} requests that nobody confirmed, and {Submissions} submissions")]
    private partial void LogForgotten(int requests, int submissions);
}
