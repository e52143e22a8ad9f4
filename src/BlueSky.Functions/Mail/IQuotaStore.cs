using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Mail;

/// <summary>
/// Where the counts of mails that have a quota are kept. Every call throws
/// <see cref="Submissions.StorageUnavailableException"/> on an outage.
/// </summary>
internal interface IQuotaStore
{
    Task<QuotaCount?> FindAsync(string counter, CancellationToken cancellationToken);

    /// <summary>Adds a count that was not read, or writes one that is still at the version it was read at.</summary>
    /// <returns>False on a version conflict.</returns>
    Task<bool> TrySaveAsync(QuotaCount count, CancellationToken cancellationToken);
}

/// <summary>How many mails of a kind were let out in one hour, or may be by the instances that reserved them.</summary>
/// <param name="Counter">Which count it is.</param>
/// <param name="Hour">Its beginning.</param>
/// <param name="WaitedIn">The latest hour in which mails had to wait.</param>
/// <param name="SummarizedIn">The latest hour that has a summary of the mails that were over the quota.</param>
/// <param name="AlertedAt">When staff were last told that the quota is reached.</param>
/// <param name="AlertedBy">The submission whose mail came first to wait, and whose outbox rows tell them.</param>
internal sealed record QuotaCount(
    string Counter, DateTimeOffset Hour, int Taken, DateTimeOffset? WaitedIn = null,
    DateTimeOffset? SummarizedIn = null, DateTimeOffset? AlertedAt = null, SubmissionKey? AlertedBy = null,
    string? Version = null);
