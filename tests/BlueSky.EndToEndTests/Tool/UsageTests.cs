using System.Text.RegularExpressions;

namespace BlueSky.EndToEndTests.Tool;

/// <summary>What the tool says to people who hold it wrongly, or meet an outage.</summary>
public sealed class UsageTests
{
    private const string FiftyLetters = "abcdefghijklmnopqrstuvwxyabcdefghijklmnopqrstuvwxy";

    [Theory(Timeout = TimeLimit.EndToEnd)]
    [InlineData]
    [InlineData("show")]
    [InlineData("show", "BSK-7F3K-9Q2O")]
    [InlineData("show", "BSK-7F3K-9Q2M", "--email", "ada@example.org")]
    [InlineData("requeue")]
    [InlineData("put-back")]
    [InlineData("export", "--email", "ada")]
    [InlineData("export", "--phone", "0199")]
    [InlineData("export", "--email", "ada@example.org", "--person")]
    [InlineData("erase")]
    [InlineData("lift-suppression")]
    [InlineData("restore", "--day", "8.1.2026")]
    [InlineData("restore", "--day", "2026-01-08", "--submission", "BSK-7F3K-9Q2M")]
    [InlineData("import", "--file", "no-such-file.csv", "--source", "a", "--asked", "--confirm", "ask")]
    [InlineData("import", "--source", "a", "--asked", "--confirm", "ask")]
    [InlineData("show", "BSK-7F3K-9Q2M", "--as", " ")]
    [InlineData("requeue", "BSK-7F3K-9Q2M", "--mail", "staff-notice\u001B[2J")]
    [InlineData("doctor", "--azd", "--settings", "local.settings.json")]
    [InlineData("doctor", "--version", "a\nb")]
    [InlineData("no-such-command")]
    public async Task Wrong_usage_ends_with_2_and_a_sentence(params string[] arguments)
    {
        var used = await OperatorTool.RunAsync(arguments);

        Assert.Equal(2, used.ExitCode);
        Assert.Equal("", used.Output);
        Assert.Contains("--help", used.Sentences, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", used.Sentences, StringComparison.Ordinal);
    }

    [Theory(Timeout = TimeLimit.EndToEnd)]
    [InlineData("ada\nshow done")]
    [InlineData("ada\u001B[31m")]
    [InlineData("ada\u007F")]
    [InlineData("ada\u009B2J")]
    [InlineData("ada\u2028bob")]
    [InlineData("ada \u202Ebob")]
    [InlineData("ada\u2066bob")]
    [InlineData("ada\u200Bbob")]
    [InlineData(FiftyLetters + FiftyLetters + "a")]
    public async Task Who_uses_it_is_one_line_of_visible_text(string name)
    {
        var used = await OperatorTool.RunAsync("show", "BSK-7F3K-9Q2M", "--as", name);

        Assert.Equal(2, used.ExitCode);
        Assert.Equal(
            "--as must be a name of at most 100 characters, without control characters and invisible ones.",
            used.Sentences.Split('\n')[0].Trim());
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task Missing_settings_are_named()
    {
        var used = await OperatorTool.RunAsync("show", "BSK-7F3K-9Q2M");

        Assert.Equal(1, used.ExitCode);
        Assert.Contains("The setting AzureWebJobsStorage is missing", used.Sentences, StringComparison.Ordinal);
        Assert.Contains("The setting Secrets:AddressKey is missing", used.Sentences, StringComparison.Ordinal);
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task Without_storage_nothing_is_done_and_one_sentence_says_so()
    {
        using var folder = new DataFolder();
        var settings = Path.Combine(folder.Path, "local.settings.json");
        // Nobody listens on port 1.
        await File.WriteAllTextAsync(settings, """
            { "Values": {
              "AzureWebJobsStorage":
                "AccountName=a;AccountKey=AA==;TableEndpoint=http://127.0.0.1:1/a;QueueEndpoint=http://127.0.0.1:1/a",
              "Secrets__Keys": "k:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
              "Secrets__AddressKey": "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=" } }
            """);

        var used = await OperatorTool.RunAsync("show", "BSK-7F3K-9Q2M", "--settings", settings);

        Assert.Equal(1, used.ExitCode);
        Assert.Equal("", used.Output);
        Assert.Matches(@"\AStorage is unavailable: \S+\z", used.Sentences.Trim());
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task Every_command_and_every_option_has_its_description()
    {
        var root = await OperatorTool.RunAsync("--help");
        var commands = Entries(root.Output, "Commands");

        Assert.Equal(
            ["show", "requeue", "release", "lift-suppression", "export", "erase", "import", "code", "doctor",
                "restore"],
            commands.Select(entry => entry.Trim().Split(' ')[0]));
        Assert.Contains(
            "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 nothing", root.Output, StringComparison.Ordinal);
        var all = commands.Concat(Entries(root.Output, "Options")).ToList();
        foreach (var command in commands.Select(entry => entry.Trim().Split(' ')[0]))
        {
            var help = (await OperatorTool.RunAsync(command, "--help")).Output;
            all.AddRange([.. Entries(help, "Arguments"), .. Entries(help, "Options")]);
        }

        Assert.True(all.Count > 25, $"{all.Count} entries");
        Assert.All(all, entry => Assert.Matches(@"\A  \S.*?\s{2,}\S.{5,}", entry));
    }

    /// <summary>The lines of one part of a help text.</summary>
    private static IReadOnlyList<string> Entries(string help, string part) =>
        [.. Regex.Match(help, $@"(?m)^{part}:\n((?:  .+\n?)*)").Groups[1].Value
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)];
}
