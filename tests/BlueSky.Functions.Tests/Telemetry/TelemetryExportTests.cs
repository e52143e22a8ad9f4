using System.Diagnostics;
using BlueSky.Functions.Settings;
using BlueSky.Functions.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace BlueSky.Functions.Tests.Telemetry;

// An exporter listens to sources by their name, those of other tests' apps too: none may run beside a test to whose
// spans nobody is to listen.
[Collection(nameof(TelemetryExportTests))]
public sealed class TelemetryExportTests
{
    /// <summary>The settings that name a place. Nobody listens on port 9.</summary>
    public static TheoryData<string, string> Places => new()
    {
        { "OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9" },
        {
            "APPLICATIONINSIGHTS_CONNECTION_STRING",
            "InstrumentationKey=00000000-0000-0000-0000-000000000001;IngestionEndpoint=http://127.0.0.1:9/"
        },
    };

    [Fact]
    public void Without_a_place_to_send_it_to_nothing_of_OpenTelemetry_is_there()
    {
        using var app = new TestApp();

        Assert.Null(app.Services.GetService<TracerProvider>());
        Assert.Null(app.Services.GetService<MeterProvider>());
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void With_one_traces_and_metrics_are_made(string name, string value)
    {
        using var app = new TestApp(new() { [name] = value });

        Assert.NotNull(app.Services.GetService<TracerProvider>());
        Assert.NotNull(app.Services.GetService<MeterProvider>());
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void Every_post_is_traced_however_many_there_are_and_whatever_their_own_traces_say(string name, string value)
    {
        using var app = new TestApp(new() { [name] = value });
        app.Get<TracerProvider>();
        using var request = new Activity("request");
        request.SetParentId("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00").Start();

        Assert.All(Enumerable.Range(0, 100), _ =>
        {
            using var span = app.Get<Instrumentation>().StartAccept("subscribe");
            Assert.True(span?.Recorded);
        });
    }

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4317", "must be an absolute http or https address")]
    [InlineData("OTEL_EXPORTER_OTLP_PROTOCOL", "http/json", "must be one of grpc, http/protobuf")]
    [InlineData(
        "APPLICATIONINSIGHTS_CONNECTION_STRING", "https://insights.example",
        "must be a connection string of Application Insights")]
    [InlineData(
        "APPLICATIONINSIGHTS_AUTHENTICATION_STRING", "ClientId=1",
        "must be like Authorization=AAD or ClientId=…;Authorization=AAD")]
    public void A_place_that_cannot_be_one_stops_the_start_with_a_sentence(string name, string value, string problem)
    {
        using var app = new TestApp(new() { [name] = value });

        var refused = Assert.Throws<OptionsValidationException>(app.Get<IStartupValidator>().Validate);
        Assert.Equal([$"The setting {name} {problem}."], refused.Failures);
    }

    [Theory]
    [InlineData(null, false, null)]
    [InlineData("Authorization=AAD", true, null)]
    [InlineData("ClientId=0f1e;Authorization=AAD", true, "0f1e")]
    public void Application_Insights_is_written_to_by_the_identity_that_the_host_uses(
        string? authentication, bool usesIdentity, string? clientId)
    {
        const string Connection = "InstrumentationKey=1;IngestionEndpoint=https://insights.example/";
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["APPLICATIONINSIGHTS_CONNECTION_STRING"] = Connection,
            ["APPLICATIONINSIGHTS_AUTHENTICATION_STRING"] = authentication,
        }).Build();

        var settings = TelemetrySettings.Read(new SettingsReader(configuration, forms: []));

        Assert.Equal(new ApplicationInsightsSettings(Connection, usesIdentity, clientId), settings.Insights);
    }
}
