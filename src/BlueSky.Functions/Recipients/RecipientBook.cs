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
    private const int MostRounds = 100;

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
        for (var round = 0; round < MostRounds; round++)
        {
            var current = await store.FindAsync(key, cancellationToken) ?? new Recipient { Key = key };
            var decided = decide(current);
            if (ReferenceEquals(decided, current) || await store.TrySaveAsync(decided, cancellationToken))
            {
                return decided;
            }
        }

        throw new InvalidOperationException($"A recipient could not be written in {MostRounds} rounds.");
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
