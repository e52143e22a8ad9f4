using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using BlueSky.Functions.Telemetry;
using BlueSky.Infra.Tests.App;
using BlueSky.Infra.Tests.Bicep;
using BlueSky.Infra.Tests.Checks;
using Microsoft.Extensions.DependencyInjection;

namespace BlueSky.Infra.Tests;

/// <summary>docs/runbook.md is held against the alerts, and against what the app logs.</summary>
public sealed partial class RunbookTests
{
    private static readonly FunctionApp App = FunctionApp.Read();
    private static readonly string Runbook =
        File.ReadAllText(Path.Combine(Repository.Root, "docs", "runbook.md"));

    [BicepFact]
    public async Task It_has_each_alert_with_its_query_and_each_line_that_wakes_somebody() =>
        Assert.Empty(RunbookCheck.Findings(Runbook, await AlertsAsync(), App));

    [Fact]
    public void It_explains_each_metric_and_no_other()
    {
        var explained = Explained().Matches(Runbook).Select(row => row.Groups[1].Value);

        Assert.Equal(Metrics().Order(), explained.Order());
    }

    [BicepFact]
    public async Task An_alert_that_it_forgets_is_found()
    {
        var alerts = await AlertsAsync();

        Assert.All(alerts, alert => Assert.Contains(
            $"the runbook has no {alert.Name}", Findings(Runbook.Replace($"### `{alert.Name}`", "### ", Ordinal))));
        Assert.All(alerts, alert => Assert.Equal(
            [$"the runbook's table lacks {alert.Name}"],
            Findings(Runbook.Replace($"| [`{alert.Name}`]", $"| {alert.Name}", Ordinal))));

        IEnumerable<string> Findings(string runbook) => RunbookCheck.Findings(runbook, alerts, App);
    }

    [BicepFact]
    public async Task An_alert_that_is_gone_is_found()
    {
        var alerts = await AlertsAsync();

        Assert.All(alerts, alert => Assert.Equal(
            [$"there is no alert {alert.Name}"],
            RunbookCheck.Findings(Runbook, alerts.Except([alert]).ToList(), App)));
    }

    [BicepFact]
    public async Task Another_query_is_found()
    {
        var alerts = await AlertsAsync();

        Assert.All(alerts, alert => Assert.Equal(
            [$"the runbook has another query for {alert.Name}"],
            RunbookCheck.Findings(
                Runbook,
                alerts.Select(one => one == alert ? one with { Query = $"{one.Query} | take 1" } : one).ToList(),
                App)));
    }

    [BicepTheory]
    [InlineData("could not be processed and failed")]
    [InlineData("names no submission and was deleted")]
    [InlineData("failed; the reason is in its row")]
    [InlineData("for a staff address")]
    [InlineData("Turnstile refuses this app")]
    public async Task A_critical_line_that_it_does_not_know_is_found(string line)
    {
        var alerts = (await AlertsAsync()).Where(alert => !alert.Query.Contains(line, Ordinal)).ToList();

        Assert.Contains(
            RunbookCheck.Findings(Runbook.Replace($"| `{line}` |", "| another line |", Ordinal), alerts, App),
            finding => finding.StartsWith("the runbook does not know the line: ", Ordinal)
                && finding.Contains(line, Ordinal));
    }

    private const StringComparison Ordinal = StringComparison.Ordinal;

    private static async Task<IReadOnlyList<Alert>> AlertsAsync() =>
        AlertsCheck.In(await Infrastructure.ReadAsync());

    private static List<string> Metrics()
    {
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var meters = services.GetRequiredService<IMeterFactory>();
        var names = new List<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Scope == meters)
                {
                    names.Add(instrument.Name);
                }
            },
        };
        listener.Start();
        using var instrumentation = new Instrumentation(meters);
        return names;
    }

    [GeneratedRegex(@"^\| `(bluesky\.[a-z.]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Explained();
}
