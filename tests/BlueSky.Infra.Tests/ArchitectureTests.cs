using System.Text.RegularExpressions;

namespace BlueSky.Infra.Tests;

/// <summary>docs/architecture.md names the tests that hold what it says: a name must not outlive its test.</summary>
public sealed partial class ArchitectureTests
{

    [Fact]
    public void The_tests_that_it_names_exist()
    {
        var named = NamedTest().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "architecture.md")));

        Assert.NotEmpty(named);
        Assert.All(named, test => Assert.Contains(
            Directory.EnumerateFiles(
                Path.Combine(Repository.Root, "tests"), $"{test.Groups["class"].Value}.cs",
                SearchOption.AllDirectories),
            file => File.ReadAllText(file).Contains($" {test.Groups["method"].Value}(", StringComparison.Ordinal)));
    }

    [GeneratedRegex("`(?<class>[A-Za-z]+(?:Tests|Contract))[.](?<method>[A-Za-z0-9_]+)`")]
    private static partial Regex NamedTest();
}
