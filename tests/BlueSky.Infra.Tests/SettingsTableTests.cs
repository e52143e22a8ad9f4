using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using BlueSky.Infra.Tests.App;
using BlueSky.Infra.Tests.Bicep;
using BlueSky.Infra.Tests.Checks;

namespace BlueSky.Infra.Tests;

/// <summary>
/// docs/settings.md is written from the app and from infra/. When it is no longer true, a run with
/// <c>APPROVE_SNAPSHOTS=1</c> writes it anew.
/// </summary>
public sealed partial class SettingsTableTests
{
    private const string Head =
        "# Every setting\n\n"
        + "What each means is in the [README](../README.md#settings). This table says where each is read, what "
        + "start-up says of it, and where a deployment takes it from: a variable of azd's environment (an empty one "
        + "leaves the default), the vault, or the template itself. Whatever the setting, a Key Vault reference "
        + "that was not resolved is refused. It is written by `SettingsTableTests`, from the app and from "
        + "`infra/`.\n\n"
        + "| setting | read by | when it is missing | when it means nothing | in Azure |\n"
        + "|---|---|---|---|---|\n";

    private static readonly string Root = Path.GetDirectoryName(Infrastructure.Folder)!;

    [Fact]
    public void The_README_explains_every_setting()
    {
        var rows = File.ReadAllLines(Path.Combine(Root, "README.md"))
            .SkipWhile(line => line != "## Settings").Skip(1)
            .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal)).ToList();

        Assert.All(AppSettings.Read(), setting => Assert.Contains(rows, row => Explains(row, setting.Name)));
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task The_table_of_settings_is_true()
    {
        var file = Path.Combine(Root, "docs", "settings.md");
        var table = Write(AppSettings.Read(), await InfraSetting.ReadAsync());
        if (Environment.GetEnvironmentVariable("APPROVE_SNAPSHOTS") == "1"
            && Environment.GetEnvironmentVariable("CI") is null)
        {
            await File.WriteAllTextAsync(file, table);
        }

        Assert.Equal(table, await File.ReadAllTextAsync(file));
    }

    // `A:<name>` explains `A:*`, and with it `A`.
    // `A:b` may be explained in the row of another setting of `A`, and so may a part of a list's entries (`A:*:b`).
    private static bool Explains(string row, string name)
    {
        var parts = name.Split(':');
        var names = Name().Matches(row.Split('|')[1].Replace("<name>", "*", StringComparison.Ordinal))
            .Select(match => match.Groups[1].Value).ToList();
        return names.Contains(name)
            || names.Contains($"{name}:*")
            || (names.Any(one => one.Split(':')[0] == parts[0])
                && Name().Matches(row).Any(match => match.Groups[1].Value.TrimStart(':') == parts[^1]));
    }

    private static string Write(
        IReadOnlyList<Setting> settings, IReadOnlyDictionary<string, InfraSetting> infra)
    {
        var table = new StringBuilder(Head);
        foreach (var setting in settings)
        {
            var missing = setting.WhenMissing ?? "the default, or none";
            var malformed = setting.WhenMalformed ?? "any text will do";
            table.Append(CultureInfo.InvariantCulture,
                $"| `{setting.Name}` | `{setting.DefinedIn}` | {missing} | {malformed} | {Source(setting)} |\n");
        }

        return table.ToString();

        string Source(Setting setting) => infra.GetValueOrDefault(setting.Name) switch
        {
            { Secret: { } secret, IsOptional: true } => $"the vault's `{secret}`, if `VAULT_ALSO_HOLDS` names it",
            { Secret: { } secret } => $"the vault's `{secret}`",
            { Parameter: not null } => $"`{setting.Variable}`",
            null => SettingsCheck.LeftUnset[setting.Name],
            _ when setting.Name.Contains('*') => "`main.parameters.json`",
            _ => "the template",
        };
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Name();
}
