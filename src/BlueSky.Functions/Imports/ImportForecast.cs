using BlueSky.Functions.Forms;
using BlueSky.Functions.Recipients;
using BlueSky.Functions.Settings;

namespace BlueSky.Functions.Imports;

/// <summary>
/// Says what an import would do, and changes nothing. Few addresses are looked up one by one; for many the table of
/// recipients is read once, page by page.
/// </summary>
internal sealed class ImportForecast(IRecipientStore recipients, SecretSettings secrets)
{
    /// <summary>Reading the table costs a call for each 1,000 recipients, and a look-up one for each address.</summary>
    private const int MaxLookUps = 200;

    private const int Concurrency = 8;

    public async Task<ImportCounts> CountAsync(
        IReadOnlyList<ImportLine> lines, CancellationToken cancellationToken)
    {
        var states = lines.Count <= MaxLookUps
            ? await LookUpAsync(lines, cancellationToken)
            : await ReadAsync(lines, cancellationToken);
        return lines.Select(line => CountOf(line, states.GetValueOrDefault(line.Key)))
            .Aggregate(ImportCounts.Zero, (all, one) => all + one);
    }

    /// <param name="known">Null for an address that is not known.</param>
    private static ImportCounts CountOf(ImportLine line, RecipientState? known)
    {
        var state = known?.State ?? SubscriptionState.None;
        var isOpen = known?.MayBeAdded ?? true;
        var isSubscribed = state is SubscriptionState.Confirmed or SubscriptionState.Pending;
        return line.IsRestriction
            ? isOpen || isSubscribed ? new ImportCounts(0, 0, 0, 1) : new ImportCounts(0, 0, 1, 0)
            : line.IsSubscription && isOpen ? new ImportCounts(1, 0, 0, 0)
            : isSubscribed ? new ImportCounts(0, 1, 0, 0)
            : new ImportCounts(0, 0, 1, 0);
    }

    private async Task<Dictionary<UInt128, RecipientState>> LookUpAsync(
        IReadOnlyList<ImportLine> lines, CancellationToken cancellationToken)
    {
        var states = new Dictionary<UInt128, RecipientState>();
        foreach (var some in lines.Chunk(Concurrency))
        {
            var found = await Task.WhenAll(some.Select(line => recipients.FindAsync(
                RecipientKey.For(EmailAddress.OfStored(line.Email), secrets.AddressKey), cancellationToken)));
            foreach (var recipient in found.OfType<Recipient>())
            {
                states[ImportLine.KeyOf(recipient.Key)] = RecipientState.Of(recipient);
            }
        }

        return states;
    }

    private async Task<Dictionary<UInt128, RecipientState>> ReadAsync(
        IReadOnlyList<ImportLine> lines, CancellationToken cancellationToken)
    {
        var asked = lines.Select(line => line.Key).ToHashSet();
        var states = new Dictionary<UInt128, RecipientState>();
        await foreach (var state in recipients.ReadStatesAsync(cancellationToken))
        {
            var key = ImportLine.KeyOf(state.Key);
            if (asked.Contains(key))
            {
                states[key] = state;
            }
        }

        return states;
    }
}
