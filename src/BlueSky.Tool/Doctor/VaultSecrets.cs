namespace BlueSky.Tool.Doctor;

/// <summary>The secrets that azd takes from the shell's environment into the vault.</summary>
internal static class VaultSecrets
{
    private const string ListName = "VAULT_ALSO_HOLDS";
    private const string AddressKey = "SECRETS_ADDRESS_KEY";

    /// <summary>In characters: longer names are not printed, because they may be a secret in the wrong place.</summary>
    private const int MaxPrinted = 30;

    private static readonly IReadOnlyList<string> Required = ["SENDGRID_API_KEY", "SECRETS_KEYS", AddressKey];

    /// <summary>The variable by the secret's name in the vault, in infra/settings.bicep's order.</summary>
    private static readonly IReadOnlyDictionary<string, string> Optional = new Dictionary<string, string>
    {
        ["webflow-signing-secret"] = "WEBFLOW_SIGNING_SECRET",
        ["webflow-key"] = "WEBFLOW_KEY",
        ["altcha-hmac-key"] = "ALTCHA_HMAC_KEY",
        ["turnstile-secret-key"] = "TURNSTILE_SECRET_KEY",
        ["otlp-headers"] = "OTEL_EXPORTER_OTLP_HEADERS",
    };

    public static IEnumerable<string> Variables => Required.Concat(Optional.Values);

    public static IReadOnlyList<Finding> Check(AzdEnvironment azd)
    {
        var held = azd[ListName]
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        Finding[] wrong = [.. OfRequired(azd), .. OfList(held), .. OfOptional(azd, held)];
        return wrong.Length > 0 ? wrong
            : [Finding.Ok(azd.HasVault ? "secrets: the vault keeps those that are not set" : "secrets: all are set")];
    }

    private static IEnumerable<Finding> OfRequired(AzdEnvironment azd)
    {
        foreach (var variable in Required.Where(variable => azd[variable].Length == 0 && !azd.HasVault))
        {
            yield return Finding.Wrong(
                $"{variable} is missing.", "Export it for the first azd up, as docs/deploy.md says.");
        }

        if (azd.HasVault && azd[AddressKey].Length > 0)
        {
            yield return Finding.Wrong(
                $"{AddressKey} is set, but the vault has one: with another, every recipient is a stranger.",
                $"Unset it: unset {AddressKey}");
        }
    }

    private static IEnumerable<Finding> OfList(IEnumerable<string> held) =>
        from name in held
        where !Optional.ContainsKey(name)
        let printed = name.Length <= MaxPrinted && name.All(c => char.IsAsciiLetter(c) || c is '-' or '_')
            ? name
            : "a secret"
        select Finding.Wrong(
            $"{ListName} names {printed}, which is none of {string.Join(", ", Optional.Keys)}.",
            $"Set it: azd env set {ListName} \"…\"");

    private static IEnumerable<Finding> OfOptional(AzdEnvironment azd, string[] held)
    {
        foreach (var (name, variable) in Optional)
        {
            var (isHeld, isSet) = (held.Contains(name), azd[variable].Length > 0);
            if (isHeld && !isSet && !azd.HasVault)
            {
                yield return Finding.Wrong(
                    $"{variable} is missing: {ListName} names {name}.", $"Export it: export {variable}=…");
            }
            else if (!isHeld && isSet)
            {
                yield return Finding.Wrong(
                    $"{variable} is set, but {ListName} does not name {name}, so the app would not get it.",
                    $"Name it: azd env set {ListName} {name}");
            }
        }
    }
}
