namespace BlueSky.Functions.Submissions;

/// <summary>
/// The table of submissions. Every method throws <see cref="StorageUnavailableException"/> on an outage.
/// </summary>
internal interface ISubmissionStore
{
    /// <summary>Stores a submission, its open marker and its claims in one transaction.</summary>
    /// <returns>False when the id or a claim is taken, or a claim to replace has changed.</returns>
    Task<bool> TryAddAsync(
        Submission submission, IReadOnlyList<Claim> claims, CancellationToken cancellationToken);

    Task<Claim?> FindClaimAsync(DateOnly day, string key, CancellationToken cancellationToken);

    /// <summary>Deletes all claims of a day on which no repeats are possible any more. Idempotent.</summary>
    Task RemoveClaimsAsync(DateOnly day, CancellationToken cancellationToken);

    Task<Submission?> FindAsync(SubmissionKey key, CancellationToken cancellationToken);

    /// <summary>
    /// All submissions with that id: a client that repeats its idempotency key days later creates a second row. The id
    /// does not contain the day, so this scans the whole table: use it for searches by people, not for processing.
    /// </summary>
    IAsyncEnumerable<Submission> FindByIdAsync(string id, CancellationToken cancellationToken);

    /// <summary>A day's submissions of one kind.</summary>
    IAsyncEnumerable<Submission> ReadDayAsync(DateOnly day, string kind, CancellationToken cancellationToken);

    /// <summary>The submissions of one day that are in a state, without the visitor's data.</summary>
    IAsyncEnumerable<SubmissionLine> ListDayAsync(
        DateOnly day, SubmissionState state, CancellationToken cancellationToken);

    /// <summary>All submissions, oldest day first; scans the whole table page by page.</summary>
    IAsyncEnumerable<Submission> ReadAllAsync(CancellationToken cancellationToken);

    /// <summary>Writes state, attempts, error and the number of changes, if the version is unchanged.</summary>
    /// <returns>False on a version conflict.</returns>
    Task<bool> TryUpdateAsync(Submission submission, CancellationToken cancellationToken);

    /// <summary>
    /// Writes only name, phone, message, fields, source and the number of changes, if the version is unchanged.
    /// </summary>
    /// <returns>False on a version conflict.</returns>
    Task<bool> TryUpdateTextsAsync(Submission submission, CancellationToken cancellationToken);

    /// <summary>
    /// Like <see cref="TryUpdateAsync"/>, and writes the open marker in the same transaction.
    /// </summary>
    /// <returns>False on a version conflict.</returns>
    Task<bool> TryReopenAsync(Submission submission, DateTimeOffset openedAt, CancellationToken cancellationToken);

    /// <summary>
    /// Like <see cref="TryUpdateAsync"/>, and deletes the open marker in the same transaction.
    /// </summary>
    /// <returns>False on a version conflict, or when there is no open marker.</returns>
    Task<bool> TryFinishAsync(Submission submission, CancellationToken cancellationToken);

    /// <summary>Sets in the open marker that an email is held back by a quota. Idempotent.</summary>
    Task HoldAsync(Submission submission, CancellationToken cancellationToken);

    /// <summary>Deletes the open marker, when nothing is left to do. Idempotent.</summary>
    Task CloseAsync(SubmissionKey key, CancellationToken cancellationToken);

    /// <summary>Deletes a submission with its history, its open marker first. Idempotent.</summary>
    Task RemoveAsync(SubmissionKey key, CancellationToken cancellationToken);

    /// <summary>
    /// The submissions of one kind in a range of days (inclusive) that are in a state: only the columns that decide
    /// whether to delete them.
    /// </summary>
    IAsyncEnumerable<SubmissionOutline> FindOldAsync(
        DateOnly from, DateOnly until, string kind, SubmissionState state, CancellationToken cancellationToken);

    /// <summary>
    /// Deletes in batches those whose version is unchanged. They must have no open marker.
    /// </summary>
    /// <returns>The number of deleted submissions.</returns>
    Task<int> RemoveUnchangedAsync(
        IReadOnlyList<SubmissionOutline> submissions, CancellationToken cancellationToken);

    /// <summary>The open markers of a day.</summary>
    IAsyncEnumerable<OpenMarker> FindOpenAsync(DateOnly day, CancellationToken cancellationToken);
}

/// <summary>Marks a submission that still has something to do.</summary>
/// <param name="IsHeld">Its email is held back by a quota.</param>
/// <param name="Network">The network of a held submission; otherwise null.</param>
internal sealed record OpenMarker(
    SubmissionKey Key, DateTimeOffset OpenedAt, bool IsHeld = false, string? Network = null)
{
    /// <summary>
    /// Sweep reads the markers of so many days: longer than any outage could stay unnoticed, and each day costs one
    /// small query a minute.
    /// </summary>
    public const int MaxDays = 14;
}

/// <summary>A submission in a list, without the visitor's data.</summary>
internal sealed record SubmissionLine(SubmissionKey Key, string Kind, DateTimeOffset ReceivedAt, string? Error);

/// <summary>The part of a submission that decides whether to delete it.</summary>
/// <param name="Version">The stored version when it was read.</param>
internal sealed record SubmissionOutline(SubmissionKey Key, string? Email, string? Error, string Version);
