using BlueSky.LocalHost.Settings;
using Microsoft.Extensions.Configuration;

namespace BlueSky.LocalHost.Tests.Settings;

public sealed class ProductDefaultsTests
{
    private static readonly LocalSecrets Secrets = new("signing", "address", NewEventKey());

    [Fact]
    public void Addresses_name_the_real_port()
    {
        var defaults = Beside();

        Assert.Equal("http://127.0.0.1:4711", defaults["Site:BaseUrl"]);
        Assert.Equal("http://127.0.0.1:4711/_local/sendgrid", defaults["SendGrid:Host"]);
        Assert.Equal("http://localhost:4711", defaults["Site:AllowedOrigins:1"]);
        Assert.Equal("local:signing", defaults["Secrets:Keys:0"]);
    }

    [Theory]
    [InlineData("Mail:Staff", "Mail:Staff:0")]
    [InlineData("Mail:Staff:0", "Mail:Staff:0")]
    [InlineData("Mail:Staff:7", "Mail:Staff:0")]
    [InlineData("mail:staff:1", "Mail:Staff:0")]
    [InlineData("Site:AllowedOrigins:0", "Site:AllowedOrigins:1")]
    [InlineData("Subscriptions:Resources:0:Url", "Subscriptions:Resources:2:Title")]
    [InlineData("Mail:From", "Mail:From")]
    public void A_value_given_from_outside_leaves_no_default_beside_it(string given, string gone) =>
        Assert.DoesNotContain(gone, Beside((given, "x")).Keys);

    [Fact]
    public void A_value_given_from_outside_leaves_other_settings_alone()
    {
        var defaults = Beside(("Mail:Staff", "x"));

        Assert.Equal("forms@blueskyclinic.example", defaults["Mail:From"]);
        Assert.Equal("Blue Sky Ketamine", defaults["Mail:FromName"]);
    }

    [Theory]
    [InlineData(null, "SendGrid:EventWebhookPublicKeys:0")]
    [InlineData("SendGrid:EventWebhookPublicKeys:0", "SendGrid:EventWebhookPublicKeys:1")]
    [InlineData("SendGrid:EventWebhookPublicKeys", "SendGrid:EventWebhookPublicKeys")]
    public void The_stand_ins_event_key_stands_behind_the_ones_given_from_outside(string? given, string expected)
    {
        var outside = given is null ? Outside() : Outside((given, "key"));

        Assert.Equal(expected, ProductDefaults.EventKey(outside, Secrets).Key);
    }

    private static Dictionary<string, string?> Beside(params (string Key, string Value)[] outside) =>
        ProductDefaults.Beside(Outside(outside), new Uri("http://127.0.0.1:4711"), Secrets).ToDictionary();

    private static IConfigurationRoot Outside(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(settings.ToDictionary(one => one.Key, one => (string?)one.Value))
            .Build();

    private static string NewEventKey()
    {
        using var key = System.Security.Cryptography.ECDsa.Create(
            System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        return Convert.ToBase64String(key.ExportPkcs8PrivateKey());
    }
}
