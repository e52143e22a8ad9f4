using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using BlueSky.EndToEndTests.Hosting;
using BlueSky.EndToEndTests.Posting;

namespace BlueSky.EndToEndTests.Telemetry;

/// <summary>What arrives where telemetry goes, from a real process.</summary>
[Collection(nameof(FaultyMailHost))]
public sealed class TelemetryTests(FaultyMailHost host)
{
    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task A_post_is_one_trace_from_the_door_to_SendGrid_and_ends_up_in_metrics_and_logs()
    {
        await host.Host.EndFaultsAsync();
        var id = (await host.Host.SendAsync(Post.Consultation(Some.Address()))).Id;
        var row = (await host.Host.SettledAsync(id)).Row;

        var trace = row.GetString("TraceParent")!;
        Assert.Matches("^00-[0-9a-f]{32}-[0-9a-f]{16}-01$", trace);
        var traceId = Encoding.Latin1.GetString(Convert.FromHexString(trace.Split('-')[1]));

        // Accepted, enqueued, processed, and sent to the visitor and two of staff.
        await ArrivesAsync(TelemetryCollector.Traces, seen => Regex.Count(seen, Regex.Escape(traceId)) >= 6);
        foreach (var span in (string[])["accept submission", "send submissions", "process submissions", "send mail"])
        {
            await ArrivesAsync(TelemetryCollector.Traces, span);
        }

        await ArrivesAsync(TelemetryCollector.Logs, id);
        foreach (var metric in (string[])
        [
            "bluesky.submissions", "bluesky.mails", "bluesky.submission.wait", "bluesky.mail.delay",
            "resilience.polly.strategy.attempt.duration",
        ])
        {
            await ArrivesAsync(TelemetryCollector.Metrics, metric);
        }

        foreach (var place in (string[])
            [TelemetryCollector.Traces, TelemetryCollector.Metrics, TelemetryCollector.Logs])
        {
            await ArrivesAsync(place, "BlueSky.Functions");
            Assert.Equal(["open-sesame"], host.Telemetry.KeysAt(place));
        }
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task The_spans_of_a_post_belong_to_the_trace_of_the_hosts_request()
    {
        const string TraceId = "0af7651916cd43dd8448eb211c80319c";
        const string Request = "b7ad6b7169203331";
        var id = (await host.Host.SendAsync(
            Post.Consultation(Some.Address()).Header("traceparent", $"00-{TraceId}-{Request}-01"))).Id;

        var row = (await host.Host.Rows.FindAsync(id))!;
        Assert.Equal(TraceId, row.GetString("TraceParent")!.Split('-')[1]);
        await ArrivesAsync(TelemetryCollector.Traces, seen => new[] { TraceId, Request }.All(one =>
            seen.Contains(Encoding.Latin1.GetString(Convert.FromHexString(one)), StringComparison.Ordinal)));
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task Application_Insights_gets_the_spans_too()
    {
        await host.Host.EndFaultsAsync();
        var id = (await host.Host.SendAsync(Post.Consultation(Some.Address()))).Id;

        await ArrivesAsync(TelemetryCollector.ApplicationInsights, seen =>
            seen.Contains("process submissions", StringComparison.Ordinal)
            && seen.Contains(id, StringComparison.Ordinal));
    }

    private Task ArrivesAsync(string place, string text) =>
        ArrivesAsync(place, seen => seen.Contains(text, StringComparison.Ordinal), text);

    private async Task ArrivesAsync(string place, Func<string, bool> hasCome, string what = "all of it") =>
        await Eventually.BecomesAsync(
            () => Task.FromResult(host.Telemetry[place]), hasCome,
            string.Create(CultureInfo.InvariantCulture, $"{what} arrives at {place}"), withinSeconds: 30);
}
