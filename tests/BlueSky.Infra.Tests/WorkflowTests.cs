using System.Text.RegularExpressions;

namespace BlueSky.Infra.Tests;

/// <summary>What can be known of the workflows without running them.</summary>
public sealed partial class WorkflowTests
{
    public static TheoryData<string> Files { get; } = new(Directory.GetFiles(
        Path.Combine(Repository.Root, ".github", "workflows")).Select(Path.GetFileName)!);

    [Theory]
    [MemberData(nameof(Files))]
    public void Actions_are_pinned_by_commit_with_the_version_beside_it(string file) =>
        Assert.All(Lines(file).Where(line => line.Contains("uses: ", StringComparison.Ordinal)
            && !line.Contains("uses: ./", StringComparison.Ordinal)),
            line => Assert.Matches(Pinned(), line));

    [Theory]
    [MemberData(nameof(Files))]
    public void Nothing_is_permitted_that_a_job_does_not_ask_for(string file)
    {
        var lines = Lines(file);

        Assert.Contains("permissions: {}", lines);
        Assert.Equal(
            lines.Count(line => line.StartsWith("    runs-on: ", StringComparison.Ordinal)
                || line.StartsWith("    uses: ./", StringComparison.Ordinal)),
            lines.Count(line => line == "    permissions:"));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_value_reaches_a_shell_by_its_environment_and_never_as_a_part_of_the_line(string file) =>
        Assert.All(Lines(file).Where(line => line.Contains("${{", StringComparison.Ordinal)),
            line => Assert.Matches(KeyWithValue(), line));

    [Fact]
    public void The_smoke_script_is_told_which_commit_was_deployed()
    {
        var lines = Lines("deploy.yml");

        Assert.Contains("          VERSION: ${{ github.sha }}", lines);
        Assert.Contains("        run: node infra/smoke.mjs \"$ADDRESS\" \"$WEBSITE\" \"--version=$VERSION\"", lines);
    }

    [Fact]
    public void Azd_and_Bicep_are_pinned_and_Bicep_is_the_one_that_the_tests_compile_with()
    {
        var tools = Lines("build.yml").Concat(Lines("deploy.yml"))
            .Where(line => line.Contains("bicep install", StringComparison.Ordinal)).ToList();
        var packages = File.ReadAllText(Path.Combine(Repository.Root, "Directory.Packages.props"));
        var compiler = Compiler().Match(packages).Groups["version"].Value;

        Assert.Equal(2, tools.Count);
        Assert.All(tools, line => Assert.EndsWith($"az bicep install --version v{compiler}", line));
        Assert.Equal(2, Lines("deploy.yml").Count(line => AzdVersion().IsMatch(line)));
    }

    private static string[] Lines(string file) => File.ReadAllLines(
        Path.Combine(Repository.Root, ".github", "workflows", file));

    [GeneratedRegex("Include=\"Azure[.]Bicep[.]CommandLine[.]linux-x64\" Version=\"(?<version>[0-9.]+)\"")]
    private static partial Regex Compiler();

    [GeneratedRegex(@"^ {10}version: \d+\.\d+\.\d+$")]
    private static partial Regex AzdVersion();

    [GeneratedRegex(@"uses: [\w-]+/[\w-]+(/[\w-]+)?@[0-9a-f]{40} # v\d+\.\d+\.\d+$")]
    private static partial Regex Pinned();

    // "run" aside: its value is a shell's line.
    [GeneratedRegex(@"^ *(?!(- )?run:)[\w-]+: \$\{\{")]
    private static partial Regex KeyWithValue();
}
