using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace BlueSky.Functions.Tests.Settings;

public sealed class SettingsValidationTests
{
    private const string NoStorage =
        "is missing (a connection string, or AzureWebJobsStorage__accountName with a managed identity).";
    private const string Reference = "@Microsoft.KeyVault(SecretUri=https://kv.example.org/secrets/one)";
    private const string NotResolved =
        "is a Key Vault reference that was not resolved: "
        + "put the secret into the vault, or let the app's identity read it.";
    private const string NotASource = "must be one of connection, client-ip, x-azure-clientip.";
    private const string NotATime = "must be a time span like 00:10:00.";
    private const string NotAPublicKey = "must hold P-256 public keys in base64, as SendGrid shows them.";
    private const string NotHours = "must be days and hours like Mon-Thu 09:00-17:00; Fri 09:00-12:00.";
    private const string NotAnOrigin = "must be origins like https://www.example.org, without a path.";

    [Fact]
    public void The_minimal_settings_pass() => Assert.NotNull(SettingsSamples.With());

    [Theory]
    [InlineData("AzureWebJobsStorage", NoStorage)]
    [InlineData("SendGrid:ApiKey", "is missing.")]
    [InlineData("Mail:From", "is missing.")]
    [InlineData("Mail:FromName", "is missing.")]
    [InlineData("Mail:Staff", "needs at least one email address.")]
    [InlineData("Site:BaseUrl", "is missing.")]
    [InlineData("Clinic:Name", "is missing.")]
    [InlineData("Clinic:Phone", "is missing.")]
    [InlineData("Clinic:PostalAddress", "is missing.")]
    [InlineData("Clinic:TimeZone", "is missing.")]
    [InlineData("Secrets:Keys", "needs at least one key, written as id:base64.")]
    [InlineData("Secrets:AddressKey", "is missing.")]
    public void A_missing_setting_is_named(string name, string problem)
    {
        Assert.Equal([$"The setting {name} {problem}"], SettingsSamples.ProblemsWith((name, null)));
        Assert.Equal([$"The setting {name} {problem}"], SettingsSamples.ProblemsWith((name, "  ")));
    }

    // Its text would be a key that anybody can guess.
    [Theory]
    [InlineData("AzureWebJobsStorage", "AzureWebJobsStorage")]
    [InlineData("SendGrid:ApiKey", "SendGrid:ApiKey")]
    [InlineData("SendGrid:EventWebhookPublicKeys:0", "SendGrid:EventWebhookPublicKeys")]
    [InlineData("Mail:Staff", "Mail:Staff")]
    [InlineData("Site:BaseUrl", "Site:BaseUrl")]
    [InlineData("Secrets:Keys", "Secrets:Keys")]
    [InlineData("Secrets:AddressKey", "Secrets:AddressKey")]
    [InlineData("Altcha:HmacKey", "Altcha:HmacKey")]
    [InlineData("Turnstile:SecretKey", "Turnstile:SecretKey")]
    [InlineData("Webflow:SigningSecret", "Webflow:SigningSecret")]
    [InlineData("Webflow:Key", "Webflow:Key")]
    [InlineData("Webflow:Forms:ContactUs", "Webflow:Forms:ContactUs")]
    public void A_Key_Vault_reference_that_was_not_resolved_is_refused(string setting, string named) =>
        Assert.Equal([$"The setting {named} {NotResolved}"], SettingsSamples.ProblemsWith((setting, Reference)));

    [Theory]
    [InlineData("  @Microsoft.KeyVault(VaultName=kv;SecretName=one)  ")]
    [InlineData("@microsoft.keyvault(SecretUri=https://kv.example.org/secrets/one)")]
    [InlineData("@Microsoft.KeyVault(")]
    public void However_a_reference_is_written_it_is_none_of_the_keys(string reference)
    {
        Assert.Equal(
            [$"The setting Secrets:Keys {NotResolved}"],
            SettingsSamples.ProblemsWith(
                ("Secrets:Keys", null), ("Secrets:Keys:0", $"k1:{SettingsSamples.Key1}"),
                ("Secrets:Keys:1", reference)));
        Assert.Equal(
            [$"The setting Webflow:Key {NotResolved}"], SettingsSamples.ProblemsWith(("Webflow:Key", reference)));
    }

    [Theory]
    [InlineData("AzureWebJobsStorage", "garbage", "must be a storage connection string.")]
    [InlineData("AzureWebJobsStorage", "AccountName=a;AccountKey=!", "must be a storage connection string.")]
    [InlineData("SendGrid:Host", "api.sendgrid.com", "must be an absolute http or https address.")]
    [InlineData("SendGrid:Host", "ftp://api.sendgrid.com", "must be an absolute http or https address.")]
    [InlineData("SendGrid:EventWebhookPublicKeys", "AAAA", NotAPublicKey)]
    [InlineData("SendGrid:EventWebhookPublicKeys", "a key", NotAPublicKey)]
    [InlineData("Mail:From", "nobody", "must be an email address.")]
    [InlineData("Mail:From", "jürgen@example.org", "must be an email address.")]
    [InlineData("Mail:Staff", "staff@example.org, nobody", "must be an email address.")]
    [InlineData("Mail:ResolveAfter", "10", NotATime)]
    [InlineData("Mail:ResolveAfter", "ten minutes", NotATime)]
    [InlineData("Mail:ResolveAfter", "00:00:00", NotATime)]
    [InlineData("Mail:ResolveAfter", "-00:10:00", NotATime)]
    [InlineData("Mail:ResolveAfter", "24:00:00", NotATime)]
    [InlineData("Mail:SendingFor", "60", NotATime)]
    [InlineData("Sweep:After", "2", NotATime)]
    [InlineData("Site:BaseUrl", "forms.example.org", "must be an absolute http or https address.")]
    [InlineData("Site:ThankYouUrl", "/thank-you", "must be an absolute http or https address.")]
    [InlineData("Site:SubscribedUrl", "thanks", "must be an absolute http or https address.")]
    [InlineData("Clinic:Website", "www.example.org", "must be an absolute http or https address.")]
    [InlineData("Clinic:Logo", "http://www.example.org/logo.png", "must be an https address of an image.")]
    [InlineData("Clinic:Logo", "logo.png", "must be an https address of an image.")]
    [InlineData("Clinic:Color", "blue", "must be a color like #1a5a87.")]
    [InlineData("Clinic:Color", "#1a5a87; }", "must be a color like #1a5a87.")]
    [InlineData("Clinic:ReplyTo", "nobody", "must be an email address.")]
    [InlineData("Site:AllowedOrigins", "https://www.example.org/page", NotAnOrigin)]
    [InlineData("Site:AllowedOrigins", "*", NotAnOrigin)]
    [InlineData("Site:AllowedOrigins", "null", NotAnOrigin)]
    [InlineData("Site:AllowedOrigins", "https://*.example.org", NotAnOrigin)]
    [InlineData("Clinic:TimeZone", "Mars/Olympus", "must be a time zone's name like America/Denver.")]
    [InlineData("Clinic:Hours", "Mon-Fri 9 to 5", NotHours)]
    [InlineData("Clinic:Hours", "Mon-Fri 17:00-09:00", NotHours)]
    [InlineData("Clinic:Holidays", "2026-12-25, 26.12.2026", "must be dates like 2026-12-25.")]
    [InlineData("Clinic:Holidays", "2026-02-29", "must be dates like 2026-12-25.")]
    [InlineData("Clinic:AnswerWithin", "31", "must be between 0 and 30.")]
    [InlineData("Clinic:AnswerWithin", "-1", "must be a whole number, 0 or more.")]
    [InlineData("Secrets:Keys", "nocolon", "must be id:base64, the id of letters and digits.")]
    [InlineData("Secrets:Keys", ":" + SettingsSamples.Key1, "must be id:base64, the id of letters and digits.")]
    [InlineData("Secrets:Keys", "k.1:" + SettingsSamples.Key1, "must be id:base64, the id of letters and digits.")]
    [InlineData("Secrets:Keys", "k1:", "must hold at least 32 bytes.")]
    [InlineData("Secrets:Keys", "k1:not base64!", "must be base64.")]
    [InlineData("Secrets:Keys", "k1:" + SettingsSamples.Short, "must hold at least 32 bytes.")]
    [InlineData(
        "Secrets:Keys", "k1:" + SettingsSamples.Key1 + ",k1:" + SettingsSamples.Key2, "must not use an id twice.")]
    [InlineData("Secrets:AddressKey", "not base64!", "must be base64.")]
    [InlineData("Secrets:AddressKey", SettingsSamples.Short, "must hold at least 32 bytes.")]
    [InlineData("Subscriptions:ConfirmWithin", "7", "must be a time span like 00:10:00.")]
    [InlineData("Limits:ConfirmMailsPerHour", "-1", "must be a whole number, 0 or more.")]
    [InlineData("Limits:ManageMailsPerHour", "few", "must be a whole number, 0 or more.")]
    [InlineData("Limits:ConfirmMailsPerNetwork", "-1", "must be a whole number, 0 or more.")]
    [InlineData("Limits:AcknowledgementsPerHour", "1.5", "must be a whole number, 0 or more.")]
    [InlineData("Limits:StaffNoticesPerHour", "all", "must be a whole number, 0 or more.")]
    [InlineData("Altcha:ExpireAfter", "1.00:00:01", "must not be longer than a day.")]
    [InlineData("Spam:QuarantineAt", "five", "must be a whole number, 0 or more.")]
    [InlineData("Spam:FastestPost", "3", NotATime)]
    [InlineData("Spam:WhenVerifierIsDown", "refuse", "must be one of quarantine, accept.")]
    [InlineData("Altcha:HmacKey", "not base64!", "must be base64.")]
    [InlineData("Altcha:HmacKey", SettingsSamples.Short, "must hold at least 32 bytes.")]
    [InlineData("Altcha:MaxNumber", "0", "must be between 1 and 10000000.")]
    [InlineData("Altcha:ExpireAfter", "60", NotATime)]
    [InlineData("Turnstile:SiteverifyUrl", "siteverify", "must be an absolute http or https address.")]
    [InlineData("Limits:ClientAddressFrom", "x-forwarded-for", NotASource)]
    [InlineData("Subscriptions:DoubleOptIn", "maybe", "must be true or false.")]
    [InlineData("Consultations:Acknowledge", "yes", "must be true or false.")]
    [InlineData("Notifications:IncludeDetails", "1", "must be true or false.")]
    [InlineData("Notifications:AgreementSigned", "yes", "must be true or false.")]
    [InlineData("Notifications:StaffLink", "https://staff.example.org", "must contain {id}.")]
    [InlineData("Notifications:StaffLink", "staff/{id}", "must be an absolute http or https address.")]
    [InlineData("Limits:PostsPerMinute", "-1", "must be a whole number, 0 or more.")]
    [InlineData("Limits:PostsPerMinute", "1.5", "must be a whole number, 0 or more.")]
    [InlineData("Webflow:Key", "7 chars", "must have at least 8 characters.")]
    [InlineData("Webflow:Tolerance", "35", NotATime)]
    [InlineData("Webflow:Forms:ContactUs", "contact", "must be one of consultation, subscribe.")]
    [InlineData("Webflow:Forms:ContactUs", "", "must be one of consultation, subscribe.")]
    [InlineData(
        "Webflow:Forms", "subscribe", "needs the form's name in Webflow after a colon, as in Webflow:Forms:ContactUs.")]
    [InlineData("Limits:PostsPerMinute", "many", "must be a whole number, 0 or more.")]
    public void A_malformed_setting_is_named_and_alone(string name, string value, string problem) =>
        Assert.Equal([$"The setting {name} {problem}"], SettingsSamples.ProblemsWith((name, value)));

    [Fact]
    public void A_key_of_another_curve_than_SendGrids_is_refused()
    {
        using var p384 = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        var key = Convert.ToBase64String(p384.ExportSubjectPublicKeyInfo());

        Assert.Equal(
            [$"The setting SendGrid:EventWebhookPublicKeys {NotAPublicKey}"],
            SettingsSamples.ProblemsWith(("SendGrid:EventWebhookPublicKeys", key)));
    }

    [Theory]
    [InlineData("Not An Account")]
    [InlineData("a/b")]
    [InlineData("UPPER")]
    [InlineData("ab")]
    public void An_account_that_cannot_be_one_is_named(string account) =>
        Assert.Equal(
            ["The setting AzureWebJobsStorage:accountName must be 3 to 24 lower-case letters and digits."],
            SettingsSamples.ProblemsWith(("AzureWebJobsStorage", null), ("AzureWebJobsStorage:accountName", account)));

    [Fact]
    public void A_resource_needs_a_title_and_an_address() =>
        Assert.Equal(
            [
                "The setting Subscriptions:Resources:0:Url is missing.",
                "The setting Subscriptions:Resources:1:Title is missing.",
                "The setting Subscriptions:Resources:1:Url must be an absolute http or https address.",
                "The setting Subscriptions:Resources:1:Language must be one of en, es.",
            ],
            SettingsSamples.ProblemsWith(
                ("Subscriptions:Resources:0:Title", "Leaflet"), ("Subscriptions:Resources:1:Url", "leaflet.pdf"),
                ("Subscriptions:Resources:1:Language", "Spanish")));

    [Fact]
    public void One_form_in_Webflow_cannot_be_two_forms_here() =>
        Assert.Equal(
            ["The setting Webflow:Forms:Email Form 2 maps a form of Webflow that another setting maps to a different form."],
            SettingsSamples.ProblemsWith(
                ("Webflow:Forms:Email Form", "subscribe"), ("Webflow:Forms:Email Form 2", "consultation")));

    [Fact]
    public void All_problems_are_named_at_once() =>
        Assert.Equal(
            SettingsSamples.Minimal.Keys.Order(),
            Assert.Throws<OptionsValidationException>(() => SettingsSamples.Read([])).Failures
                .Select(sentence => sentence.Split(' ')[2]).Order());

    [Theory]
    [InlineData("AzureWebJobsStorage", "AccountName=topsecret;AccountKey=topsecret")]
    [InlineData("SendGrid:EventWebhookPublicKeys", "topsecret")]
    [InlineData("Secrets:Keys", "topsecret")]
    [InlineData("Secrets:Keys", "k1:topsecret")]
    [InlineData("Secrets:Keys", "topsecret:topsecret!")]
    [InlineData("Secrets:AddressKey", "topsecret")]
    [InlineData("Mail:Staff", "topsecret")]
    [InlineData("Webflow:Key", "covert1")]
    public void No_sentence_repeats_a_value(string name, string value)
    {
        var refused = Assert.Throws<OptionsValidationException>(() => SettingsSamples.With((name, value)));

        Assert.DoesNotContain("topsecret", refused.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("covert1", refused.ToString(), StringComparison.Ordinal);
    }
}
