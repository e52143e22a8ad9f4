using BlueSky.LocalHost.Worker;
using Microsoft.Extensions.Configuration;

namespace BlueSky.LocalHost.Tests.Worker;

public sealed class WorkerEnvironmentTests
{
    [Fact]
    public void The_worker_gets_the_settings_by_the_names_they_have_in_Azure_and_none_of_LocalHosts_options()
    {
        var settings = Of(
            ("Mail:Staff:0", "staff@clinic.example"), ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:4318"),
            ("urls", "http://127.0.0.1:7071"), ("data", ".local"), ("events", "true"), ("worker", "package"),
            ("wait-for-debugger", "true"), ("demo", "true"));

        Assert.Equal(
            new Dictionary<string, string>
            {
                ["Mail__Staff__0"] = "staff@clinic.example",
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://127.0.0.1:4318",
            },
            WorkerEnvironment.Of(settings, Of()));
    }

    [Fact]
    public void What_it_inherits_is_left_as_it_is_and_what_overrides_that_is_given()
    {
        var inherited = Of(("PATH", "/usr/bin"), ("Clinic:Name", "Inherited"));

        var environment = WorkerEnvironment.Of(
            Of(("PATH", "/usr/bin"), ("Clinic:Name", "From the command line")), inherited);

        Assert.Equal(new Dictionary<string, string> { ["Clinic__Name"] = "From the command line" }, environment);
    }

    private static IConfigurationRoot Of(params (string Key, string Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.ToDictionary(one => one.Key, one => (string?)one.Value)).Build();
}
