using System.Text.RegularExpressions;
using BlueSky.Infra.Tests.Bicep;

namespace BlueSky.Infra.Tests;

/// <summary>What can be known of the workflows without running them.</summary>
public sealed partial class WorkflowTests
{
    public static TheoryData<string> Files { get; } = new(Directory.GetFiles(
        Path.Combine(Path.GetDirectoryName(Infrastructure.Folder)!, ".github", "workflows")).Select(Path.GetFileName)!);

    [Theory]
    [MemberData(nameof(Files))]
    public void Actions_are_pinned_by_commit_with_the_version_beside_it(string file) =>
        Assert.All(Lines(file).Where(line => line.Contains("uses:", StringComparison.Ordinal)),
            line => Assert.Matches(Pinned(), line));

    [Theory]
    [MemberData(nameof(Files))]
    public void Nothing_is_permitted_that_a_job_does_not_ask_for(string file)
    {
        var lines = Lines(file);

        Assert.Contains("permissions: {}", lines);
        Assert.Equal(
            lines.Count(line => line.Trim().StartsWith("runs-on:", StringComparison.Ordinal)),
            lines.Count(line => line == "    permissions:"));
    }

    private static string[] Lines(string file) => File.ReadAllLines(
        Path.Combine(Path.GetDirectoryName(Infrastructure.Folder)!, ".github", "workflows", file));

    [GeneratedRegex(@"uses: [\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")]
    private static partial Regex Pinned();
}
