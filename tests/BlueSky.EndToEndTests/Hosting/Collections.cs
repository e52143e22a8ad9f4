using BlueSky.EndToEndTests.Telemetry;

namespace BlueSky.EndToEndTests.Hosting;

// Collections run side by side, each on a host of its own; the classes in one share it and run one after another.

public sealed class FormsHost() : LocalHostFixture(TestSettings.PublicSite);

public sealed class WebsiteHost() : LocalHostFixture;

public sealed class DoubleOptInHost()
    : LocalHostFixture(new Dictionary<string, string> { ["Subscriptions:DoubleOptIn"] = "true" });

/// <summary>Also the one whose telemetry is looked at: what goes wrong is to leave nothing personal there.</summary>
public sealed class FaultyMailHost : LocalHostFixture
{
    public FaultyMailHost()
        : this(new TelemetryCollector())
    {
    }

    private FaultyMailHost(TelemetryCollector telemetry)
        : base(Secrets.ToSettings().Concat(telemetry.Settings).ToDictionary()) => Telemetry = telemetry;

    /// <summary>What must never be printed.</summary>
    internal static TestSecrets Secrets { get; } = new();

    public TelemetryCollector Telemetry { get; }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await Telemetry.DisposeAsync();
    }
}

[CollectionDefinition(nameof(FormsHost))]
public sealed class SharingFormsHost : ICollectionFixture<FormsHost>;

/// <summary>The demo website with LocalHost's own settings, and posts that no browser would send.</summary>
[CollectionDefinition(nameof(WebsiteHost))]
public sealed class SharingWebsiteHost : ICollectionFixture<WebsiteHost>;

/// <summary>The SendGrid stand-in's faults hit whichever mail comes next: no other test may send meanwhile.</summary>
[CollectionDefinition(nameof(FaultyMailHost))]
public sealed class SharingFaultyMailHost : ICollectionFixture<FaultyMailHost>;

[CollectionDefinition(nameof(DoubleOptInHost))]
public sealed class SharingDoubleOptInHost : ICollectionFixture<DoubleOptInHost>;
