namespace BlueSky.Tool.Tests;

/// <summary>A deployment with which nothing is wrong.</summary>
internal static class GoodSetUp
{
    public const string Key1 = "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=";
    public const string Key2 = "AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI=";
    public const string ApiKey = "SG.app-key";
    public const string EventKey =
        "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE83T4O/n84iotIvIW4mdBgQ/7dAfSmpqIM8kF9mN1flpVKS3GRqe62gw+2fNNRaINXvVpiglS"
        + "I8eNEc6wEA3F+g==";

    /// <summary>The variables of azd's environment, and those that are exported, before the first azd up.</summary>
    public static IReadOnlyDictionary<string, string> AzdVariables { get; } = new Dictionary<string, string>
    {
        ["AZURE_ENV_NAME"] = "production",
        ["AZURE_LOCATION"] = "westus3",
        ["ALERT_EMAIL"] = "ops@clinic.example",
        ["MONTHLY_BUDGET"] = "25",
        ["BUDGET_START"] = "2026-11-01",
        ["MAIL_FROM"] = "forms@clinic.example",
        ["MAIL_FROM_NAME"] = "Blue Sky \"Ketamine\"",
        ["MAIL_STAFF"] = "frontdesk@clinic.example,nurse@clinic.example",
        ["SITE_ALLOWED_ORIGINS"] = "https://www.clinic.example",
        ["SITE_THANK_YOU_URL"] = "https://www.clinic.example/thank-you",
        ["CLINIC_NAME"] = "Blue Sky\\Ketamine",
        ["CLINIC_PHONE"] = "505-336-0217",
        ["CLINIC_POSTAL_ADDRESS"] = "1 Main Street\nAlbuquerque, NM 87101",
        ["CLINIC_TIME_ZONE"] = "America/Denver",
        ["CLINIC_HOURS"] = "Mon-Fri 09:00-17:00",
        ["VAULT_ALSO_HOLDS"] = "webflow-key",
        ["WEBFLOW_KEY"] = "4d1f0a2b3c4d5e6f",
        ["SENDGRID_API_KEY"] = ApiKey,
        ["SECRETS_KEYS"] = $"k2:{Key1},k1:{Key2}",
        ["SECRETS_ADDRESS_KEY"] = Key2,
    };

    /// <summary>The app's settings after the deployment, but for the storage.</summary>
    public static IReadOnlyDictionary<string, string> AppSettings { get; } = new Dictionary<string, string>
    {
        ["SendGrid:ApiKey"] = ApiKey,
        ["SendGrid:EventWebhookPublicKeys"] = EventKey,
        ["Mail:From"] = "forms@clinic.example",
        ["Mail:FromName"] = "Blue Sky Ketamine",
        ["Mail:Staff"] = "frontdesk@clinic.example",
        ["Site:BaseUrl"] = "https://forms.clinic.example",
        ["Site:AllowedOrigins"] = "https://www.clinic.example",
        ["Site:ThankYouUrl"] = "https://www.clinic.example/thank-you",
        ["Clinic:Name"] = "Blue Sky Ketamine",
        ["Clinic:Phone"] = "505-336-0217",
        ["Clinic:PostalAddress"] = "1 Main Street, Albuquerque, NM 87101",
        ["Clinic:TimeZone"] = "America/Denver",
        ["Secrets:Keys"] = $"k1:{Key1}",
        ["Secrets:AddressKey"] = Key2,
        ["Subscriptions:Resources:0:Title"] = "How to prepare",
        ["Subscriptions:Resources:0:Url"] = "https://www.clinic.example/prepare",
    };
}
