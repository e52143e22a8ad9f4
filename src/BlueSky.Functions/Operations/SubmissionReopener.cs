using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Operations;

/// <summary>
/// Queues a submission again: changes its row and adds its open marker in one transaction, then sends the message.
/// After a crash in between, Sweep finds the marker, or the operation can be repeated.
/// </summary>
internal sealed class SubmissionReopener(ISubmissionStore store, ISubmissionQueue queue, TimeProvider clock)
{
    /// <param name="change">
    /// Returns the changed row, or null for no change. After a version conflict it is called again with the new row.
    /// </param>
    /// <param name="mail">The row key of the email to process; null for all.</param>
    /// <returns>Null when there was nothing to change.</returns>
    public async Task<Reopened?> OpenAsync(
        Submission submission, Func<Submission, Submission?> change, string? mail, CancellationToken cancellationToken)
    {
        for (var current = submission; current is not null && change(current) is { } changed;)
        {
            if (await store.TryReopenAsync(changed, clock.GetUtcNow(), cancellationToken))
            {
                var message = SubmissionMessage.For(changed.Key, mail);
                return new Reopened(changed, await queue.TrySendAsync(message, TimeSpan.Zero, cancellationToken));
            }

            // A version conflict: retry with the new row, unless it was erased.
            current = await store.FindAsync(submission.Key, cancellationToken);
        }

        return null;
    }
}

/// <param name="IsQueued">False when the queue could not be reached, so that Sweep must find it.</param>
internal sealed record Reopened(Submission Submission, bool IsQueued);
