using System.Security.Cryptography;
using System.Text;
using BlueSky.Functions.Mail;
using BlueSky.Functions.Webhooks;
using Microsoft.AspNetCore.Http;

namespace BlueSky.Functions.Tests.Webhooks;

public sealed class SendGridSignatureTests
{
    [Fact]
    public void The_vectors_are_SendGrids_byte_for_byte()
    {
        Assert.Equal(327, SendGridVector.One.Body.Length);
        Assert.Equal(
            "ef3e4606385ea6adbc55fceb6117cf2784040cf145a010e5ef4afc2bc7c70452",
            Convert.ToHexStringLower(SHA256.HashData(SendGridVector.One.Body)));
        Assert.Equal(889, SendGridVector.Two.Body.Length);
        Assert.Equal(
            "fb73c7e6c15dd29e59ec6669322fab6b0e022d1e73cc60172807bca38e337822",
            Convert.ToHexStringLower(SHA256.HashData(SendGridVector.Two.Body)));
    }

    [Fact]
    public void What_SendGrid_signed_is_believed()
    {
        Assert.True(Verifies(SendGridVector.One));
        Assert.True(Verifies(SendGridVector.Two));
    }

    [Fact]
    public void While_a_key_is_being_changed_either_verifies()
    {
        Assert.True(Verifies(SendGridVector.One, SendGridVector.One.PublicKey, SendGridVector.Two.PublicKey));
        Assert.True(Verifies(SendGridVector.One, SendGridVector.Two.PublicKey, SendGridVector.One.PublicKey));
    }

    [Fact]
    public void Another_key_or_none_verifies_nothing()
    {
        Assert.False(Verifies(SendGridVector.One, SendGridVector.OtherKey));
        Assert.False(Verifies(SendGridVector.One, SendGridVector.Two.PublicKey));
        Assert.False(Verifies(SendGridVector.One, keys: []));
    }

    [Theory]
    [InlineData("MEQCIB3bJQOarffIdM7+MEee+kYAdoViz6RUoScOASwMcXQxAiAcrus/j853JUlVm5qIRfbKBJwJq89znqOTedy3RetXLQ==")]
    [InlineData("MEUCIQCtIHJeH93Y+qpYeWrySphQgpNGNr/U+UyUlBkU6n7RAwIgJTz2C+8a8xonZGi6BpSzoQsbVRamr2nlxFDWYNH3j/0=")]
    [InlineData("")]
    [InlineData("AAAA")]
    [InlineData("MEUCIQ==")]
    [InlineData("MAYCAQACAQA=")]
    [InlineData("not base64!")]
    [InlineData("ü")]
    public void Any_other_signature_is_refused(string signature) =>
        Assert.False(Verifies(SendGridVector.One with { Signature = signature }));

    [Fact]
    public void A_changed_body_or_timestamp_is_refused()
    {
        var body = SendGridVector.One.Body;

        Assert.False(Verifies(SendGridVector.One with { Body = Encoding.UTF8.GetBytes("payload") }));
        Assert.False(Verifies(SendGridVector.One with { Body = [] }));
        Assert.False(Verifies(SendGridVector.One with { Body = [.. body[..100], (byte)(body[100] ^ 1), .. body[101..]] }));
        Assert.False(Verifies(SendGridVector.One with { Timestamp = "timestamp" }));
        Assert.False(Verifies(SendGridVector.One with { Timestamp = "1600112503" }));
    }

    [Fact]
    public void The_line_break_at_the_end_is_part_of_it()
    {
        Assert.False(Verifies(SendGridVector.One with { Body = SendGridVector.One.Body[..^2] }));
        Assert.False(Verifies(SendGridVector.Two with { Body = SendGridVector.Two.Body[..^2] }));
    }

    [Fact]
    public void A_header_that_is_missing_or_sent_twice_is_refused()
    {
        var (vector, signature) = (SendGridVector.One, Signature(SendGridVector.One.PublicKey));
        var complete = Headers(vector);

        Assert.True(signature.Verifies(complete, vector.Body));
        foreach (var name in new[] { SendGridSignature.SignatureHeader, SendGridSignature.TimestampHeader })
        {
            var without = Headers(vector);
            without.Remove(name);
            var twice = Headers(vector);
            twice.Append(name, complete[name]);

            Assert.False(signature.Verifies(without, vector.Body));
            Assert.False(signature.Verifies(twice, vector.Body));
        }
    }

    private static bool Verifies(SendGridVector vector) => Verifies(vector, vector.PublicKey);

    private static bool Verifies(SendGridVector vector, params string[] keys) =>
        Signature(keys).Verifies(Headers(vector), vector.Body);

    private static SendGridSignature Signature(params string[] keys) =>
        new(new SendGridSettings("SG.test-key", new Uri("https://api.sendgrid.com"), keys));

    private static HeaderDictionary Headers(SendGridVector vector) => new()
    {
        [SendGridSignature.SignatureHeader] = vector.Signature,
        [SendGridSignature.TimestampHeader] = vector.Timestamp,
    };
}
