using BlueSky.Functions.Telemetry;

namespace BlueSky.Functions.Tests.Telemetry;

public sealed class BuildVersionTests
{
    [Theory]
    [InlineData("1.0.0+986b5a4c0ffee", "986b5a4c0ffee")]
    [InlineData("1.0.0-beta+ci.986b5a4", "ci.986b5a4")]
    [InlineData("1.0.0", "1.0.0")]
    [InlineData("1.0.0+", "1.0.0+")]
    public void The_commit_stands_behind_the_plus_and_without_one_the_version_has_to_do(string version, string commit) =>
        Assert.Equal(commit, BuildVersion.CommitIn(version));
}
