namespace BlueSky.Functions.Recipients;

/// <summary>
/// The table of recipients. Every call throws <see cref="Submissions.StorageUnavailableException"/> on an outage.
/// </summary>
internal interface IRecipientStore
{
    Task<Recipient?> FindAsync(string key, CancellationToken cancellationToken);

    /// <summary>Recipients whose confirmation has been pending since before a time. Reads the whole table.</summary>
    IAsyncEnumerable<Recipient> FindPendingAsync(DateTimeOffset before, CancellationToken cancellationToken);

    /// <summary>Recipients with an address and no subscription. Reads the whole table.</summary>
    IAsyncEnumerable<Recipient> FindWithoutSubscriptionAsync(CancellationToken cancellationToken);

    /// <summary>Recipients with an address and a subscription, in any state. Reads the whole table.</summary>
    IAsyncEnumerable<Recipient> FindSubscribersAsync(CancellationToken cancellationToken);

    /// <summary>The states of all recipients, by key. Reads the whole table, and little of each row.</summary>
    IAsyncEnumerable<RecipientState> ReadStatesAsync(CancellationToken cancellationToken);

    /// <summary>Confirmed subscribers with an address, of one partition: see <see cref="RecipientKey"/>.</summary>
    IAsyncEnumerable<Recipient> FindConfirmedAsync(string partition, CancellationToken cancellationToken);

    /// <summary>Adds a new recipient, or updates one that still has the version that was read.</summary>
    /// <returns>False on a version conflict.</returns>
    Task<bool> TrySaveAsync(Recipient recipient, CancellationToken cancellationToken);
}

/// <summary>What decides whether an import may add a recipient.</summary>
/// <param name="HasOptedOut">See <see cref="SubscriptionTransitions.HasOptedOut"/>.</param>
internal sealed record RecipientState(string Key, SubscriptionState State, bool HasOptedOut)
{
    /// <summary>Whether an import may subscribe the address, or ask it.</summary>
    public bool MayBeAdded => State == SubscriptionState.None && !HasOptedOut;

    public static RecipientState Of(Recipient recipient) =>
        new(recipient.Key, recipient.State, recipient.HasOptedOut());
}
