using BlueSky.Infra.Tests.App;

namespace BlueSky.Infra.Tests.Bicep;

/// <summary>An environment of azd's in which each variable has a value that no other has.</summary>
internal static class DeploymentVariables
{
    /// <summary>Those of infra itself, and those whose value makes a difference.</summary>
    private static readonly Dictionary<string, string> Given = new()
    {
        ["AZURE_ENV_NAME"] = "test",
        ["AZURE_LOCATION"] = "eastus2",
        ["ALERT_EMAIL"] = "operator@clinic.example",
        ["MONTHLY_BUDGET"] = "77",
        ["BUDGET_START"] = "2026-11-01",
        ["STAFF_SIGN_IN"] = "platform",
        ["STAFF_CLIENT_ID"] = "11111111-1111-1111-1111-111111111111",
        ["STORAGE_REDUNDANCY"] = "Standard_GZRS",
        ["MAXIMUM_INSTANCES"] = "50",
        ["ALWAYS_READY_INSTANCES"] = "2",
        ["DAILY_LOGS_GB"] = "3",
        ["ISOLATE_NETWORK"] = "true",
        ["OPERATOR_ADDRESSES"] = "192.0.2.1, 198.51.100.0/24",
        ["CUSTOM_DOMAIN"] = "forms.clinic.example",
        ["START_WARM"] = "false",
        ["VAULT_ALSO_HOLDS"] =
            "webflow-signing-secret, webflow-key, altcha-hmac-key, turnstile-secret-key, otlp-headers",
    };

    private static readonly IReadOnlyList<Setting> Settings = AppSettings.Read();

    /// <summary>Every variable, by its name.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = Settings.Select(setting => setting.Variable)
        .Concat(Given.Keys).Distinct()
        .ToDictionary(variable => variable, variable => Given.GetValueOrDefault(variable) ?? Awkward(variable));

    /// <summary>Those of the app's settings, each with a value of its own.</summary>
    public static IReadOnlyDictionary<string, string> OfSettings { get; } = Settings
        .Select(setting => setting.Variable).Distinct().ToDictionary(variable => variable, variable => All[variable]);

    /// <summary>Those without which nothing is deployed.</summary>
    public static IReadOnlySet<string> Required { get; } = Settings
        .Where(setting => setting.WhenMissing is not null && setting.Name != "Site:BaseUrl")
        .Select(setting => setting.Variable)
        .Concat(["AZURE_ENV_NAME", "AZURE_LOCATION", "ALERT_EMAIL", "BUDGET_START"]).ToHashSet();

    // Characters with a meaning in Bicep, in templates, in JSON, in a shell or in an .env file.
    private static string Awkward(string variable) =>
        $$"""[{{variable}}] Dr. "Zoë" O'Neil \ Sons ${x} {0} %20 # a""" + "\nb";
}
