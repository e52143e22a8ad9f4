using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Operations;

/// <summary>
/// Has a submission looked at again: first its row as it is wanted and its open marker, in one transaction, then the
/// message, so that a crash in between is mended by Sweep, or by doing it again.
/// </summary>
internal sealed class SubmissionReopener(ISubmissionStore store, ISubmissionQueue queue, TimeProvider clock)
{
    /// <param name="change">
    /// What is wanted of the row as it stands, which may be another one than was read before; null when nothing is.
    /// </param>
    /// <param name="mail">The row key of the one mail to look at; all of them when null.</param>
    /// <returns>Null when there was nothing to change; else whether the queue could be reached.</returns>
    public async Task<Reopened?> OpenAsync(
        Submission submission, Func<Submission, Submission?> change, string? mail, CancellationToken cancellationToken)
    {
        for (var current = submission; current is not null && change(current) is { } wanted;)
        {
            if (await store.TryReopenAsync(wanted, clock.GetUtcNow(), cancellationToken))
            {
                var message = SubmissionMessage.For(wanted.Key, mail);
                return new Reopened(wanted, await queue.TrySendAsync(message, TimeSpan.Zero, cancellationToken));
            }

            // Somebody was quicker, and what they wrote stands; or it was erased just now.
            current = await store.FindAsync(submission.Key, cancellationToken);
        }

        return null;
    }
}

/// <param name="IsQueued">False when the queue could not be reached, and Sweep has to find it.</param>
internal sealed record Reopened(Submission Submission, bool IsQueued);
