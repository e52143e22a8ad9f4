namespace BlueSky.Tool.Tests;

/// <summary>What a person may get wrong before the first azd up: doctor says it before anything is made.</summary>
public sealed class WrongInputTests
{
    [Fact]
    public async Task A_good_environment_passes_with_quotes_backslashes_and_line_breaks_in_its_values()
    {
        var (exitCode, lines) = await AzdDoctor.RunAsync(GoodSetUp.AzdVariables);

        Assert.Equal(0, exitCode);
        Assert.Equal(
            [
                "ok           settings: the app starts with them",
                "not checked  settings: Subscriptions:Resources and Webflow:Forms: they are in "
                    + "infra/main.bicepparam; the app checks them when it starts",
                "ok           deployment: alerts, budget, sign-in, region and sizes are set",
                "ok           secrets: all are set",
                "ok           time zone: in America/Denver it is Friday, 2026-11-27 19:20 now",
            ],
            lines.Take(5));
        Assert.StartsWith("ok           versions: this tool is built from ", lines[5]);
        Assert.Equal("5 ok, 0 wrong, 1 not checked.", lines[^1]);
    }

    [Theory]
    [InlineData("ALERT_EMAIL", null, "ALERT_EMAIL is missing. Set it: azd env set ALERT_EMAIL \"…\"")]
    [InlineData(
        "ALERT_EMAIL", "ops", "ALERT_EMAIL must be an email address. Set it: azd env set ALERT_EMAIL \"…\"")]
    [InlineData(
        "ALERT_EMAIL", "ops@clinic.example ",
        "ALERT_EMAIL must have no white space around it. Set it: azd env set ALERT_EMAIL \"…\"")]
    [InlineData("MAIL_FROM", null, "MAIL_FROM is missing. Set it: azd env set MAIL_FROM \"…\"")]
    [InlineData("MAIL_FROM", " ", "MAIL_FROM is missing. Set it: azd env set MAIL_FROM \"…\"")]
    [InlineData("MAIL_FROM", "forms@", "MAIL_FROM must be an email address. Set it: azd env set MAIL_FROM \"…\"")]
    [InlineData(
        "MAIL_STAFF", null, "MAIL_STAFF needs at least one email address. Set it: azd env set MAIL_STAFF \"…\"")]
    [InlineData(
        "CLINIC_TIME_ZONE", "Mountain",
        "CLINIC_TIME_ZONE must be a time zone's name like America/Denver. Set it: azd env set CLINIC_TIME_ZONE \"…\"")]
    [InlineData(
        "CLINIC_HOURS", "Mon-Fri 9-25",
        "CLINIC_HOURS must be days and hours like Mon-Thu 09:00-17:00; Fri 09:00-12:00. "
        + "Set it: azd env set CLINIC_HOURS \"…\"")]
    [InlineData(
        "SITE_THANK_YOU_URL", "ftp://www.clinic.example/thanks",
        "SITE_THANK_YOU_URL must be an absolute http or https address. Set it: azd env set SITE_THANK_YOU_URL \"…\"")]
    [InlineData(
        "WEBFLOW_KEY", "1234567", "WEBFLOW_KEY must have at least 8 characters. Export it again: export WEBFLOW_KEY=…")]
    [InlineData(
        "BUDGET_START", "2026-02-30",
        "BUDGET_START must be the first day of a month, like 2026-01-01. Set it: azd env set BUDGET_START \"…\"")]
    [InlineData(
        "BUDGET_START", "2026-01-15",
        "BUDGET_START must be the first day of a month, like 2026-01-01. Set it: azd env set BUDGET_START \"…\"")]
    [InlineData(
        "BUDGET_START", "2025-11-01",
        "BUDGET_START is long ago, and a new budget begins this month. Set it: azd env set BUDGET_START \"…\"")]
    [InlineData(
        "BUDGET_START", "2028-01-01",
        "BUDGET_START must not be more than 12 months ahead. Set it: azd env set BUDGET_START \"…\"")]
    [InlineData(
        "STORAGE_REDUNDANCY", "ZRS",
        "STORAGE_REDUNDANCY must be Standard_ZRS or Standard_GZRS. Set it: azd env set STORAGE_REDUNDANCY \"…\"")]
    [InlineData(
        "MAXIMUM_INSTANCES", "0",
        "MAXIMUM_INSTANCES must be a whole number from 1 to 1000. Set it: azd env set MAXIMUM_INSTANCES \"…\"")]
    [InlineData(
        "ALWAYS_READY_INSTANCES", "one",
        "ALWAYS_READY_INSTANCES must be a whole number from 0 to 1000. "
        + "Set it: azd env set ALWAYS_READY_INSTANCES \"…\"")]
    [InlineData(
        "DAILY_LOGS_GB", "0.5",
        "DAILY_LOGS_GB must be a whole number from 1 to 1000. Set it: azd env set DAILY_LOGS_GB \"…\"")]
    [InlineData(
        "ISOLATE_NETWORK", "yes",
        "ISOLATE_NETWORK must be true or false. Set it: azd env set ISOLATE_NETWORK \"…\"")]
    [InlineData(
        "OPERATOR_ADDRESSES", "192.0.2.1, 2001:db8::1",
        "OPERATOR_ADDRESSES must be IPv4 addresses or ranges like 192.0.2.0/24, with commas. "
        + "Set it: azd env set OPERATOR_ADDRESSES \"…\"")]
    [InlineData(
        "OPERATOR_ADDRESSES", "192.0.2.0/31",
        "OPERATOR_ADDRESSES must be IPv4 addresses or ranges like 192.0.2.0/24, with commas. "
        + "Set it: azd env set OPERATOR_ADDRESSES \"…\"")]
    [InlineData(
        "CUSTOM_DOMAIN", "https://forms.clinic.example",
        "CUSTOM_DOMAIN must be a domain like forms.clinic.example, in lower case, without https://. "
        + "Set it: azd env set CUSTOM_DOMAIN \"…\"")]
    [InlineData(
        "MONTHLY_BUDGET", "abc",
        "MONTHLY_BUDGET must be a whole number, and 0 for no budget. Set it: azd env set MONTHLY_BUDGET \"…\"")]
    [InlineData(
        "SECRETS_KEYS", "k1:AQEB", "SECRETS_KEYS must hold at least 32 bytes. Export it again: export SECRETS_KEYS=…")]
    [InlineData(
        "SECRETS_KEYS", GoodSetUp.Key1,
        "SECRETS_KEYS must be id:base64, the id of letters and digits. Export it again: export SECRETS_KEYS=…")]
    [InlineData(
        "SECRETS_ADDRESS_KEY", "not base64",
        "SECRETS_ADDRESS_KEY must be base64. Export it again: export SECRETS_ADDRESS_KEY=…")]
    [InlineData(
        "SENDGRID_API_KEY", "xkeysib-1",
        "SENDGRID_API_KEY must begin with SG. Export it again: export SENDGRID_API_KEY=…")]
    [InlineData(
        "SENDGRID_API_KEY", null,
        "SENDGRID_API_KEY is missing. Export it for the first azd up, as docs/deploy.md says.")]
    [InlineData(
        "NOTIFICATIONS_INCLUDE_DETAILS", "True",
        "NOTIFICATIONS_INCLUDE_DETAILS puts health information into email, which SendGrid's terms forbid: it needs "
        + "NOTIFICATIONS_AGREEMENT_SIGNED=true, once there is a signed agreement. "
        + "Set it: azd env set NOTIFICATIONS_INCLUDE_DETAILS \"…\"")]
    [InlineData(
        "RETENTION_SPAM", "never",
        "RETENTION_SPAM must be a time span like 00:10:00. Set it: azd env set RETENTION_SPAM \"…\"")]
    [InlineData(
        "CLINIC_COLOR", "red", "CLINIC_COLOR must be a color like #1a5a87. Set it: azd env set CLINIC_COLOR \"…\"")]
    [InlineData(
        "STAFF_SIGN_IN", "Entra",
        "STAFF_SIGN_IN must be one of code, platform. Set it: azd env set STAFF_SIGN_IN \"…\"")]
    [InlineData(
        "SITE_ALLOWED_ORIGINS", "https://www.clinic.example/contact",
        "SITE_ALLOWED_ORIGINS must be origins like https://www.example.org, without a path. "
        + "Set it: azd env set SITE_ALLOWED_ORIGINS \"…\"")]
    [InlineData(
        "LIMITS_POSTS_PER_MINUTE", "-1",
        "LIMITS_POSTS_PER_MINUTE must be a whole number, 0 or more. Set it: azd env set LIMITS_POSTS_PER_MINUTE \"…\"")]
    [InlineData(
        "CLINIC_POSTAL_ADDRESS", "replace-me with the clinic's postal address",
        "CLINIC_POSTAL_ADDRESS is the sample's placeholder: email to subscribers is parked until it is a real one. "
        + "Set it: azd env set CLINIC_POSTAL_ADDRESS \"…\"")]
    [InlineData(
        "OTEL_EXPORTER_OTLP_PROTOCOL", "http/json",
        "OTEL_EXPORTER_OTLP_PROTOCOL must be one of grpc, http/protobuf. "
        + "Set it: azd env set OTEL_EXPORTER_OTLP_PROTOCOL \"…\"")]
    [InlineData(
        "SENDGRID_EVENT_WEBHOOK_PUBLIC_KEYS", "abc",
        "SENDGRID_EVENT_WEBHOOK_PUBLIC_KEYS must hold P-256 public keys in base64, as SendGrid shows them. "
        + "Set it: azd env set SENDGRID_EVENT_WEBHOOK_PUBLIC_KEYS \"…\"")]
    [InlineData(
        "WEBFLOW_KEY", null,
        "WEBFLOW_KEY is missing: VAULT_ALSO_HOLDS names webflow-key. Export it: export WEBFLOW_KEY=…")]
    [InlineData(
        "ALTCHA_HMAC_KEY", GoodSetUp.Key1,
        "ALTCHA_HMAC_KEY is set, but VAULT_ALSO_HOLDS does not name altcha-hmac-key, so the app would not get it. "
        + "Name it: azd env set VAULT_ALSO_HOLDS altcha-hmac-key")]
    [InlineData(
        "AZURE_LOCATION", "West US 3",
        "AZURE_LOCATION must be a region like westus3. Set it: azd env set AZURE_LOCATION \"…\"")]
    [InlineData(
        "AZURE_ENV_NAME", "clinic/production",
        "AZURE_ENV_NAME must be 1 to 64 letters, digits and - _ . ( ). Set it: azd env set AZURE_ENV_NAME \"…\"")]
    public async Task One_wrong_input_is_caught_in_one_sentence(string variable, string? value, string sentence) =>
        Assert.Equal([sentence], await AzdDoctor.WrongWithAsync((variable, value)));

    [Theory]
    [InlineData("toString", "toString")]
    [InlineData("__proto__", "__proto__")]
    [InlineData("webflow_key", "webflow_key")]
    [InlineData("4d1f0a2b3c4d5e6f", "a secret")]
    public async Task The_vault_holds_secrets_of_known_names_only(string name, string printed) =>
        Assert.Equal(
            [
                $"VAULT_ALSO_HOLDS names {printed}, which is none of webflow-signing-secret, webflow-key, "
                + "altcha-hmac-key, turnstile-secret-key, otlp-headers. Set it: azd env set VAULT_ALSO_HOLDS \"…\"",
            ],
            await AzdDoctor.WrongWithAsync(("VAULT_ALSO_HOLDS", $"webflow-key, {name}")));

    [Fact]
    public async Task Sign_in_with_the_platform_needs_a_tenant_and_an_application()
    {
        (string, string?)[] complete =
        [
            ("STAFF_SIGN_IN", "platform"),
            ("STAFF_TENANT_ID", "11111111-2222-3333-4444-555555555555"),
            ("STAFF_CLIENT_ID", "66666666-7777-8888-9999-000000000000"),
        ];

        Assert.Empty(await AzdDoctor.WrongWithAsync(complete));
        Assert.Equal(
            [
                "STAFF_TENANT_ID is missing, and STAFF_SIGN_IN=platform needs it. "
                + "Set it: azd env set STAFF_TENANT_ID \"…\"",
                "STAFF_CLIENT_ID is missing, and STAFF_SIGN_IN=platform needs it. "
                + "Set it: azd env set STAFF_CLIENT_ID \"…\"",
            ],
            await AzdDoctor.WrongWithAsync(complete[0]));
        Assert.Equal(
            ["STAFF_SIGN_IN must be written platform, in lower case. Set it: azd env set STAFF_SIGN_IN \"…\""],
            await AzdDoctor.WrongWithAsync([.. complete, ("STAFF_SIGN_IN", "Platform")]));
        Assert.Equal(
            [
                "STAFF_CLIENT_ID must be the id of an application in Entra ID. "
                + "Set it: azd env set STAFF_CLIENT_ID \"…\"",
            ],
            await AzdDoctor.WrongWithAsync([.. complete, ("STAFF_CLIENT_ID", "front desk")]));
    }

    [Fact]
    public async Task Once_there_is_a_vault_it_keeps_the_secrets_that_are_not_set()
    {
        (string, string?)[] later =
        [
            ("AZURE_KEY_VAULT_NAME", "kv-1"), ("BUDGET_START", "2024-05-01"), ("SENDGRID_API_KEY", null),
            ("SECRETS_KEYS", null), ("SECRETS_ADDRESS_KEY", null), ("WEBFLOW_KEY", null),
        ];

        Assert.Empty(await AzdDoctor.WrongWithAsync(later));
        Assert.Equal(
            [
                "SECRETS_ADDRESS_KEY is set, but the vault has one: with another, every recipient is a stranger. "
                + "Unset it: unset SECRETS_ADDRESS_KEY",
            ],
            await AzdDoctor.WrongWithAsync([.. later, ("SECRETS_ADDRESS_KEY", GoodSetUp.Key1)]));
        Assert.Equal(
            ["SECRETS_KEYS must hold at least 32 bytes. Export it again: export SECRETS_KEYS=…"],
            await AzdDoctor.WrongWithAsync([.. later, ("SECRETS_KEYS", "k3:AQEB")]));
    }

    [Fact]
    public async Task Resources_of_every_size_are_taken() => Assert.Empty(await AzdDoctor.WrongWithAsync(
        ("STORAGE_REDUNDANCY", "Standard_GZRS"), ("MAXIMUM_INSTANCES", "1000"), ("ALWAYS_READY_INSTANCES", "0"),
        ("DAILY_LOGS_GB", "1"), ("ISOLATE_NETWORK", "true"), ("AVAILABILITY_TEST", "false"),
        ("OPERATOR_ADDRESSES", "192.0.2.1, 198.51.100.0/24"), ("CUSTOM_DOMAIN", "forms.clinic.example")));

    [Fact]
    public async Task Without_a_budget_its_start_does_not_matter() =>
        Assert.Empty(await AzdDoctor.WrongWithAsync(("MONTHLY_BUDGET", "0"), ("BUDGET_START", null)));

    [Fact]
    public async Task An_empty_environment_is_told_all_at_once()
    {
        var (exitCode, lines) = await AzdDoctor.RunAsync(new Dictionary<string, string>());

        Assert.Equal(1, exitCode);
        Assert.Equal("1 ok, 12 wrong, 1 not checked.", lines[^1]);
    }

    [Fact]
    public async Task Variables_of_this_machine_that_infra_sets_itself_count_for_nothing() =>
        Assert.Empty(await AzdDoctor.WrongWithAsync(
            ("APPLICATIONINSIGHTS_CONNECTION_STRING", "malformed"), ("AzureWebJobsStorage", "malformed"),
            ("WEBSITE_AUTH_ENABLED", "malformed")));

    [Fact]
    public async Task No_value_of_a_secret_is_printed()
    {
        string[] secrets =
        [
            "SENDGRID_API_KEY", "SECRETS_KEYS", "SECRETS_ADDRESS_KEY", "WEBFLOW_SIGNING_SECRET", "WEBFLOW_KEY",
            "ALTCHA_HMAC_KEY", "TURNSTILE_SECRET_KEY", "OTEL_EXPORTER_OTLP_HEADERS", "VAULT_ALSO_HOLDS",
        ];

        var lines = await AzdDoctor.WrongWithAsync(
            [.. secrets.Select(variable => (variable, (string?)"hunter2-9f86d081884c7d65\nhunter2"))]);

        Assert.True(lines.Count >= secrets.Length - 1, $"{lines.Count} lines");
        Assert.DoesNotContain(lines, line => line.Contains("hunter2", StringComparison.Ordinal));
    }
}
