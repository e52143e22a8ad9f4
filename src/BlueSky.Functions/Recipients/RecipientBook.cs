using BlueSky.Functions.Forms;
using BlueSky.Functions.Settings;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Recipients;

/// <summary>
/// Changes recipients. One conditional write decides both the state and the limit, so that of many requests at the same
/// time for one address only one sends an email. The index of subscriptions follows each write.
/// </summary>
internal sealed class RecipientBook(
    IRecipientStore store, SubscriberIndexing index, SecretSettings secrets, TimeProvider clock)
{
    /// <summary>Each conflict means that another write succeeded; so many in a row count as an outage.</summary>
    private const int MaxRounds = 100;

    public Task<Recipient?> FindAsync(EmailAddress address, CancellationToken cancellationToken) =>
        FindAsync(RecipientKey.For(address, secrets.AddressKey), cancellationToken);

    public Task<Recipient?> FindAsync(string key, CancellationToken cancellationToken) =>
        store.FindAsync(key, cancellationToken);

    /// <param name="decide">Pure: runs again on the new row after a version conflict.</param>
    /// <returns>The recipient as stored.</returns>
    /// <exception cref="StorageUnavailableException">An outage, or the row kept changing.</exception>
    public Task<Recipient> ChangeAsync(
        EmailAddress address, Func<Recipient, Recipient> decide, CancellationToken cancellationToken) =>
        ChangeAsync(RecipientKey.For(address, secrets.AddressKey), decide, cancellationToken);

    /// <summary>The same for a recipient whose key is known, e.g. from a link in an email.</summary>
    public async Task<Recipient> ChangeAsync(
        string key, Func<Recipient, Recipient> decide, CancellationToken cancellationToken)
    {
        var change = await SaveAsync(key, decide, cancellationToken);
        await index.FollowAsync([change], cancellationToken);
        return change.After;
    }

    /// <summary>
    /// Like <see cref="ChangeAsync(EmailAddress, Func{Recipient, Recipient}, CancellationToken)"/>, for an address that
    /// is probably new: one call if it is, and one more than otherwise if it is not.
    /// </summary>
    public async Task<Recipient> AddOrChangeAsync(
        EmailAddress address, Func<Recipient, Recipient> decide, CancellationToken cancellationToken)
    {
        var added = new Recipient { Key = RecipientKey.For(address, secrets.AddressKey) };
        var decided = decide(added);
        if (ReferenceEquals(decided, added) || !await store.TrySaveAsync(decided, cancellationToken))
        {
            return await ChangeAsync(added.Key, decide, cancellationToken);
        }

        await index.FollowAsync([new RecipientChange(added, decided)], cancellationToken);
        return decided;
    }

    /// <summary>
    /// Takes over one line of an import. The caller lets the index follow, with many changes at once.
    /// </summary>
    public Task<RecipientChange> ImportAsync(
        EmailAddress address, ImportedSubscription line, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return SaveAsync(
            RecipientKey.For(address, secrets.AddressKey), current => current.Import(address, line, now),
            cancellationToken);
    }

    /// <summary>
    /// Counts an email against the limit of its mailbox. All spellings of one mailbox share the limit of its plain
    /// spelling: for any other spelling the email is counted in that row, and the result is returned as the limit.
    /// </summary>
    /// <param name="isDue">Whether the recipient would get the email if there were no limit.</param>
    /// <returns>The same result each time for one submission.</returns>
    public async Task<MailLimit> CountAgainstMailboxAsync(
        EmailAddress address, MailKind kind, MailLimit limit, string submissionId, Func<Recipient, bool> isDue,
        CancellationToken cancellationToken)
    {
        var plain = address.ForLimits;
        var key = RecipientKey.For(address, secrets.AddressKey);
        if (plain.Canonical == address.Canonical
            || !isDue(await FindAsync(key, cancellationToken) ?? new Recipient { Key = key }))
        {
            return limit;
        }

        var now = clock.GetUtcNow();
        var counted = await ChangeAsync(
            plain,
            current => !kind.HistoryOf(current).Includes(submissionId)
                && kind.HistoryOf(current).TryAdd(submissionId, now, limit) is { } history
                    ? kind.With(current, history)
                    : current,
            cancellationToken);
        return kind.HistoryOf(counted).Includes(submissionId) ? MailLimit.Passed : MailLimit.Exceeded;
    }

    /// <summary>
    /// Stops all email to an address, even to one that never wrote to us. Of several reasons the earliest is kept, in
    /// whatever order they arrive. SendGrid repeats an event for a day, so an event from before staff lifted the
    /// suppression is ignored.
    /// </summary>
    public Task<Recipient> SuppressAsync(
        EmailAddress address, string reason, DateTimeOffset at, CancellationToken cancellationToken) =>
        ChangeAsync(
            address,
            current => at <= current.SuppressionLiftedAt
                || (current.State == SubscriptionState.Suppressed && !IsEarlier(reason, at, current))
                ? current
                : current with
                {
                    State = SubscriptionState.Suppressed,
                    SuppressedAt = at,
                    SuppressedReason = reason,
                },
            cancellationToken);

    /// <summary>
    /// Allows email to an address again. Its subscription is not restored: a complaint ended the consent, and an owner
    /// whose mailbox was only full can subscribe again. An earlier opt-out remains.
    /// </summary>
    public Task<Recipient> LiftSuppressionAsync(EmailAddress address, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return ChangeAsync(
            address,
            current => current.State != SubscriptionState.Suppressed
                ? current
                : current with
                {
                    State = current.StateWithoutRequest(),
                    SuppressedAt = null,
                    SuppressedReason = null,
                    SuppressionLiftedAt = now,
                },
            cancellationToken);
    }

    /// <summary>Erases the personal data; see <see cref="ClearedRecipient"/>. Idempotent.</summary>
    public Task<Recipient> ClearAsync(string key, CancellationToken cancellationToken) =>
        ChangeAsync(
            key, current => current.IsCleared() ? current : current.Cleared(), cancellationToken);

    private async Task<RecipientChange> SaveAsync(
        string key, Func<Recipient, Recipient> decide, CancellationToken cancellationToken)
    {
        for (var round = 0; round < MaxRounds; round++)
        {
            var current = await store.FindAsync(key, cancellationToken) ?? new Recipient { Key = key };
            var decided = decide(current);
            if (ReferenceEquals(decided, current) || await store.TrySaveAsync(decided, cancellationToken))
            {
                return new RecipientChange(current, decided);
            }
        }

        throw new StorageUnavailableException("a recipient's row kept changing");
    }

    private static bool IsEarlier(string reason, DateTimeOffset at, Recipient suppressed) =>
        at < suppressed.SuppressedAt
        || (at == suppressed.SuppressedAt && string.CompareOrdinal(reason, suppressed.SuppressedReason) < 0);
}
