using BlueSky.EndToEndTests.Hosting;
using BlueSky.EndToEndTests.Telemetry;

namespace BlueSky.EndToEndTests.Worker;

/// <summary>
/// The attached worker, and a LocalHost whose own functions are switched off, which lends it storage and SendGrid.
/// </summary>
public sealed class WorkerHost : IAsyncLifetime
{
    private static readonly string[] Rested =
        ["process-submission", "fail-poisoned-submission", "sweep", "staff-digest", "forget-pending"];

    private LocalHost? lender;
    private AttachedWorker? worker;

    public TelemetryCollector Telemetry { get; } = new();

    internal LocalHost Lender => lender!;

    internal AttachedWorker Worker => worker!;

    public async Task InitializeAsync()
    {
        var disabled = Rested.Select(name => KeyValuePair.Create($"AzureWebJobs.{name}.Disabled", "true"));
        lender = await LocalHost.StartAsync(
            new Dictionary<string, string>(TestSettings.PublicSite.Concat(disabled))
            {
                ["Sweep:After"] = "00:00:01",
            });
        worker = await AttachedWorker.AttachAsync(lender.SettingsFile, Telemetry.Settings);
    }

    public async Task DisposeAsync()
    {
        await (worker?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (lender?.DisposeAsync() ?? ValueTask.CompletedTask);
        await Telemetry.DisposeAsync();
    }
}
