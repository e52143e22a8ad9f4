using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BlueSky.Infra.Tests.App;
using BlueSky.Infra.Tests.Bicep;

namespace BlueSky.Infra.Tests.Checks;

/// <summary>Secrets are in the vault and nowhere else, and nothing connects by a key.</summary>
internal static partial class SecretsCheck
{
    public static IEnumerable<string> Findings(Infrastructure infra, FunctionApp app, JsonNode parameters) =>
    [
        .. OutsideTheVault(infra, app),
        .. Unconditional(infra, app),
        .. VaultAndReferences(infra),
        .. InPlainText(infra, parameters),
        .. Keys(infra),
        .. Doors(infra),
    ];

    /// <summary>The secret that a setting's value refers to, if only on a condition; null for no reference.</summary>
    public static string? SecretNameIn(BicepNode value) =>
        value.All.FirstOrDefault(node => node.Type == "call_expression" && node.Name == "fromVault")
            ?.Children[1].Children[^1].Value;

    /// <summary>Whether it refers to a secret only if <c>vaultAlsoHolds</c> names that, and is empty else.</summary>
    public static bool IsOptional(BicepNode value) =>
        SecretNameIn(value) is { } name
        && value.Type == "ternary_expression"
        && value.Children[0].Text == $"contains(held, '{name}')"
        && value.Children[^1].Text == "''";

    /// <summary>The names under which the vault holds secrets.</summary>
    public static IEnumerable<(string Value, BicepNode Node)> InVault(Infrastructure infra) =>
        infra.Of("Microsoft.KeyVault/vaults/secrets").SelectMany(infra.ItemsOf);

    private static IEnumerable<string> OutsideTheVault(Infrastructure infra, FunctionApp app) =>
        from property in SettingsCheck.Set(infra)
        let name = SettingsCheck.NameOf(property)
        where app.Settings.Any(setting => setting.Name == name && setting.IsSecret)
            && SecretNameIn(property.Children[1]) is null
        select $"{name} is a secret, and not taken from the vault";

    // A reference that finds nothing arrives as its own text: a key that anybody can guess.
    private static IEnumerable<string> Unconditional(Infrastructure infra, FunctionApp app) =>
        from property in SettingsCheck.Set(infra)
        let name = SettingsCheck.NameOf(property)
        where app.Settings.Any(setting => setting.Name == name && setting.IsSecret && setting.WhenMissing is null)
            && !IsOptional(property.Children[1])
        select $"{name} may be left out, and is referred to all the same";

    private static IEnumerable<string> VaultAndReferences(Infrastructure infra)
    {
        var held = InVault(infra).Select(secret => secret.Value).ToList();
        var referred = SettingsCheck.Set(infra).Select(property => SecretNameIn(property.Children[1]))
            .OfType<string>().ToList();
        return
        [
            .. referred.Except(held).Select(name => $"the vault has no {name}"),
            .. held.Except(referred).Select(name => $"no setting refers to {name}"),
        ];
    }

    private static IEnumerable<string> InPlainText(Infrastructure infra, JsonNode parameters)
    {
        foreach (var (file, tree) in infra.Files)
        {
            for (var i = 1; i < tree.Children.Count; i++)
            {
                var (before, parameter) = (tree.Children[i - 1], tree.Children[i]);
                if (parameter.Type != "parameter_declaration" || before.Type != "decorators"
                    || !before.Text.Contains("@secure()", StringComparison.Ordinal))
                {
                    continue;
                }

                if (parameter.Children.ElementAtOrDefault(2) is { } value && value.Value.Length > 0)
                {
                    yield return $"{file}: the secure parameter {parameter.Name} has a value";
                }

                var given = parameters["parameters"]?[parameter.Name]?["value"]?.GetValue<string>();
                if (file == "main.bicep" && !Variable().IsMatch(given ?? ""))
                {
                    yield return $"main.parameters.json must take {parameter.Name} from the environment";
                }

                if (tree.Declarations("output").FirstOrDefault(output => output.All.Any(
                    node => node.Type == "identifier" && node.Text == parameter.Name)) is { } leak)
                {
                    yield return $"{file}: the output {leak.Name} tells the secure parameter {parameter.Name}";
                }
            }
        }
    }

    private static IEnumerable<string> Keys(Infrastructure infra) =>
        from file in infra.Files
        from node in file.Value.All
        where (node.Type == "call_expression" && ListCall().IsMatch(node.Text))
            || (node.Type == "string" && KeyInText().IsMatch(node.Text))
        select $"{file.Key}, line {node.Line}: connects by a key";

    private static IEnumerable<string> Doors(Infrastructure infra)
    {
        const string storage = "Microsoft.Storage/storageAccounts";
        const string site = "Microsoft.Web/sites";
        const string vault = "Microsoft.KeyVault/vaults";
        (string Type, string[] Path, string Value)[] expected =
        [
            (storage, ["properties", "allowSharedKeyAccess"], "false"),
            (storage, ["properties", "allowBlobPublicAccess"], "false"),
            (storage, ["properties", "minimumTlsVersion"], "TLS1_2"),
            (storage, ["properties", "supportsHttpsTrafficOnly"], "true"),
            (vault, ["properties", "enableRbacAuthorization"], "true"),
            (vault, ["properties", "enablePurgeProtection"], "true"),
            ("Microsoft.Insights/components", ["properties", "DisableLocalAuth"], "true"),
            (site, ["properties", "httpsOnly"], "true"),
            (site, ["properties", "siteConfig", "minTlsVersion"], "1.2"),
            (site, ["properties", "keyVaultReferenceIdentity"], "identityId"),
            (site, ["properties", "functionAppConfig", "deployment", "storage", "authentication", "type"],
                "UserAssignedIdentity"),
        ];
        foreach (var (type, path, value) in expected)
        {
            if (infra.Single(type).Body.Find(path)?.Value != value)
            {
                yield return $"{type}: {string.Join('.', path)} must be {value}";
            }
        }

        if (infra.Single(site).Body.Find("properties", "siteConfig", "cors") is not null)
        {
            yield return "platform CORS must stay unset: it would replace the app's own headers";
        }
    }

    [GeneratedRegex(@"^\$\{[A-Z_]+\}$")]
    private static partial Regex Variable();

    [GeneratedRegex(@"^(\w+\.)*list\w*\(")]
    private static partial Regex ListCall();

    [GeneratedRegex("AccountKey=|SharedAccess|DefaultEndpointsProtocol|SG\\.")]
    private static partial Regex KeyInText();
}
