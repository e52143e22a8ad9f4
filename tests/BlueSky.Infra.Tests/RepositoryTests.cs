using System.Text.Json;
using System.Text.RegularExpressions;

namespace BlueSky.Infra.Tests;

/// <summary>The files that GitHub and editors read.</summary>
public sealed partial class RepositoryTests
{

    [Fact]
    public void Dependabot_looks_into_every_folder_with_npm_packages()
    {
        var told = File.ReadAllLines(Path.Combine(Repository.Root, ".github", "dependabot.yml"))
            .Select(line => NpmFolder().Match(line)).Where(match => match.Success)
            .Select(match => match.Groups[1].Value);

        Assert.Equal(
            new[] { "src", "tests" }
                .SelectMany(folder => Directory.GetDirectories(Path.Combine(Repository.Root, folder)))
                .Select(project => Path.Combine(project, "npm"))
                .Where(folder => File.Exists(Path.Combine(folder, "package-lock.json")))
                .Select(folder => $"/{Path.GetRelativePath(Repository.Root, folder).Replace('\\', '/')}")
                .Order(StringComparer.Ordinal),
            told.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("bug.yml")]
    [InlineData("feature.yml")]
    public void A_form_for_issues_asks_that_no_personal_data_is_in_it(string file)
    {
        var form = File.ReadAllText(Path.Combine(Repository.Root, ".github", "ISSUE_TEMPLATE", file));

        Assert.Contains("**Never paste personal data**", form, StringComparison.Ordinal);
        Assert.Matches("- label: There is no personal data [^\n]+\n          required: true", form);
    }

    [Theory]
    [InlineData(".devcontainer/devcontainer.json")]
    [InlineData(".vscode/extensions.json")]
    [InlineData(".vscode/launch.json")]
    [InlineData(".vscode/settings.json")]
    [InlineData(".vscode/tasks.json")]
    public void A_file_for_editors_can_be_read(string file)
    {
        using var json = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(Repository.Root, file)),
            new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });

        Assert.NotEmpty(json.RootElement.EnumerateObject());
    }

    [Fact]
    public void A_launch_finds_its_task()
    {
        var tasks = Read("tasks.json").GetProperty("tasks").EnumerateArray()
            .Select(task => task.GetProperty("label").GetString());

        Assert.All(
            Read("launch.json").GetProperty("configurations").EnumerateArray(),
            launch => Assert.Contains(launch.GetProperty("preLaunchTask").GetString(), tasks));

        static JsonElement Read(string file) =>
            JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, ".vscode", file))).RootElement;
    }

    [GeneratedRegex(@"^      - (/\S+/npm)$")]
    private static partial Regex NpmFolder();
}
