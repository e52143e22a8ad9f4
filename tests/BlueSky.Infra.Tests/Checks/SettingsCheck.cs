using System.Text.RegularExpressions;
using BlueSky.Infra.Tests.App;
using BlueSky.Infra.Tests.Bicep;

namespace BlueSky.Infra.Tests.Checks;

/// <summary>Every setting of the app is set, and every setting that is set is somebody's.</summary>
internal static partial class SettingsCheck
{
    /// <summary>What the host reads and the app does not.</summary>
    private static readonly Dictionary<string, string> HostsOwn = new()
    {
        ["AzureWebJobsStorage:credential"] = "that accountName is used with a managed identity",
        ["AzureWebJobsDisableHomepage"] = "that the app's address does not show Microsoft's start page",
    };

    /// <summary>What the app reads and a deployment must not, or need not, set.</summary>
    public static IReadOnlyDictionary<string, string> LeftUnset { get; } = new Dictionary<string, string>
    {
        ["AzureWebJobsStorage"] = "not set: the account has no shared keys",
        ["AzureWebJobsStorage:queueServiceUri"] = "not set: for other clouds",
        ["AzureWebJobsStorage:tableServiceUri"] = "not set: for other clouds",
        ["WEBSITE_SITE_NAME"] = "not set: the platform does it",
        ["WEBSITE_AUTH_ENABLED"] = "not set: the platform does, when it checks sign-ins",
        ["Webflow:Forms"] = "not set: its entries are",
    };

    public static IEnumerable<string> Findings(Infrastructure infra, FunctionApp app)
    {
        var known = app.Settings.Select(setting => setting.Name).ToHashSet();
        var set = Set(infra).Select(property => NameOf(property)).ToHashSet();
        return
        [
            .. known.Except(set).Except(LeftUnset.Keys).Select(name => $"infra does not set {name}"),
            .. set.Except(known).Except(HostsOwn.Keys).Select(name => $"the app does not know {name}"),
            .. HostsOwn.Keys.Except(set).Select(name => $"infra does not set {name}, which the host needs"),
            .. set.Intersect(LeftUnset.Keys).Select(name => $"infra must not set {name}"),
        ];
    }

    /// <summary>The app settings, as properties with a value each.</summary>
    public static IEnumerable<BicepNode> Set(Infrastructure infra)
    {
        var resource = infra.Of("Microsoft.Web/sites/config")
            .Single(config => config.Body.Find("name")?.Value == "appsettings");
        var properties = resource.Body.Find("properties")!;
        return properties.All.Where(node => node.Type == "identifier")
            .Select(node => infra.Resolve(resource.File, node)).OfType<BicepNode>()
            .Append(properties)
            .SelectMany(expression => expression.All.Where(node => node.Type == "object"))
            .SelectMany(settings => settings.Properties);
    }

    /// <summary>As the app names it: <c>A__${i}__B</c> is <c>A:*:B</c>.</summary>
    public static string NameOf(BicepNode property) =>
        Interpolation().Replace(property.Name, "*").Replace("__", ":", StringComparison.Ordinal);

    [GeneratedRegex(@"\$\{[^}]+\}")]
    private static partial Regex Interpolation();
}
