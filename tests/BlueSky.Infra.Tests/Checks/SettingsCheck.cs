using BlueSky.Infra.Tests.App;
using BlueSky.Infra.Tests.Bicep;

namespace BlueSky.Infra.Tests.Checks;

/// <summary>
/// Every setting of the app is set, from the variable of its name, and every setting that is set is somebody's.
/// </summary>
internal static class SettingsCheck
{
    /// <summary>What the host reads and the app does not.</summary>
    private static readonly Dictionary<string, string> HostsOwn = new()
    {
        ["AzureWebJobsStorage:credential"] = "that accountName is used with a managed identity",
        ["WEBSITE_USE_PLACEHOLDER_DOTNETISOLATED"] = "that START_WARM can be switched off",
        ["AzureWebJobsDisableHomepage"] = "that the app's address does not show Microsoft's start page",
    };

    /// <summary>What the app reads and a deployment must not, or need not, set.</summary>
    public static IReadOnlyDictionary<string, string> LeftUnset { get; } = new Dictionary<string, string>
    {
        ["AzureWebJobsStorage"] = "not set: the account has no shared keys",
        ["AzureWebJobsStorage:queueServiceUri"] = "not set: for other clouds",
        ["AzureWebJobsStorage:tableServiceUri"] = "not set: for other clouds",
        ["Backup:ConnectionString"] = "not set: the account has no shared keys",
        ["WEBSITE_SITE_NAME"] = "not set: the platform does it",
        ["WEBSITE_AUTH_ENABLED"] = "not set: the platform does, when it checks sign-ins",
        ["Webflow:Forms"] = "not set: its entries are",
    };

    public static IEnumerable<string> Findings(Infrastructure infra, FunctionApp app)
    {
        var known = app.Settings.Select(setting => setting.Name).ToHashSet();
        var settings = InfraSetting.In(infra);
        var set = settings.Select(setting => setting.Name).ToHashSet();
        return
        [
            .. known.Except(set).Except(LeftUnset.Keys).Select(name => $"infra does not set {name}"),
            .. set.Except(known).Except(HostsOwn.Keys).Select(name => $"the app does not know {name}"),
            .. HostsOwn.Keys.Except(set).Select(name => $"infra does not set {name}, which the host needs"),
            .. set.Intersect(LeftUnset.Keys).Select(name => $"infra must not set {name}"),
            .. from setting in settings
               join one in app.Settings on setting.Name equals one.Name
               where setting.Variable != one.Variable && !IsFromElsewhere(setting, infra)
               select $"{setting.Name} does not come from {one.Variable}, but from {setting.Variable ?? setting.Value}",
        ];
    }

    // From the vault, from a resource, or from a list in main.bicepparam.
    private static bool IsFromElsewhere(InfraSetting setting, Infrastructure infra) =>
        setting.Source is not null
        || setting.Name.Contains('*', StringComparison.Ordinal)
        || infra.Resources.Any(resource => resource.Name == setting.Value);
}
