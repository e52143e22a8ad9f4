using System.Security.Cryptography;

namespace BlueSky.EndToEndTests.Hosting;

// Collections run side by side, each on a host of its own; the classes in one share it and run one after another.

public sealed class FormsHost() : LocalHostFixture(TestSettings.PublicSite);

public sealed class WebsiteHost() : LocalHostFixture;

public sealed class DoubleOptInHost()
    : LocalHostFixture(new Dictionary<string, string> { ["Subscriptions:DoubleOptIn"] = "true" });

public sealed class FaultyMailHost() : LocalHostFixture(Settings)
{
    private static readonly string ApiKey = $"SG.{A.Token()}.{A.Token()}";
    private static readonly string SigningKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
    private static readonly string AddressKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    /// <summary>What must never be printed.</summary>
    public static IReadOnlyList<string> Secrets => [ApiKey, SigningKey, AddressKey];

    private static Dictionary<string, string> Settings => new()
    {
        ["SendGrid:ApiKey"] = ApiKey,
        ["Secrets:Keys"] = $"test:{SigningKey}",
        ["Secrets:AddressKey"] = AddressKey,
    };
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
