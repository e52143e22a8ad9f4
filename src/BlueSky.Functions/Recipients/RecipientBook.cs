using BlueSky.Functions.Forms;
using BlueSky.Functions.Settings;

namespace BlueSky.Functions.Recipients;

/// <summary>
/// Changes recipients. One conditional write decides both the state and the limit, so that of a hundred requests at
/// once for one address one gets its mail.
/// </summary>
internal sealed class RecipientBook(IRecipientStore store, SecretSettings secrets)
{
    /// <summary>Each round means that somebody else's write went through; so many in a row is no accident.</summary>
    private const int MostRounds = 100;

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
            var current = await FindAsync(key, cancellationToken);
            var decided = decide(current);
            if (ReferenceEquals(decided, current) || await store.TrySaveAsync(decided, cancellationToken))
            {
                return decided;
            }
        }

        throw new InvalidOperationException($"A recipient could not be written in {MostRounds} rounds.");
    }

    /// <returns>One without anything, for an address that is not known.</returns>
    public async Task<Recipient> FindAsync(string key, CancellationToken cancellationToken) =>
        await store.FindAsync(key, cancellationToken) ?? new Recipient { Key = key };

    public Task<Recipient> FindAsync(EmailAddress address, CancellationToken cancellationToken) =>
        FindAsync(RecipientKey.For(address, secrets.AddressKey), cancellationToken);

    /// <summary>
    /// Ends all mail to an address, also to one that never wrote to us. Of several reasons the one that happened
    /// first stays, in whatever order they are heard of.
    /// </summary>
    public Task<Recipient> SuppressAsync(
        EmailAddress address, string reason, DateTimeOffset at, CancellationToken cancellationToken) =>
        ChangeAsync(
            address,
            current => current.State == SubscriptionState.Suppressed && !IsEarlier(reason, at, current)
                ? current
                : current with
                {
                    State = SubscriptionState.Suppressed,
                    SuppressedAt = at,
                    SuppressedReason = reason,
                },
            cancellationToken);

    private static bool IsEarlier(string reason, DateTimeOffset at, Recipient suppressed) =>
        at < suppressed.SuppressedAt
        || (at == suppressed.SuppressedAt && string.CompareOrdinal(reason, suppressed.SuppressedReason) < 0);
}
