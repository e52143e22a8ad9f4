using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BlueSky.LocalHost.SendGrid;
using BlueSky.LocalHost.Settings;

namespace BlueSky.LocalHost.Tests.SendGrid;

public sealed class SendGridEventTests
{
    private static readonly DateTimeOffset At =
        DateTimeOffset.Parse("2026-01-09T10:00:00Z", CultureInfo.InvariantCulture);

    [Fact]
    public void An_event_carries_the_mails_id_and_custom_arguments_and_ends_with_a_line_break()
    {
        using var mail = Mail();

        var body = SendGridEvent.Body("delivered", "abc", mail.RootElement, At);

        Assert.Equal("\r\n"u8.ToArray(), body[^2..]);
        using var json = JsonDocument.Parse(body);
        var one = Assert.Single(json.RootElement.EnumerateArray().ToArray());
        Assert.Equal("delivered", one.GetProperty("event").GetString());
        Assert.Equal("zoe@example.com", one.GetProperty("email").GetString());
        Assert.Equal(1767952800, one.GetProperty("timestamp").GetInt64());
        Assert.StartsWith("abc.filter", one.GetProperty("sg_message_id").GetString(), StringComparison.Ordinal);
        Assert.Equal("m-1", one.GetProperty("mail_id").GetString());
        Assert.Equal("staff-notice", one.GetProperty("category")[0].GetString());
    }

    [Fact]
    public void A_custom_argument_cannot_take_the_place_of_SendGrids_own_field()
    {
        using var mail = Mail();

        var body = Encoding.UTF8.GetString(SendGridEvent.Body("processed", "abc", mail.RootElement, At));

        Assert.DoesNotContain("forged", body, StringComparison.Ordinal);
    }

    [Fact]
    public void The_signature_verifies_with_the_public_key_over_timestamp_and_body()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var secrets = LocalSecrets.ReadOrCreate(folder.FullName);
            using var signature = new EventSignature(secrets.EventPrivateKey);

            var signed = signature.Sign("1600112502", "[]\r\n"u8.ToArray());

            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(secrets.EventPublicKey), out _);
            Assert.True(Verifies(key, "1600112502[]\r\n", signed));
            Assert.False(Verifies(key, "1600112503[]\r\n", signed));
            Assert.False(Verifies(key, "1600112502[]", signed));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static bool Verifies(ECDsa key, string text, string signature) => key.VerifyData(
        Encoding.UTF8.GetBytes(text), Convert.FromBase64String(signature),
        HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);

    private static JsonDocument Mail() => JsonDocument.Parse("""
        {
          "personalizations": [{ "to": [{ "email": "zoe@example.com" }] }],
          "categories": ["staff-notice"],
          "custom_args": { "mail_id": "m-1", "event": "forged", "timestamp": "forged" }
        }
        """);
}
