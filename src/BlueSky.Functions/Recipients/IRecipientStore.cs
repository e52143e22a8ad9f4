namespace BlueSky.Functions.Recipients;

/// <summary>
/// The table of recipients. Every call throws <see cref="Submissions.StorageUnavailableException"/> on an outage.
/// </summary>
internal interface IRecipientStore
{
    Task<Recipient?> FindAsync(string key, CancellationToken cancellationToken);

    /// <summary>
    /// Those that wait for a confirmation since before a time. Reads the whole table: for the clean-up of a day.
    /// </summary>
    IAsyncEnumerable<Recipient> FindPendingAsync(DateTimeOffset before, CancellationToken cancellationToken);

    /// <summary>Those that have an address and no subscription. Reads the whole table: for the same.</summary>
    IAsyncEnumerable<Recipient> FindWithoutSubscriptionAsync(CancellationToken cancellationToken);

    /// <summary>Adds one that was not read, or writes one that is still at the version it was read at.</summary>
    /// <returns>False when somebody else was quicker.</returns>
    Task<bool> TrySaveAsync(Recipient recipient, CancellationToken cancellationToken);
}
