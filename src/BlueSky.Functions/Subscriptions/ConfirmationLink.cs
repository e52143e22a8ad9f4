using System.Globalization;

namespace BlueSky.Functions.Subscriptions;

/// <summary>
/// What a link of a confirmation mail says: whose request, which one, and until when it may be answered.
/// </summary>
/// <param name="Recipient">The recipient's key.</param>
internal sealed record ConfirmationLink(string Recipient, int RequestNumber, DateTimeOffset ExpiresAt)
{
    private const char Separator = '-';

    /// <summary>As the subject of a token.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Recipient}{Separator}{RequestNumber}{Separator}{ExpiresAt.ToUnixTimeSeconds()}");

    /// <param name="subject">Of a token that was verified: it reads as it was written.</param>
    public static ConfirmationLink Parse(string subject)
    {
        var parts = subject.Split(Separator);
        return new ConfirmationLink(
            parts[0],
            int.Parse(parts[1], CultureInfo.InvariantCulture),
            DateTimeOffset.FromUnixTimeSeconds(long.Parse(parts[2], CultureInfo.InvariantCulture)));
    }
}
