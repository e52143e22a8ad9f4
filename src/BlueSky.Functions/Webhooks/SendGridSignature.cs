using System.Security.Cryptography;
using System.Text;
using BlueSky.Functions.Mail;
using Microsoft.AspNetCore.Http;

namespace BlueSky.Functions.Webhooks;

/// <summary>
/// Verifies SendGrid's signature of an event post: ECDSA on P-256 with SHA-256, in DER, over the timestamp header and
/// the raw body. The age of the timestamp is not checked: SendGrid retries for 24 hours, and a repeat changes nothing.
/// </summary>
internal sealed class SendGridSignature(SendGridSettings settings)
{
    public const string SignatureHeader = "X-Twilio-Email-Event-Webhook-Signature";
    public const string TimestampHeader = "X-Twilio-Email-Event-Webhook-Timestamp";

    public static bool IsIn(IHeaderDictionary headers) =>
        headers.ContainsKey(SignatureHeader) && headers.ContainsKey(TimestampHeader);

    /// <summary>True when one of the configured public keys verifies it.</summary>
    public bool Verifies(IHeaderDictionary headers, ReadOnlySpan<byte> body)
    {
        if (headers[SignatureHeader] is not [{ } base64] || headers[TimestampHeader] is not [{ } timestamp])
        {
            return false;
        }

        var signature = new byte[base64.Length];
        if (!Convert.TryFromBase64String(base64, signature, out var length))
        {
            return false;
        }

        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha256.AppendData(Encoding.UTF8.GetBytes(timestamp));
        sha256.AppendData(body);
        var hash = sha256.GetHashAndReset();
        return settings.EventWebhookPublicKeys.Any(key => Verifies(key, hash, signature.AsSpan(0, length)));
    }

    private static bool Verifies(string publicKey, byte[] hash, ReadOnlySpan<byte> signature)
    {
        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(publicKey), out _);
        return key.VerifyHash(hash, signature, DSASignatureFormat.Rfc3279DerSequence);
    }
}
