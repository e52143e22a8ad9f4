using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using BlueSky.Infra.Tests.App;
using BlueSky.Infra.Tests.Bicep;
using BlueSky.Infra.Tests.Checks;

namespace BlueSky.Infra.Tests;

/// <summary>
/// docs/settings.md explains each setting, and ends with a table that is written from the app and from infra/. When
/// the table is no longer true, a run with <c>APPROVE_SNAPSHOTS=1</c> writes it anew.
/// </summary>
public sealed partial class SettingsTableTests
{
    private const string Head =
        "| setting | read by | when it is missing | when it means nothing | in Azure |\n"
        + "|---|---|---|---|---|\n";

    private static readonly string Page = Path.Combine(Repository.Root, "docs", "settings.md");

    [Fact]
    public void The_page_explains_every_setting()
    {
        var rows = File.ReadAllLines(Page)
            .SkipWhile(line => line != "## What each means").Skip(1)
            .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal)).ToList();

        Assert.All(AppSettings.Read(), setting => Assert.Contains(rows, row => Explains(row, setting.Name)));
    }

    [BicepFact]
    public async Task The_table_of_settings_is_true()
    {
        var infra = InfraSetting.In(await Infrastructure.ReadAsync()).DistinctBy(setting => setting.Name);
        var table = Write(AppSettings.Read(), infra.ToDictionary(setting => setting.Name));
        var (explained, written) = Split(await File.ReadAllTextAsync(Page));
        if (Environment.GetEnvironmentVariable("APPROVE_SNAPSHOTS") == "1"
            && Environment.GetEnvironmentVariable("CI") is null)
        {
            await File.WriteAllTextAsync(Page, explained + table);
            (_, written) = Split(await File.ReadAllTextAsync(Page));
        }

        Assert.Equal(table, written);
    }

    // What people write, and the table, which is the last thing on the page.
    private static (string Explained, string Table) Split(string page)
    {
        var at = page.IndexOf(Head, StringComparison.Ordinal);
        Assert.True(at > 0, "The page has no table.");
        return (page[..at], page[at..]);
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
            { Variable: not null } => $"`{setting.Variable}`",
            null => SettingsCheck.LeftUnset[setting.Name],
            _ when setting.Name.Contains('*') => "`main.bicepparam`",
            _ => "the template",
        };
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Name();
}
