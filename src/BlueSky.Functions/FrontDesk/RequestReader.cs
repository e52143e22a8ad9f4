using BlueSky.Functions.Mail;
using BlueSky.Functions.Requests;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.FrontDesk;

/// <summary>Finds a request by its reference.</summary>
internal sealed class RequestReader(
    IRequestIndex index, RequestIndexing indexing, ISubmissionStore submissions, IRequestStore requests,
    IMailOutbox outbox)
{
    /// <returns>Null when there is no such request.</returns>
    public async Task<SubmissionKey?> FindAsync(string reference, CancellationToken cancellationToken)
    {
        if (SubmissionId.TryParse(reference) is not { } id)
        {
            return null;
        }

        if (await index.FindAsync(id, cancellationToken) is [var first, ..])
        {
            return first;
        }

        // Stored before there was an index, or not processed yet.
        var stored = await submissions.FindByIdAsync(id, cancellationToken)
            .Where(submission => indexing.IsRequest(submission.Kind)).ToListAsync(cancellationToken);
        return stored.Count == 0 ? null : stored[^1].Key;
    }

    /// <summary>Whether it is the reference of something that needs no answer, such as a subscription.</summary>
    public async Task<bool> NeedsNoAnswerAsync(string reference, CancellationToken cancellationToken) =>
        SubmissionId.TryParse(reference) is { } id
        && await submissions.FindByIdAsync(id, cancellationToken)
            .AnyAsync(submission => !indexing.IsRequest(submission.Kind), cancellationToken);

    /// <returns>Null when it was erased.</returns>
    public async Task<RequestDetails?> ReadAsync(SubmissionKey key, CancellationToken cancellationToken)
    {
        var (row, history, mails) = (
            submissions.FindAsync(key, cancellationToken),
            requests.ReadHistoryAsync(key, cancellationToken).ToListAsync(cancellationToken).AsTask(),
            outbox.ListAsync(key, cancellationToken));
        await Task.WhenAll(row, history, mails);
        return await row is { } request ? new RequestDetails(request, await history, await mails) : null;
    }
}
