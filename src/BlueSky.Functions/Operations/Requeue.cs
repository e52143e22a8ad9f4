using BlueSky.Functions.Mail;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Operations;

/// <summary>
/// Retries failures: a failed submission is processed again, failed and parked emails are sent again. Writes the new
/// states first, then the open marker, then the queue message. After a crash in between, it can be repeated: rows that
/// are already due or received get their marker and message too.
/// </summary>
internal sealed class Requeue(
    ISubmissionStore store, IMailOutbox outbox, SubmissionReopener reopener, TimeProvider clock)
{
    /// <param name="mail">An email's row key, the part of it after the id, or its template; null for all.</param>
    /// <returns>A result for each submission with that id; empty when there is none.</returns>
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
            if (Matches(candidate, mail) && await TryMakeDueAsync(candidate, cancellationToken))
            {
                due.Add(candidate.RowKey);
            }
        }

        return due.Count > 0
            ? await OpenAsync(submission, due, cancellationToken)
            : RequeueResult.Nothing(submission);
    }

    private static bool Matches(OutboxMail candidate, string? mail) =>
        mail is null
        || mail.Equals(candidate.Template, StringComparison.OrdinalIgnoreCase)
        || mail.Equals(candidate.RowKey, StringComparison.OrdinalIgnoreCase)
        || $"{candidate.Submission.Id}.{mail}".Equals(candidate.RowKey, StringComparison.OrdinalIgnoreCase);

    private async Task<bool> TryMakeDueAsync(OutboxMail? mail, CancellationToken cancellationToken)
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
            submission, ToReceivedIfFailed, mails is [var only] ? only : null, cancellationToken);
        return reopened is null
            ? RequeueResult.Nothing(submission)
            : RequeueResult.Of(reopened.Submission, mails, reopened.IsQueued);
    }

    private static Submission ToReceivedIfFailed(Submission submission) =>
        submission.State == SubmissionState.Failed ? submission.AsReceived() : submission;
}

/// <summary>Result of requeueing a submission.</summary>
/// <param name="Day">The UTC day of its receipt.</param>
/// <param name="State">Received: it is processed from the start. Processed: the emails below are sent.</param>
/// <param name="Mails">The row keys of the emails that are due now.</param>
/// <param name="IsQueued">
/// Null when there was nothing to requeue; false when the queue could not be reached, so that Sweep must find it.
/// </param>
internal sealed record RequeueResult(
    string Id, DateOnly Day, SubmissionState State, IReadOnlyList<string> Mails, bool? IsQueued)
{
    public static RequeueResult Of(Submission submission, IReadOnlyList<string> mails, bool? isQueued) =>
        new(submission.Id, submission.Key.Day, submission.State, mails, isQueued);

    public static RequeueResult Nothing(Submission submission) => Of(submission, [], isQueued: null);
}
