using System.Text.RegularExpressions;
using BlueSky.Infra.Tests.Bicep;

namespace BlueSky.Infra.Tests.Checks;

/// <summary>One of the app's settings in Azure.</summary>
/// <param name="Key">As Azure names it.</param>
/// <param name="Value">When each variable has a value.</param>
/// <param name="LeastValue">When only the required ones have.</param>
internal sealed partial record InfraSetting(string Key, string Value, string LeastValue)
{
    private static readonly Dictionary<string, string> VariablesByValue =
        DeploymentVariables.OfSettings.ToDictionary(variable => variable.Value, variable => variable.Key);

    /// <summary>As the app names it; <c>*</c> for an entry of a list or of a section.</summary>
    public string Name { get; } = Entry().Replace(Key.Replace("__", ":", StringComparison.Ordinal), ":*");

    /// <summary>The variable that it comes from; null for what comes from elsewhere.</summary>
    public string? Variable => VariablesByValue.GetValueOrDefault(Value);

    /// <summary>The name in the vault; null for what is no secret.</summary>
    public string? Secret => Reference().Match(Value) is { Success: true } reference
        ? reference.Groups["name"].Value
        : null;

    /// <summary>Whether it is set only if <c>VAULT_ALSO_HOLDS</c> names that secret.</summary>
    public bool IsOptional => LeastValue.Length == 0;

    /// <summary>The id of the resource that the value is asked of when it is deployed.</summary>
    public string? Source => AzureResource.IdIn(Value);

    public static IReadOnlyList<InfraSetting> In(Infrastructure infra)
    {
        var least = infra.LeastResources.Count > 0 ? Entries(infra.LeastResources) : [];
        return Entries(infra.Resources)
            .Select(entry => new InfraSetting(entry.Key, entry.Value, least.GetValueOrDefault(entry.Key, ""))).ToList();
    }

    private static Dictionary<string, string> Entries(IEnumerable<AzureResource> resources) => resources
        .Single(resource => resource.Type == "Microsoft.Web/sites/config" && resource.Name == "appsettings")
        .Find("properties")!.AsObject().ToDictionary(entry => entry.Key, entry => entry.Value!.ToString());

    [GeneratedRegex(
        @"^\[format\('@Microsoft\.KeyVault\(SecretUri=\{0\}secrets/\{1\}\)', "
        + @"reference\('[^']+/vaults/[^']+', '[^']+'\)\.vaultUri, '(?<name>[\w-]+)'\)\]$")]
    private static partial Regex Reference();

    // Of a list, and of the one section whose names are not the app's.
    [GeneratedRegex(@":\d+\b|(?<=^Webflow:Forms):.+")]
    private static partial Regex Entry();
}
