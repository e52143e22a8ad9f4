using System.Text.RegularExpressions;
using BlueSky.Infra.Tests.App;
using BlueSky.Infra.Tests.Bicep;

namespace BlueSky.Infra.Tests.Checks;

/// <summary>Secrets are in the vault and nowhere else, and nothing connects by a key.</summary>
internal static partial class SecretsCheck
{
    public static IEnumerable<string> Findings(Infrastructure infra, FunctionApp app) =>
    [
        .. OutsideTheVault(infra, app),
        .. VaultAndReferences(infra),
        .. InPlainText(infra, app),
        .. Keys(infra),
    ];

    /// <summary>The secrets that the vault has, by their names.</summary>
    public static IEnumerable<AzureResource> InVault(Infrastructure infra) =>
        infra.Of("Microsoft.KeyVault/vaults/secrets");

    // A reference that finds nothing arrives as its own text: a key that anybody can guess.
    private static IEnumerable<string> OutsideTheVault(Infrastructure infra, FunctionApp app) =>
        from setting in InfraSetting.In(infra)
        from secret in app.Settings
        where secret.Name == setting.Name && secret.IsSecret
        where setting.Secret is null || (secret.WhenMissing is null && !setting.IsOptional)
        select setting.Secret is null
            ? $"{setting.Name} is a secret, and not taken from the vault"
            : $"{setting.Name} may be left out, and is referred to all the same";

    private static IEnumerable<string> VaultAndReferences(Infrastructure infra)
    {
        var held = InVault(infra).Select(secret => secret.Name).ToList();
        var referred = InfraSetting.In(infra).Select(setting => setting.Secret).OfType<string>().ToList();
        return
        [
            .. referred.Except(held).Select(name => $"the vault has no {name}"),
            .. held.Except(referred).Select(name => $"no setting refers to {name}"),
        ];
    }

    // The value of a secure parameter is not in a snapshot: where it can be read, it was handed on as an ordinary one.
    private static IEnumerable<string> InPlainText(Infrastructure infra, FunctionApp app)
    {
        var secrets = app.Settings.Where(setting => setting.IsSecret)
            .ToDictionary(setting => DeploymentVariables.All[setting.Variable], setting => setting.Variable);
        return
        [
            .. from resource in infra.Resources
               from text in resource.Strings
               from secret in secrets
               where text.Contains(secret.Key, StringComparison.Ordinal)
               select $"{AzureResource.Short(resource.Id)} contains {secret.Value}",
            .. from parameter in infra.Parameters.AsObject()
               where secrets.ContainsKey(parameter.Value!["value"]!.ToString())
                   && infra.Template["parameters"]![parameter.Key]!["type"]!.GetValue<string>() != "securestring"
               select $"the parameter {parameter.Key} is a secret, and not secure",
        ];
    }

    private static IEnumerable<string> Keys(Infrastructure infra) =>
        from text in AzureResource.StringsIn(infra.Template).Distinct()
        where ListCall().IsMatch(text) || KeyInText().IsMatch(text)
        select $"connects by a key: {text}";

    [GeneratedRegex(@"^\[.*\blist\w*\(")]
    private static partial Regex ListCall();

    [GeneratedRegex("AccountKey=|SharedAccess|DefaultEndpointsProtocol|SG\\.")]
    private static partial Regex KeyInText();
}
