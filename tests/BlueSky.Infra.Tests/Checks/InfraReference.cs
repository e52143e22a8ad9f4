using System.Text.RegularExpressions;

namespace BlueSky.Infra.Tests.Checks;

/// <summary>A value that Azure knows when it deploys: <c>[reference('{id}', '{version}').property]</c>.</summary>
internal static partial class InfraReference
{
    /// <summary>The id of the resource that is asked; null for a value that is known before.</summary>
    public static string? IdIn(string value) =>
        value.StartsWith('[') && Call().Match(value) is { Success: true } call ? call.Groups["id"].Value : null;

    [GeneratedRegex(@"\breference\('(?<id>/subscriptions/[^']+)', '[^']+'\)\.")]
    private static partial Regex Call();
}
