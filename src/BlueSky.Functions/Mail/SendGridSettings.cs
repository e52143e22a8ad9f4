using System.Security.Cryptography;
using BlueSky.Functions.Settings;

namespace BlueSky.Functions.Mail;

/// <param name="Host">The base URL of the v3 API; another one for SendGrid's EU region, or a stand-in.</param>
/// <param name="EventWebhookPublicKeys">Base64, as SendGrid shows them; several during a key change.</param>
internal sealed record SendGridSettings(string ApiKey, Uri Host, IReadOnlyList<string> EventWebhookPublicKeys)
    : ISettings<SendGridSettings>
{
    private const string PublicKeys = "SendGrid:EventWebhookPublicKeys";

    public static SendGridSettings Read(SettingsReader reader)
    {
        var keys = reader.List(PublicKeys);
        if (keys.Any(key => !IsPublicKey(key)))
        {
            reader.Report(PublicKeys, "must hold P-256 public keys in base64, as SendGrid shows them");
        }

        return new SendGridSettings(
            reader.Required("SendGrid:ApiKey"), reader.Url("SendGrid:Host", "https://api.sendgrid.com"), keys);
    }

    private static bool IsPublicKey(string base64)
    {
        try
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(base64), out _);
            return key.KeySize == 256;
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            return false;
        }
    }
}
