namespace BlueSky.Functions.Submissions;

/// <summary>
/// The table of submissions. Every call throws <see cref="StorageUnavailableException"/> on an outage.
/// </summary>
internal interface ISubmissionStore
{
    /// <summary>Stores a submission together with its open marker and its claims, or nothing of them.</summary>
    /// <returns>False when its id or a claim is taken, or a claim that it replaces has changed.</returns>
    Task<bool> TryAddAsync(
        Submission submission, IReadOnlyList<Claim> claims, CancellationToken cancellationToken);

    Task<Claim?> FindClaimAsync(DateOnly day, string key, CancellationToken cancellationToken);

    /// <summary>Forgets all claims of a day: nothing can repeat what was posted then. Idempotent.</summary>
    Task RemoveClaimsAsync(DateOnly day, CancellationToken cancellationToken);

    Task<Submission?> FindAsync(SubmissionKey key, CancellationToken cancellationToken);

    /// <summary>
    /// All of that id: a client that repeats its idempotency key days later makes a second row. The id does not tell
    /// the day, so this reads the whole table: for people's questions, not for the way of a submission.
    /// </summary>
    IAsyncEnumerable<Submission> FindByIdAsync(string id, CancellationToken cancellationToken);

    /// <summary>A day's submissions of one kind.</summary>
    IAsyncEnumerable<Submission> ReadDayAsync(DateOnly day, string kind, CancellationToken cancellationToken);

    /// <summary>The submissions of one day that are in a state, without what was typed.</summary>
    IAsyncEnumerable<SubmissionLine> ListDayAsync(
        DateOnly day, SubmissionState state, CancellationToken cancellationToken);

    /// <summary>Every submission, the oldest day first: the whole table, a page at a time.</summary>
    IAsyncEnumerable<Submission> ReadAllAsync(CancellationToken cancellationToken);

    /// <summary>Writes state, attempts and error, if the row is still at the version it was read at.</summary>
    /// <returns>False when somebody else changed it meanwhile.</returns>
    Task<bool> TryUpdateAsync(Submission submission, CancellationToken cancellationToken);

    /// <summary>
    /// Writes name, phone, message, fields and source, and nothing else, if the row is still at the version it was read
    /// at.
    /// </summary>
    /// <returns>False when somebody else changed it meanwhile.</returns>
    Task<bool> TryUpdateTextsAsync(Submission submission, CancellationToken cancellationToken);

    /// <summary>Writes the same as <see cref="TryUpdateAsync"/>, and the open marker with it, or neither.</summary>
    /// <returns>False when somebody else changed it meanwhile.</returns>
    Task<bool> TryReopenAsync(Submission submission, DateTimeOffset openedAt, CancellationToken cancellationToken);

    /// <summary>Has the open marker say that a mail is held back by a quota. Idempotent.</summary>
    Task HoldAsync(Submission submission, CancellationToken cancellationToken);

    /// <summary>Removes the open marker; nothing is left to do. Idempotent.</summary>
    Task CloseAsync(SubmissionKey key, CancellationToken cancellationToken);

    /// <summary>Forgets a submission, its open marker first. Idempotent.</summary>
    Task RemoveAsync(SubmissionKey key, CancellationToken cancellationToken);

    /// <summary>
    /// The submissions of one kind and some days, both included, that are in a state: what tells whether they are to be
    /// forgotten, and no texts.
    /// </summary>
    IAsyncEnumerable<SubmissionOutline> FindOldAsync(
        DateOnly from, DateOnly until, string kind, SubmissionState state, CancellationToken cancellationToken);

    /// <summary>Forgets, at once, those that are still as they were read; they must have no open marker.</summary>
    /// <returns>How many.</returns>
    Task<int> RemoveUnchangedAsync(
        IReadOnlyList<SubmissionOutline> submissions, CancellationToken cancellationToken);

    /// <summary>The submissions of a day that still have something to do, and when they were opened.</summary>
    IAsyncEnumerable<OpenMarker> FindOpenAsync(DateOnly day, CancellationToken cancellationToken);
}

/// <summary>Says that a submission has something left to do.</summary>
/// <param name="IsHeld">Its mail is held back by a quota, and waits for its turn.</param>
/// <param name="Network">The submission's, of one that is held.</param>
internal sealed record OpenMarker(
    SubmissionKey Key, DateTimeOffset OpenedAt, bool IsHeld = false, string? Network = null);

/// <summary>What a list tells of a submission.</summary>
internal sealed record SubmissionLine(SubmissionKey Key, string Kind, DateTimeOffset ReceivedAt, string? Error);

/// <summary>What tells whether a submission is to be forgotten.</summary>
/// <param name="Version">The stored version that it was read at.</param>
internal sealed record SubmissionOutline(SubmissionKey Key, string? Email, string? Error, string Version);
