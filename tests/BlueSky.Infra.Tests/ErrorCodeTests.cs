using System.Text.RegularExpressions;

namespace BlueSky.Infra.Tests;

/// <summary>docs/api.md explains each error code that a form post can be answered with, and no other.</summary>
public sealed partial class ErrorCodeTests
{
    private static readonly string App = Path.Combine(Repository.Root, "src", "BlueSky.Functions");

    // Names of settings are written alike, and so are a few words in SendGrid's reasons.
    private static readonly string[] OtherFolders = ["Settings", "Telemetry", "Webhooks"];

    private static readonly Dictionary<string, string> FieldErrors = Constant()
        .Matches(Read("Forms", "FormRules.cs"))
        .ToDictionary(match => match.Groups["name"].Value, match => match.Groups["code"].Value);

    [Fact]
    public void Each_code_has_a_row_with_its_status_and_no_row_is_left_over()
    {
        var refused = Refused().Matches(Read("Http", "Refusal.cs"))
            .Select(match => (match.Groups["status"].Value, Code: match.Groups["code"] is { Success: true } code
                ? code.Value
                : FieldErrors[match.Groups["name"].Value]));
        var answered = refused.Concat(FieldErrors.Values.Select(code => ("422", code)));

        Assert.Equal(answered.Order(), Rows().Select(row => (row.Status, row.Code)).Order());
    }

    [Fact]
    public void A_code_anywhere_in_the_source_has_a_row()
    {
        var written = Directory.GetDirectories(App)
            .Where(folder => !OtherFolders.Contains(Path.GetFileName(folder)))
            .SelectMany(folder => Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories))
            .SelectMany(file => Literal().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value));

        Assert.Equal(
            Rows().Select(row => row.Code).Distinct().Order(StringComparer.Ordinal),
            written.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Each_row_says_when_and_what_to_do() =>
        Assert.All(Rows(), row => Assert.All([row.When, row.WhatToDo], cell => Assert.NotEmpty(cell)));

    private static List<(string Code, string Status, string When, string WhatToDo)> Rows() =>
    [
        .. from line in File.ReadLines(Path.Combine(Repository.Root, "docs", "api.md"))
            .SkipWhile(line => line != "### Error codes")
           let row = Row().Match(line)
           where row.Success
           select (row.Groups[1].Value, row.Groups[2].Value, row.Groups[3].Value, row.Groups[4].Value),
    ];

    private static string Read(string folder, string file) => File.ReadAllText(Path.Combine(App, folder, file));

    [GeneratedRegex("""const string (?<name>\w+) = "(?<code>[A-Z_]+)";""")]
    private static partial Regex Constant();

    [GeneratedRegex("""(?<status>[45]\d\d), (?:"(?<code>[A-Z_]+)"|FieldError\.(?<name>\w+)),""")]
    private static partial Regex Refused();

    [GeneratedRegex("""
        "([A-Z][A-Z_]{4,})"
        """)]
    private static partial Regex Literal();

    [GeneratedRegex(@"^\| `([A-Z_]+)` \| (\d+) \| ([^|]*) \| ([^|]*) \|$")]
    private static partial Regex Row();
}
