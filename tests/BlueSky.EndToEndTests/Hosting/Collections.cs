using BlueSky.EndToEndTests.Telemetry;

namespace BlueSky.EndToEndTests.Hosting;

// Collections run side by side, each on a host of its own; the classes in one share it and run one after another.

public sealed class FormsHost() : LocalHostFixture(TestSettings.PublicSite);

public sealed class WebsiteHost() : LocalHostFixture;

public sealed class DefaultsHost() : LocalHostFixture;

public sealed class DoubleOptInHost()
    : LocalHostFixture(new Dictionary<string, string> { ["Subscriptions:DoubleOptIn"] = "true" });

/// <summary>
/// The front desk with its invented requests. Tests add requests of their own, and change no others. The clinic is
/// always open, so that tests see the same on each day of the week.
/// </summary>
public sealed class FrontDeskHost() : LocalHostFixture(new Dictionary<string, string>
{
    ["demo"] = "true",
    ["Staff:People"] = $"Rosa Diaz <{Rosa}>,Ana Lee <{Ana}>",
    ["Staff:Managers"] = Rosa,
    ["Clinic:Hours"] = "Mon-Sun 00:00-23:59",
    // What tests type is often odd.
    ["Spam:QuarantineAt"] = "0",
})
{
    public const string Rosa = "rosa@clinic.example";
    public const string Ana = "ana@clinic.example";

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        // The demo signs in as Rosa: it and a test could take each other's code.
        await Eventually.BecomesAsync(
            () => Task.FromResult(Host.Logs), logs => logs.Contains("Demo  ", StringComparison.Ordinal),
            "the invented requests are on the front desk", withinSeconds: 60);
    }
}

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

/// <summary>The demo website in a browser, with LocalHost's own settings.</summary>
[CollectionDefinition(nameof(WebsiteHost))]
public sealed class SharingWebsiteHost : ICollectionFixture<WebsiteHost>;

/// <summary>The same, where fetch fails or the server does not answer: beside the other, as it is slow.</summary>
[CollectionDefinition(nameof(FailingNetwork))]
public sealed class FailingNetwork : ICollectionFixture<WebsiteHost>;

/// <summary>The same, looked at by axe-core and by keyboard; beside the others, because it takes long.</summary>
[CollectionDefinition(nameof(WebsiteAccessibility))]
public sealed class WebsiteAccessibility : ICollectionFixture<WebsiteHost>;

/// <summary>The same settings without a browser: posts that no browser sends, and LocalHost's own routes.</summary>
[CollectionDefinition(nameof(DefaultsHost))]
public sealed class SharingDefaultsHost : ICollectionFixture<DefaultsHost>;

/// <summary>The SendGrid stand-in's faults hit whichever mail comes next: no other test may send meanwhile.</summary>
[CollectionDefinition(nameof(FaultyMailHost))]
public sealed class SharingFaultyMailHost : ICollectionFixture<FaultyMailHost>;

[CollectionDefinition(nameof(FrontDeskHost))]
public sealed class SharingFrontDeskHost : ICollectionFixture<FrontDeskHost>;

[CollectionDefinition(nameof(DoubleOptInHost))]
public sealed class SharingDoubleOptInHost : ICollectionFixture<DoubleOptInHost>;
