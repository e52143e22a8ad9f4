using System.Security.Cryptography;
using System.Text;

namespace BlueSky.LocalHost.SendGrid;

/// <summary>SendGrid's signature of an event post: ECDSA P-256, SHA-256, over the timestamp and the raw body.</summary>
internal sealed class EventSignature : IDisposable
{
    private readonly ECDsa key = ECDsa.Create();

    public EventSignature(string pkcs8Base64) =>
        key.ImportPkcs8PrivateKey(Convert.FromBase64String(pkcs8Base64), out _);

    /// <summary>The value of <c>X-Twilio-Email-Event-Webhook-Signature</c>: base64 of DER.</summary>
    public string Sign(string timestamp, byte[] body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes(timestamp), .. body];
        lock (key)
        {
            return Convert.ToBase64String(
                key.SignData(signed, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
        }
    }

    public void Dispose() => key.Dispose();
}
