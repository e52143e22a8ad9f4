using System.Security.Cryptography;

namespace BlueSky.EndToEndTests.Hosting;

/// <summary>Keys of a host's own, so that a test can look for them in what was printed.</summary>
internal sealed class TestSecrets
{
    private readonly string apiKey = $"SG.{Some.Token()}.{Some.Token()}";
    private readonly string signingKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
    private readonly string addressKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    public string WebflowSigningSecret { get; } = Some.Token();

    public string WebflowKey { get; } = $"{Some.Token()}{Some.Token()}";

    public IReadOnlyList<string> All => [apiKey, signingKey, addressKey, WebflowSigningSecret, WebflowKey];

    public Dictionary<string, string> ToSettings() => new()
    {
        ["SendGrid:ApiKey"] = apiKey,
        ["Secrets:Keys"] = $"test:{signingKey}",
        ["Secrets:AddressKey"] = addressKey,
        ["Webflow:SigningSecret"] = WebflowSigningSecret,
        ["Webflow:Key"] = WebflowKey,
        ["Webflow:Forms:ContactUs"] = "consultation",
        ["Webflow:Forms:Footer Newsletter"] = "subscribe",
    };
}
