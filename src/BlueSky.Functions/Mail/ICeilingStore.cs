using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Mail;

/// <summary>
/// Where the one count of confirmation mails is kept. Every call throws
/// <see cref="Storage.StorageUnavailableException"/> on an outage.
/// </summary>
internal interface ICeilingStore
{
    Task<CeilingCount?> FindAsync(CancellationToken cancellationToken);

    /// <summary>Adds a count that was not read, or writes one that is still at the version it was read at.</summary>
    /// <returns>False when somebody else was quicker.</returns>
    Task<bool> TrySaveAsync(CeilingCount count, CancellationToken cancellationToken);
}

/// <summary>How many confirmation mails were let out in one hour.</summary>
/// <param name="Hour">Its beginning.</param>
/// <param name="AlertedAt">When staff were last told that the ceiling is reached.</param>
/// <param name="AlertedBy">The submission whose mail came first to wait, and whose ledger rows tell them.</param>
internal sealed record CeilingCount(
    DateTimeOffset Hour, int Taken, DateTimeOffset? AlertedAt = null, SubmissionKey? AlertedBy = null,
    string? Version = null);
