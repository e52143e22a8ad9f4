using System.Globalization;

namespace BlueSky.Functions.Subscriptions;

/// <summary>
/// The content of a link in a confirmation email: whose request, which one, and until when the link works.
/// </summary>
/// <param name="Recipient">The recipient's key.</param>
internal sealed record ConfirmationLink(string Recipient, int RequestNumber, DateTimeOffset ExpiresAt)
{
    private const char Separator = '-';

    /// <summary>Formats the subject of a token.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Recipient}{Separator}{RequestNumber}{Separator}{ExpiresAt.ToUnixTimeSeconds()}");

    /// <param name="subject">The subject of a verified token, so its format is valid.</param>
    public static ConfirmationLink Parse(string subject)
    {
        var parts = subject.Split(Separator);
        return new ConfirmationLink(
            parts[0],
            int.Parse(parts[1], CultureInfo.InvariantCulture),
            DateTimeOffset.FromUnixTimeSeconds(long.Parse(parts[2], CultureInfo.InvariantCulture)));
    }
}
