using BlueSky.Content;

namespace BlueSky.Functions.Forms;

/// <summary>The link that dials a number, from the number as people write it.</summary>
internal static class PhoneLink
{
    /// <returns>Null when it cannot be dialled.</returns>
    public static Uri? Of(string phone) =>
        PhoneNumber.TryGetDigits(phone) is { } digits ? new Uri(TelUri.Of(phone, digits)) : null;
}
