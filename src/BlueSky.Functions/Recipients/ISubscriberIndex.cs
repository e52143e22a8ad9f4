namespace BlueSky.Functions.Recipients;

/// <summary>
/// The index of subscriptions: a line for each, and how many there are. It follows the recipients, which are the truth.
/// Every call throws <see cref="Submissions.StorageUnavailableException"/> on an outage.
/// </summary>
internal interface ISubscriberIndex
{
    /// <summary>The limit of one change, both kinds of lines together.</summary>
    const int MaxLines = 99;

    Task<SubscriberCounts> CountAsync(CancellationToken cancellationToken);

    /// <summary>The lines of a state, the newest first.</summary>
    IAsyncEnumerable<SubscriberLine> ListAsync(SubscriptionState state, CancellationToken cancellationToken);

    /// <summary>Whether that line is in the index.</summary>
    Task<bool> ContainsAsync(SubscriberLine line, CancellationToken cancellationToken);

    /// <summary>
    /// Removes lines, adds others and saves the counts, all or nothing; at most <see cref="MaxLines"/> lines.
    /// </summary>
    /// <returns>
    /// False when the counts have changed since they were read, a line to remove is missing, or one to add is there.
    /// </returns>
    Task<bool> TryChangeAsync(
        IReadOnlyList<SubscriberLine> removed, IReadOnlyList<SubscriberLine> added, SubscriberCounts counts,
        CancellationToken cancellationToken);
}
