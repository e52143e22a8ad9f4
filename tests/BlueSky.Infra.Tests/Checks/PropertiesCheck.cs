using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BlueSky.Infra.Tests.Bicep;

namespace BlueSky.Infra.Tests.Checks;

/// <summary>
/// What the compiler takes and nobody wants: access that is too wide, words that Azure does not know, mixed versions.
/// </summary>
internal static partial class PropertiesCheck
{
    /// <summary>Of every resource of a type.</summary>
    private static readonly (string Type, string[] Path, string[] Values)[] Expected =
    [
        (Storage, ["properties", "allowSharedKeyAccess"], ["false"]),
        (Storage, ["properties", "allowBlobPublicAccess"], ["false"]),
        (Storage, ["properties", "minimumTlsVersion"], ["TLS1_2"]),
        (Storage, ["properties", "supportsHttpsTrafficOnly"], ["true"]),
        ($"{Storage}/blobServices/containers", ["properties", "publicAccess"], ["None", ""]),
        (Vault, ["properties", "enableRbacAuthorization"], ["true"]),
        (Vault, ["properties", "enablePurgeProtection"], ["true"]),
        ("Microsoft.OperationalInsights/workspaces", ["properties", "workspaceCapping", "dailyQuotaGb"], ["3"]),
        (Site, ["properties", "functionAppConfig", "scaleAndConcurrency", "maximumInstanceCount"], ["50"]),
        ("Microsoft.Insights/components", ["properties", "DisableLocalAuth"], ["true"]),
        ("Microsoft.OperationalInsights/workspaces", ["properties", "features", "disableLocalAuth"], ["true"]),
        (Site, ["properties", "httpsOnly"], ["true"]),
        (Site, ["properties", "siteConfig", "minTlsVersion"], ["1.2"]),
        (Site, ["properties", "functionAppConfig", "deployment", "storage", "authentication", "type"],
            ["UserAssignedIdentity"]),
        ($"{Site}/basicPublishingCredentialsPolicies", ["properties", "allow"], ["false"]),
        ("Microsoft.Consumption/budgets", ["properties", "timeGrain"], ["Monthly", "Quarterly", "Annually"]),
    ];

    private const string Storage = "Microsoft.Storage/storageAccounts";
    private const string Vault = "Microsoft.KeyVault/vaults";
    private const string Site = "Microsoft.Web/sites";

    public static IEnumerable<string> Findings(Infrastructure infra) =>
    [
        .. from expected in Expected
           let resources = infra.Of(expected.Type).ToList()
           where resources.Count == 0
           select $"infra has no {expected.Type}",
        .. from expected in Expected
           from resource in infra.Of(expected.Type)
           where !expected.Values.Contains(resource.Text(expected.Path) ?? "")
           select $"{AzureResource.Short(resource.Id)}: {string.Join('.', expected.Path)} must be "
               + string.Join(" or ", expected.Values.Where(value => value.Length > 0)),
        .. from site in infra.Of(Site)
           where site.Text("properties", "keyVaultReferenceIdentity") is not { } identity
               || site.Find("identity", "userAssignedIdentities", identity) is null
           select "the app reads the vault as somebody that it is not",
        .. infra.Resources.Where(resource => resource.Type.StartsWith(Site, StringComparison.Ordinal))
            .Where(resource => HasCors(resource.Body))
            .Select(_ => "platform CORS must stay unset: it would replace the app's own headers"),
        .. infra.Sources.Values.SelectMany(text => VersionedType().Matches(text))
            .GroupBy(match => match.Groups["type"].Value, match => match.Groups["version"].Value)
            .Where(type => type.Distinct().Count() > 1)
            .Select(type => $"{type.Key} is used in more than one version"),
    ];

    private static bool HasCors(JsonNode? node) => node switch
    {
        JsonObject tree => tree.Any(child => child.Key == "cors" || HasCors(child.Value)),
        JsonArray list => list.Any(HasCors),
        _ => false,
    };

    [GeneratedRegex(@"'(?<type>[\w.]+/\w+)[\w/]*@(?<version>[\w-]+)'")]
    private static partial Regex VersionedType();
}
