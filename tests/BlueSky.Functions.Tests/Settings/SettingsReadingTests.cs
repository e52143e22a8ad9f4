using System.Security.Cryptography;
using BlueSky.Functions.Consultations;
using BlueSky.Functions.Mail;
using BlueSky.Functions.Processing;
using BlueSky.Functions.Retention;
using BlueSky.Functions.Settings;
using BlueSky.Functions.Spam;
using BlueSky.Functions.Storage;
using BlueSky.Functions.Subscriptions;
using BlueSky.Functions.Webhooks;

namespace BlueSky.Functions.Tests.Settings;

public sealed class SettingsReadingTests
{
    [Fact]
    public void What_is_not_set_has_its_documented_default()
    {
        var settings = SettingsSamples.With();

        Assert.Equal("https://api.sendgrid.com/", settings.Get<SendGridSettings>().Host.AbsoluteUri);
        Assert.Empty(settings.Get<SendGridSettings>().EventWebhookPublicKeys);
        Assert.Equal(TimeSpan.FromMinutes(10), settings.Get<MailSettings>().ResolveAfter);
        Assert.Equal(TimeSpan.FromMinutes(1), settings.Get<MailSettings>().SendingFor);
        Assert.Equal(TimeSpan.FromMinutes(2), settings.Get<SweepSettings>().After);
        Assert.Equal(
            (TimeSpan.FromDays(90), null, TimeSpan.FromDays(2_192)),
            (settings.Get<RetentionSettings>().Spam, settings.Get<RetentionSettings>().Consultations, settings.Get<RetentionSettings>().Audit));
        Assert.True(settings.Get<ConsultationSettings>().Acknowledge);
        Assert.Null(settings.Get<NotificationSettings>().StaffLink);
        Assert.False(settings.Get<NotificationSettings>().IncludeDetails);
        Assert.Null(settings.Get<ClinicSettings>().CallsFrom);
        Assert.Empty(settings.Get<SubscriptionSettings>().Resources);
        Assert.Equal(new LimitSettings(30, 100, 25, 60, 60, 30), settings.Get<LimitSettings>());
        Assert.Null(settings.Get<WebflowSettings>().SigningSecret);
        Assert.Null(settings.Get<WebflowSettings>().Key);
        Assert.Equal(TimeSpan.FromMinutes(35), settings.Get<WebflowSettings>().Tolerance);
        Assert.Empty(settings.Get<WebflowSettings>().Forms);
        Assert.Null(settings.Get<LimitSettings>().ClientAddressFrom);
        Assert.Equal(
            (5, 10, TimeSpan.FromSeconds(3), 8, true),
            (settings.Get<SpamSettings>().QuarantineAt, settings.Get<SpamSettings>().RefuseAt, settings.Get<SpamSettings>().FastestPost, settings.Get<SpamSettings>().BurstAt,
                settings.Get<SpamSettings>().QuarantineUnverified));
        Assert.Null(settings.Get<AltchaSettings>().HmacKey);
        Assert.Null(settings.Get<TurnstileSettings>().SecretKey);
        Assert.Equal(
            "https://challenges.cloudflare.com/turnstile/v0/siteverify", settings.Get<TurnstileSettings>().SiteverifyUrl.AbsoluteUri);
    }

    [Fact]
    public void What_is_set_is_read()
    {
        var settings = SettingsSamples.With(
            ("SendGrid:Host", "https://api.eu.sendgrid.com"),
            ("Mail:ResolveAfter", "1.02:03:04"),
            ("Mail:SendingFor", "0:00:30"),
            ("Sweep:After", "00:00:00.5"),
            ("Consultations:Acknowledge", "False"),
            ("Notifications:StaffLink", "https://staff.example.org/s/{id}?a=b"),
            ("Notifications:IncludeDetails", "true"),
            ("Clinic:CallsFrom", "505-336-0200"),
            ("Subscriptions:DoubleOptIn", "false"),
            ("Limits:PostsPerMinute", "0"));

        Assert.Equal("https://api.eu.sendgrid.com/", settings.Get<SendGridSettings>().Host.AbsoluteUri);
        Assert.Equal(new TimeSpan(1, 2, 3, 4), settings.Get<MailSettings>().ResolveAfter);
        Assert.Equal(TimeSpan.FromSeconds(30), settings.Get<MailSettings>().SendingFor);
        Assert.Equal(TimeSpan.FromMilliseconds(500), settings.Get<SweepSettings>().After);
        Assert.False(settings.Get<ConsultationSettings>().Acknowledge);
        Assert.Equal("https://staff.example.org/s/{id}?a=b", settings.Get<NotificationSettings>().StaffLink);
        Assert.True(settings.Get<NotificationSettings>().IncludeDetails);
        Assert.Equal("505-336-0200", settings.Get<ClinicSettings>().CallsFrom);
        Assert.Equal(0, settings.Get<LimitSettings>().PostsPerMinute);
    }

    [Fact]
    public void A_list_may_be_one_value_with_commas()
    {
        var settings = SettingsSamples.With(
            ("Mail:Staff", "ada@example.org, Bob@Example.org ,, ada@EXAMPLE.org"),
            ("Secrets:Keys", $"k2:{SettingsSamples.Key2},k1:{SettingsSamples.Key1}"));

        Assert.Equal(["ada@example.org", "Bob@example.org"], settings.Get<MailSettings>().Staff);
        Assert.Equal(["k2", "k1"], settings.Get<SecretSettings>().Keys.Select(key => key.Id));
    }

    [Fact]
    public void A_list_may_be_numbered()
    {
        var settings = SettingsSamples.With(
            ("Mail:Staff", null), ("Mail:Staff:0", "ada@example.org"), ("Mail:Staff:1", " bob@example.org "),
            ("Secrets:Keys", null), ("Secrets:Keys:0", $"k1:{SettingsSamples.Key1}"));

        Assert.Equal(["ada@example.org", "bob@example.org"], settings.Get<MailSettings>().Staff);
        Assert.Equal([1, 1, 1], settings.Get<SecretSettings>().Keys[0].Bytes.Take(3).Select(value => (int)value));
    }

    [Fact]
    public void Origins_are_spelt_as_browsers_send_them_and_the_apps_own_is_among_them()
    {
        var settings = SettingsSamples.With(
            ("Site:AllowedOrigins", "https://WWW.example.org/, https://bücher.example, http://localhost:80"));

        Assert.Equal(
            [
                "http://localhost", "https://forms.example.org", "https://www.example.org",
                "https://xn--bcher-kva.example",
            ],
            settings.Get<SiteSettings>().AllowedOrigins.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Staff_at_an_international_domain_are_mailed_in_punycode() =>
        Assert.Equal(
            ["ada@xn--bcher-kva.example"], SettingsSamples.With(("Mail:Staff", "ada@bücher.example")).Get<MailSettings>().Staff);

    [Fact]
    public void An_account_name_gives_the_addresses_of_tables_and_queues()
    {
        var storage = SettingsSamples.With(
            ("AzureWebJobsStorage", null), ("AzureWebJobsStorage:accountName", "blueskyforms"),
            ("AzureWebJobsStorage:clientId", "7f1c")).Get<StorageSettings>();

        Assert.Null(storage.ConnectionString);
        Assert.Equal("https://blueskyforms.table.core.windows.net/", storage.TableEndpoint?.AbsoluteUri);
        Assert.Equal("https://blueskyforms.queue.core.windows.net/", storage.QueueEndpoint?.AbsoluteUri);
        Assert.Equal("7f1c", storage.ClientId);
    }

    [Fact]
    public void Service_addresses_win_over_the_account_name()
    {
        var storage = SettingsSamples.With(
            ("AzureWebJobsStorage", null),
            ("AzureWebJobsStorage:tableServiceUri", "https://t.example.org"),
            ("AzureWebJobsStorage:queueServiceUri", "https://q.example.org")).Get<StorageSettings>();

        Assert.Equal("https://t.example.org/", storage.TableEndpoint?.AbsoluteUri);
        Assert.Equal("https://q.example.org/", storage.QueueEndpoint?.AbsoluteUri);
    }

    [Theory]
    [InlineData("UseDevelopmentStorage=true")]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=a;AccountKey=a2V5;EndpointSuffix=core.windows.net")]
    [InlineData("AccountName=a;AccountKey=a2V5;TableEndpoint=http://127.0.0.1:1/a;QueueEndpoint=http://127.0.0.1:2/a;")]
    public void A_connection_string_is_kept_as_it_is(string connectionString) =>
        Assert.Equal(
            connectionString,
            SettingsSamples.With(("AzureWebJobsStorage", connectionString)).Get<StorageSettings>().ConnectionString);

    [Fact]
    public void SendGrids_public_keys_are_kept_as_they_are()
    {
        using var p256 = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var key = Convert.ToBase64String(p256.ExportSubjectPublicKeyInfo());

        var settings = SettingsSamples.With(("SendGrid:EventWebhookPublicKeys", key));

        Assert.Equal([key], settings.Get<SendGridSettings>().EventWebhookPublicKeys);
    }

    [Fact]
    public void Resources_keep_their_order()
    {
        var resources = SettingsSamples.With(
            ("Subscriptions:Resources:0:Title", "One"), ("Subscriptions:Resources:0:Url", "https://www.example.org/1"),
            ("Subscriptions:Resources:1:Title", "Two"), ("Subscriptions:Resources:1:Url", "https://www.example.org/2"),
            ("Subscriptions:Resources:1:Summary", "The second."),
            ("Subscriptions:Resources:1:Language", "es")).Get<SubscriptionSettings>().Resources;

        Assert.Equal(["One", "Two"], resources.Select(resource => resource.Title));
        Assert.Equal(["", "The second."], resources.Select(resource => resource.Summary));
        Assert.Equal(["en", "es"], resources.Select(resource => resource.Language));
    }

    [Fact]
    public void The_submissions_key_is_not_the_address_key_and_stays_the_same()
    {
        var secrets = SettingsSamples.With().Get<SecretSettings>();

        Assert.Equal(32, secrets.SubmissionKey.Length);
        Assert.NotEqual(secrets.AddressKey, secrets.SubmissionKey);
        Assert.Equal(secrets.SubmissionKey, SettingsSamples.With().Get<SecretSettings>().SubmissionKey);
    }

    [Fact]
    public void Webflows_forms_are_named_as_fields_are()
    {
        var forms = SettingsSamples.With(
            ("Webflow:Forms:ContactUs", "consultation"), ("Webflow:Forms:contact-us 2", "consultation"),
            ("Webflow:Forms:Footer Newsletter", "subscribe")).Get<WebflowSettings>().Forms;

        Assert.Equal(
            [new("contactus", "consultation"), new("footernewsletter", "subscribe")],
            forms.OrderBy(form => form.Key, StringComparer.Ordinal));
    }
}
