using BlueSky.Functions.Mail;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Operations;

/// <summary>
/// Puts back what was given up: a failed submission is processed again, failed and parked mails are sent again. First
/// what is wanted is written, then the open marker, then the message, so that a crash in between is mended by doing
/// it again: what is due or received already still gets its marker and its message.
/// </summary>
internal sealed class Requeue(
    ISubmissionStore store, IMailOutbox outbox, SubmissionReopener reopener, TimeProvider clock)
{
    /// <param name="mail">A mail's row key, or what follows the id in it, or its template; all mails when null.</param>
    /// <returns>What came of each submission with that id; empty when there is none.</returns>
    public async Task<IReadOnlyList<RequeueResult>> RunAsync(
        string id, string? mail, CancellationToken cancellationToken)
    {
        var results = new List<RequeueResult>();
        foreach (var submission in await store.FindByIdAsync(id, cancellationToken).ToListAsync(cancellationToken))
        {
            results.Add(submission.State switch
            {
                SubmissionState.Processed => await RequeueMailsAsync(submission, mail, cancellationToken),
                SubmissionState.Failed or SubmissionState.Received when mail is null =>
                    await OpenAsync(submission, [], cancellationToken),
                _ => RequeueResult.Nothing(submission),
            });
        }

        return results;
    }

    private async Task<RequeueResult> RequeueMailsAsync(
        Submission submission, string? mail, CancellationToken cancellationToken)
    {
        var due = new List<string>();
        foreach (var candidate in await outbox.ListAsync(submission.Key, cancellationToken))
        {
            if (IsMeant(candidate, mail) && await IsDueAsync(candidate, cancellationToken))
            {
                due.Add(candidate.RowKey);
            }
        }

        return due.Count > 0
            ? await OpenAsync(submission, due, cancellationToken)
            : RequeueResult.Nothing(submission);
    }

    private static bool IsMeant(OutboxMail candidate, string? mail) =>
        mail is null
        || mail.Equals(candidate.Template, StringComparison.OrdinalIgnoreCase)
        || mail.Equals(candidate.RowKey, StringComparison.OrdinalIgnoreCase)
        || $"{candidate.Submission.Id}.{mail}".Equals(candidate.RowKey, StringComparison.OrdinalIgnoreCase);

    private async Task<bool> IsDueAsync(OutboxMail? mail, CancellationToken cancellationToken)
    {
        while (mail?.Requeue(clock.GetUtcNow()) is { } due)
        {
            if (await outbox.TryUpdateAsync(due, cancellationToken) is not null)
            {
                return true;
            }

            mail = await outbox.FindAsync(mail.Key, cancellationToken);
        }

        return mail?.State == MailState.Due;
    }

    private async Task<RequeueResult> OpenAsync(
        Submission submission, IReadOnlyList<string> mails, CancellationToken cancellationToken)
    {
        var reopened = await reopener.OpenAsync(
            submission, Wanted, mails is [var only] ? only : null, cancellationToken);
        return reopened is null
            ? RequeueResult.Nothing(submission)
            : RequeueResult.Of(reopened.Submission, mails, reopened.IsQueued);
    }

    private static Submission Wanted(Submission submission) => submission.State == SubmissionState.Failed
        ? submission.AsReceived()
        : submission;
}

/// <summary>What came of putting a submission back.</summary>
/// <param name="Day">The UTC day it was received on.</param>
/// <param name="State">Received: it is processed from the start. Processed: its mails below are sent.</param>
/// <param name="Mails">The row keys of the mails that are due now.</param>
/// <param name="IsQueued">
/// Null when there was nothing to put back; false when the queue could not be reached, and Sweep has to find it.
/// </param>
internal sealed record RequeueResult(
    string Id, DateOnly Day, SubmissionState State, IReadOnlyList<string> Mails, bool? IsQueued)
{
    public static RequeueResult Of(Submission submission, IReadOnlyList<string> mails, bool? isQueued) =>
        new(submission.Id, submission.Key.Day, submission.State, mails, isQueued);

    public static RequeueResult Nothing(Submission submission) => Of(submission, [], isQueued: null);
}
