using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Operations;

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
