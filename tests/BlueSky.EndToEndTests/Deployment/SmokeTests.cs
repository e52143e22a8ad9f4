using System.Net.Http.Json;
using System.Text.Json;
using BlueSky.EndToEndTests.Hosting;

namespace BlueSky.EndToEndTests.Deployment;

/// <summary>The script that checks a deployed address, on an address that is at hand.</summary>
[Collection(nameof(FormsHost))]
public sealed class SmokeTests(FormsHost forms)
{
    private readonly LocalHost host = forms.Host;

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task All_is_well_and_all_it_leaves_is_one_row_in_quarantine()
    {
        await RunAsync(TestSettings.ClinicOrigin);
        var (failed, exitCode) = await RunAsync(TestSettings.ClinicOrigin);

        Assert.Empty(failed);
        Assert.Equal(0, exitCode);
        var row = Assert.Single(await host.Rows.OfAsync("smoke@example.org"));
        Assert.Equal("quarantined", row.GetString("State"));
        Assert.DoesNotContain("smoke@example.org", await host.Http.GetStringAsync("/_local/mail.json"));
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task A_website_that_may_not_post_is_found()
    {
        var (failed, exitCode) = await RunAsync("https://www.another.example");

        Assert.Contains("the website may post", failed);
        Assert.Equal(1, exitCode);
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task An_address_where_nobody_answers_is_found()
    {
        await using var script = ChildProcess.Start(
            "node", [Repository.SmokeScript, "http://127.0.0.1:9", TestSettings.ClinicOrigin]);
        await script.WaitForExitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(1, script.ExitCode);
        Assert.DoesNotContain(script.Lines, line => line.StartsWith("ok ", StringComparison.Ordinal));
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task The_expected_build_may_be_named_by_the_beginning_of_its_commit()
    {
        var health = await host.Http.GetFromJsonAsync<JsonElement>("/api/health");
        var built = health.GetProperty("version").GetString()!;

        foreach (var version in (string[])[built, built[..7], $"{built}-and-more"])
        {
            var (failed, exitCode) = await RunAsync(TestSettings.ClinicOrigin, $"--version={version}");

            Assert.Empty(failed);
            Assert.Equal(0, exitCode);
        }
    }

    [Theory(Timeout = TimeLimit.EndToEnd)]
    [InlineData("0000000000000000000000000000000000000000")]
    [InlineData("0")]
    public async Task Another_build_than_the_expected_one_is_found(string version)
    {
        var (failed, exitCode) = await RunAsync(TestSettings.ClinicOrigin, $"--version={version}");

        Assert.Equal(["the build is the expected one"], failed);
        Assert.Equal(1, exitCode);
    }

    [Theory(Timeout = TimeLimit.EndToEnd)]
    [InlineData("--version=")]
    [InlineData("--verison=986b5a4")]
    public async Task A_version_that_would_not_be_compared_is_a_wrong_usage(string argument)
    {
        await using var script = ChildProcess.Start(
            "node", [Repository.SmokeScript, $"{host.Address}", TestSettings.ClinicOrigin, argument]);
        await script.WaitForExitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(2, script.ExitCode);
        Assert.Contains(script.Lines, line => line.StartsWith("Usage: node infra/smoke.mjs ", StringComparison.Ordinal));
    }

    private async Task<(IReadOnlyList<string> Failed, int ExitCode)> RunAsync(string website, params string[] more)
    {
        await using var script = ChildProcess.Start(
            "node", [Repository.SmokeScript, host.Address.ToString(), website, .. more]);
        await script.WaitForExitAsync(TimeSpan.FromSeconds(120));
        Assert.Contains(script.Lines, line => line.StartsWith("ok ", StringComparison.Ordinal));
        return (
            script.Lines.Where(line => line.StartsWith("FAILED  ", StringComparison.Ordinal))
                .Select(line => line["FAILED  ".Length..].Split(": ")[0]).ToList(),
            script.ExitCode);
    }
}
