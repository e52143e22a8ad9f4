using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Operations;

/// <summary>What came of putting a submission back.</summary>
/// <param name="State">Received: it is processed from the start. Processed: its mails below are sent.</param>
/// <param name="Mails">The row keys of the mails that are due now.</param>
/// <param name="IsQueued">
/// Null when there was nothing to put back; false when the queue could not be reached, and Sweep has to find it.
/// </param>
internal sealed record PutBackResult(
    SubmissionKey Submission, SubmissionState State, IReadOnlyList<string> Mails, bool? IsQueued)
{
    public static PutBackResult Nothing(Submission submission) =>
        new(submission.Key, submission.State, [], IsQueued: null);
}
