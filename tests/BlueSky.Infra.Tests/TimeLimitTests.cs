using System.Text.RegularExpressions;

namespace BlueSky.Infra.Tests;

/// <summary>A test that waits for another process, a browser or the network fails when it hangs.</summary>
public sealed partial class TimeLimitTests
{
    private static readonly string Tests = Path.Combine(Repository.Root, "tests");

    [Theory]
    [InlineData("BlueSky.EndToEndTests")]
    [InlineData("BlueSky.Infra.Tests")]
    [InlineData("BlueSky.LocalHost.Tests")]
    public void Every_asynchronous_test_has_a_time_limit(string project)
    {
        var tests = Directory.EnumerateFiles(Path.Combine(Tests, project), "*Tests.cs", SearchOption.AllDirectories)
            .SelectMany(AsynchronousTests)
            .ToList();

        Assert.NotEmpty(tests);
        Assert.Empty(tests.Where(test => !HasLimit(test.Attribute)).Select(test => test.Method));
    }

    private static IEnumerable<(string Attribute, string Method)> AsynchronousTests(string file)
    {
        string? attribute = null;
        foreach (var line in File.ReadLines(file).Select(line => line.Trim()))
        {
            if (TestAttribute().IsMatch(line))
            {
                attribute = line;
            }
            else if (line.StartsWith("public ", StringComparison.Ordinal))
            {
                if (attribute is not null && Asynchronous().IsMatch(line))
                {
                    yield return (attribute, line);
                }

                attribute = null;
            }
        }
    }

    // The attributes of tests that need a browser, Linux or the Bicep compiler set the limit themselves.
    private static bool HasLimit(string attribute) =>
        attribute.Contains("(Timeout = TimeLimit.", StringComparison.Ordinal)
        || attribute is "[BrowserFact]" or "[BrowserTheory]" or "[LinuxFact]" or "[BicepFact]"
            or "[BicepTheory]";

    [GeneratedRegex(@"^\[\w*(Fact|Theory)\b")]
    private static partial Regex TestAttribute();

    [GeneratedRegex(@"^public (async )?Task\b")]
    private static partial Regex Asynchronous();
}
