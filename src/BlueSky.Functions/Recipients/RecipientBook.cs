using BlueSky.Functions.Forms;
using BlueSky.Functions.Settings;

namespace BlueSky.Functions.Recipients;

/// <summary>
/// Changes recipients. One conditional write decides both the state and the limit, so that of a hundred requests at
/// once for one address one gets its mail.
/// </summary>
internal sealed class RecipientBook(IRecipientStore store, SecretSettings secrets, TimeProvider clock)
{
    /// <summary>Each round means that somebody else's write went through; so many in a row is no accident.</summary>
    private const int MaxRounds = 100;

    public Task<Recipient?> FindAsync(EmailAddress address, CancellationToken cancellationToken) =>
        FindAsync(RecipientKey.For(address, secrets.AddressKey), cancellationToken);

    public Task<Recipient?> FindAsync(string key, CancellationToken cancellationToken) =>
        store.FindAsync(key, cancellationToken);

    /// <param name="decide">Pure: it runs again on what stands there when somebody else was quicker.</param>
    /// <returns>What was decided, and is now stored.</returns>
    public Task<Recipient> ChangeAsync(
        EmailAddress address, Func<Recipient, Recipient> decide, CancellationToken cancellationToken) =>
        ChangeAsync(RecipientKey.For(address, secrets.AddressKey), decide, cancellationToken);

    /// <summary>The same for a recipient whose key is known, because a link in a mail names it.</summary>
    public async Task<Recipient> ChangeAsync(
        string key, Func<Recipient, Recipient> decide, CancellationToken cancellationToken)
    {
        for (var round = 0; round < MaxRounds; round++)
        {
            var current = await store.FindAsync(key, cancellationToken) ?? new Recipient { Key = key };
            var decided = decide(current);
            if (ReferenceEquals(decided, current) || await store.TrySaveAsync(decided, cancellationToken))
            {
                return decided;
            }
        }

        throw new InvalidOperationException($"A recipient could not be written in {MaxRounds} rounds.");
    }

    /// <summary>
    /// The limit for a mail to an address. One mailbox has it once, in however many spellings it is written: if this
    /// is not the plain one, the mail is counted with that, and the limit says what came of it.
    /// </summary>
    /// <param name="isDue">Whether the recipient would get such a mail, if it were for the limit.</param>
    /// <returns>The same each time for one submission.</returns>
    public async Task<MailLimit> LimitAsync(
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
    /// Ends all mail to an address, also to one that never wrote to us. Of several reasons the one that happened
    /// first stays, in whatever order they are heard of. SendGrid repeats an event for a day: one from before staff
    /// lifted the suppression is old news.
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
    /// Lets mail go out to an address again. Its subscription does not come back: a complaint ended the consent, and
    /// who only had a full mailbox can subscribe again. Who had opted out before has done so still.
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

    /// <summary>Forgets a person; see <see cref="ClearedRecipient"/>. Idempotent.</summary>
    public Task<Recipient> ClearAsync(string key, CancellationToken cancellationToken) =>
        ChangeAsync(
            key, current => current.IsCleared() ? current : current.Cleared(), cancellationToken);

    private static bool IsEarlier(string reason, DateTimeOffset at, Recipient suppressed) =>
        at < suppressed.SuppressedAt
        || (at == suppressed.SuppressedAt && string.CompareOrdinal(reason, suppressed.SuppressedReason) < 0);
}
