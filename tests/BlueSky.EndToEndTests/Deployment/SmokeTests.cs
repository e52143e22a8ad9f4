using BlueSky.EndToEndTests.Hosting;

namespace BlueSky.EndToEndTests.Deployment;

/// <summary>The script that checks a deployed address, on an address that is at hand.</summary>
[Collection(nameof(FormsHost))]
public sealed class SmokeTests(FormsHost forms)
{
    private readonly LocalHost host = forms.Host;

    [Fact]
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

    [Fact]
    public async Task A_website_that_may_not_post_is_found()
    {
        var (failed, exitCode) = await RunAsync("https://www.another.example");

        Assert.Contains("the website may post", failed);
        Assert.Equal(1, exitCode);
    }

    [Fact]
    public async Task An_address_where_nobody_answers_is_found()
    {
        await using var script = ChildProcess.Start(
            "node", [Repository.SmokeScript, "http://127.0.0.1:9", TestSettings.ClinicOrigin]);
        await script.WaitForExitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(1, script.ExitCode);
        Assert.DoesNotContain(script.Lines, line => line.StartsWith("ok ", StringComparison.Ordinal));
    }

    private async Task<(IReadOnlyList<string> Failed, int ExitCode)> RunAsync(string website)
    {
        await using var script = ChildProcess.Start(
            "node", [Repository.SmokeScript, host.Address.ToString(), website]);
        await script.WaitForExitAsync(TimeSpan.FromSeconds(120));
        Assert.Contains(script.Lines, line => line.StartsWith("ok ", StringComparison.Ordinal));
        return (
            script.Lines.Where(line => line.StartsWith("FAILED  ", StringComparison.Ordinal))
                .Select(line => line["FAILED  ".Length..].Split(": ")[0]).ToList(),
            script.ExitCode);
    }
}
