using BlueSky.Functions.Forms;
using BlueSky.Functions.Recipients;

namespace BlueSky.Functions.Imports;

/// <summary>An address of a file.</summary>
/// <param name="Key">The start of its recipient's key: see <see cref="KeyOf"/>.</param>
/// <param name="State">What the file says. None for someone who never asked for email.</param>
/// <param name="At">
/// When they signed up or, for one who gets no email any more, when that ended; null if unknown.
/// </param>
internal sealed record ImportLine(UInt128 Key, string Email, SubscriptionState State, DateTimeOffset? At)
{
    /// <summary>Stands where the line of an erased person was, so that the other lines keep their numbers.</summary>
    public static readonly ImportLine Erased = new(0, "", SubscriptionState.None, At: null);

    private const int KeyDigits = 32;

    public bool IsErased => Email.Length == 0;

    /// <summary>What the person agreed to, in a file that this app exported; otherwise null.</summary>
    public ImportedConsent? Consent { get; init; }

    /// <summary>Such a line adds no subscriber: it unsubscribes or suppresses the address.</summary>
    public bool IsRestriction => State is SubscriptionState.Unsubscribed or SubscriptionState.Suppressed;

    /// <summary>Such a line may add a subscriber.</summary>
    public bool IsSubscription => State is SubscriptionState.Confirmed or SubscriptionState.Pending;

    /// <summary>Whether it is one of the addresses, in any spelling.</summary>
    public bool IsOneOf(IReadOnlyCollection<EmailAddress> addresses) =>
        !IsErased && EmailAddress.OfStored(Email).Canonical is var own
        && addresses.Any(address => address.Canonical == own);

    /// <summary>Itself, or the erased line if it is one of the addresses.</summary>
    public ImportLine Without(IReadOnlyCollection<EmailAddress> addresses) => IsOneOf(addresses) ? Erased : this;

    /// <param name="recipientKey">In hex; half of it tells all addresses apart.</param>
    public static UInt128 KeyOf(string recipientKey) => UInt128.Parse(
        recipientKey.AsSpan(0, KeyDigits), System.Globalization.NumberStyles.HexNumber,
        System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Of two lines with one address, the one that allows less.</summary>
    public static ImportLine Stricter(ImportLine one, ImportLine other) =>
        StrictnessOf(other.State) > StrictnessOf(one.State) ? other : one;

    public static int StrictnessOf(SubscriptionState state) => state switch
    {
        SubscriptionState.Confirmed => 0,
        SubscriptionState.Pending => 1,
        SubscriptionState.None => 2,
        SubscriptionState.Unsubscribed => 3,
        _ => 4,
    };
}

/// <summary>A line of a file that cannot be read.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Text">Where the address should be; shortened.</param>
internal sealed record UnreadableLine(int Number, string Text);
