using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Mail;

/// <summary>
/// The stored counts of emails that have a quota. Every call throws
/// <see cref="Submissions.StorageUnavailableException"/> on an outage.
/// </summary>
internal interface IQuotaStore
{
    Task<QuotaCount?> FindAsync(string counter, CancellationToken cancellationToken);

    /// <summary>Adds a new count, or updates one that still has the version that was read.</summary>
    /// <returns>False on a version conflict.</returns>
    Task<bool> TrySaveAsync(QuotaCount count, CancellationToken cancellationToken);
}

/// <summary>
/// How many emails of a kind were sent in one hour (of news: in one minute), or reserved by instances that may send them.
/// </summary>
/// <param name="Counter">The name of the count.</param>
/// <param name="Hour">The start of the hour or minute.</param>
/// <param name="WaitedIn">The latest hour in which emails were held.</param>
/// <param name="SummarizedIn">The latest hour with a summary of the notices over the quota.</param>
/// <param name="AlertedAt">When staff were last alerted that the quota is reached.</param>
/// <param name="AlertedBy">The submission that was over the quota first; its outbox rows include the alert.</param>
internal sealed record QuotaCount(
    string Counter, DateTimeOffset Hour, int Taken, DateTimeOffset? WaitedIn = null,
    DateTimeOffset? SummarizedIn = null, DateTimeOffset? AlertedAt = null, SubmissionKey? AlertedBy = null,
    string? Version = null);
