using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Requests;

/// <summary>
/// Changes to requests by staff, and the history of each. All methods throw
/// <see cref="StorageUnavailableException"/> on an outage.
/// </summary>
internal interface IRequestStore
{
    /// <summary>
    /// Writes a request, if its version is unchanged, its history and its open marker in one transaction. The marker
    /// makes sure that what follows from the change is done, even after a crash.
    /// </summary>
    /// <param name="events">New entries, and old ones to replace.</param>
    /// <returns>False on a version conflict.</returns>
    Task<bool> TryChangeAsync(
        Submission changed, IReadOnlyList<RequestEvent> events, DateTimeOffset openedAt,
        CancellationToken cancellationToken);

    /// <summary>Adds an entry that changes nothing.</summary>
    Task AddAsync(SubmissionKey request, RequestEvent entry, CancellationToken cancellationToken);

    /// <summary>The history, oldest first.</summary>
    IAsyncEnumerable<RequestEvent> ReadHistoryAsync(SubmissionKey request, CancellationToken cancellationToken);

    /// <summary>
    /// The submissions of some kinds in a range of days (inclusive), page by page, the oldest day first; within a day
    /// in no useful order.
    /// </summary>
    /// <param name="state">Only those that staff left in this state; null for all.</param>
    IAsyncEnumerable<Submission> ReadAsync(
        DateOnly from, DateOnly until, IReadOnlyList<string> kinds, HandlingState? state,
        CancellationToken cancellationToken);

    /// <summary>
    /// The requests that staff left in a state before a time, page by page. Scans the days until then: for a clean-up
    /// once a day.
    /// </summary>
    IAsyncEnumerable<SubmissionKey> FindHandledAsync(
        HandlingState state, DateTimeOffset before, CancellationToken cancellationToken);
}
