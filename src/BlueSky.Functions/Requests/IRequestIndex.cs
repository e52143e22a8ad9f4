using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Requests;

/// <summary>
/// An index of requests: the open ones in one key range and those held back in another, so that a list costs what it
/// shows, and the day of every request by its id. The rows of the submissions are the truth. All methods throw
/// <see cref="StorageUnavailableException"/> on an outage.
/// </summary>
internal interface IRequestIndex
{
    /// <summary>
    /// Adds or replaces a request, unless a later change of it is already here. Idempotent. The viewings are kept until
    /// it moves between the open ones and those held back.
    /// </summary>
    Task PutAsync(RequestLine line, CancellationToken cancellationToken);

    /// <summary>Puts many; those that are new take one call for each fifty.</summary>
    Task PutAsync(IReadOnlyList<RequestLine> lines, CancellationToken cancellationToken);

    /// <summary>The open requests, oldest first, page by page.</summary>
    IAsyncEnumerable<RequestLine> ReadOpenAsync(CancellationToken cancellationToken);

    /// <summary>The newest requests that are held back, and how many there are; one call to storage.</summary>
    Task<HeldBack> ReadHeldAsync(int newest, CancellationToken cancellationToken);

    /// <summary>
    /// The days on which requests with this id were received: open ones first, then the newest first. Usually one: only
    /// a client that repeats its idempotency key on another day creates a second one.
    /// </summary>
    Task<IReadOnlyList<SubmissionKey>> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>Records that a person looks at a request; nothing happens when it is not on the list.</summary>
    /// <returns>The earlier viewings.</returns>
    Task<IReadOnlyList<RequestViewing>> ViewAsync(
        SubmissionKey request, RequestViewing viewing, CancellationToken cancellationToken);

    /// <summary>Removes a request. Idempotent.</summary>
    Task RemoveAsync(SubmissionKey request, CancellationToken cancellationToken);
}

/// <param name="Newest">Newest first.</param>
/// <param name="Count">At most 1,000.</param>
/// <param name="IsMore">There are more than <paramref name="Count"/>.</param>
internal sealed record HeldBack(IReadOnlyList<RequestLine> Newest, int Count, bool IsMore);
