using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using BlueSky.EndToEndTests.Hosting;
using BlueSky.EndToEndTests.Posting;

namespace BlueSky.EndToEndTests.Telemetry;

/// <summary>What becomes of telemetry when the app stops.</summary>
public sealed class LastExportTests
{
    [LinuxFact]
    public async Task What_was_measured_before_a_stop_is_sent()
    {
        await using var collector = new TelemetryCollector();
        const string Never = "3600000";
        await using var host = await LocalHost.StartAsync(new Dictionary<string, string>(collector.Settings)
        {
            ["OTEL_BSP_SCHEDULE_DELAY"] = Never,
            ["OTEL_BLRP_SCHEDULE_DELAY"] = Never,
            ["OTEL_METRIC_EXPORT_INTERVAL"] = Never,
            // As infra/ sets it when there are none.
            ["OTEL_EXPORTER_OTLP_HEADERS"] = "",
        });
        var id = (await host.SendAsync(Post.Consultation(Some.Address()))).Id;
        await host.SettledAsync(id);
        Assert.Equal("", collector[TelemetryCollector.Traces] + collector[TelemetryCollector.Metrics]);

        await host.TerminateAsync();
        await host.WaitForExitAsync(within: TimeSpan.FromSeconds(60));

        Assert.Contains("send mail", collector[TelemetryCollector.Traces], StringComparison.Ordinal);
        Assert.Contains(id, collector[TelemetryCollector.Logs], StringComparison.Ordinal);
        Assert.Contains("bluesky.mail.delay", collector[TelemetryCollector.Metrics], StringComparison.Ordinal);
        Assert.Contains(
            "bluesky.mail.delay", collector[TelemetryCollector.ApplicationInsights], StringComparison.Ordinal);
    }

    [LinuxFact]
    public async Task A_place_for_telemetry_that_takes_everything_and_answers_nothing_delays_no_post_and_no_stop()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var address = $"http://{silent.LocalEndpoint}/";
        await using var host = await LocalHost.StartAsync(new Dictionary<string, string>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = address,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["APPLICATIONINSIGHTS_CONNECTION_STRING"] =
                $"InstrumentationKey=00000000-0000-0000-0000-000000000001;IngestionEndpoint={address}",
        });

        var id = (await host.SendAsync(Post.Consultation(Some.Address()))).Id;
        Assert.Equal(3, (await host.SettledAsync(id)).Mails.Count);

        var stopping = Stopwatch.StartNew();
        await host.TerminateAsync();
        await host.WaitForExitAsync(within: TimeSpan.FromSeconds(60));
        Assert.InRange(stopping.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }
}
