using BlueSky.Infra.Tests.Bicep;

namespace BlueSky.Infra.Tests.Checks;

/// <summary>Where infra takes a setting's value from.</summary>
/// <param name="Parameter">
/// The path below the parameter <c>settings</c>; null for what comes from elsewhere, as a list's entries do.
/// </param>
/// <param name="Secret">The name in the vault; null for what is no secret.</param>
/// <param name="IsOptional">Whether it is set only if <c>VAULT_ALSO_HOLDS</c> names that secret.</param>
internal sealed record InfraSetting(IReadOnlyList<string>? Parameter, string? Secret, bool IsOptional)
{
    /// <summary>By the setting's name.</summary>
    public static async Task<IReadOnlyDictionary<string, InfraSetting>> ReadAsync() =>
        SettingsCheck.Set(await Infrastructure.ReadAsync()).ToDictionary(SettingsCheck.NameOf, From);

    private static InfraSetting From(BicepNode property) => new(
        SettingsCheck.NameOf(property).Contains('*', StringComparison.Ordinal) ? null
            : property.Children[1].All.Where(node => node.Type == "member_expression")
                .Select(node => node.Text.Split('.')).FirstOrDefault(path => path is ["settings", _, _])?
                .Skip(1).ToList(),
        SecretsCheck.SecretNameIn(property.Children[1]),
        SecretsCheck.IsOptional(property.Children[1]));
}
