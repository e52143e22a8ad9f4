namespace BlueSky.Functions.Settings;

/// <param name="SecretKey">The widget's secret; null switches Turnstile off.</param>
/// <param name="SiteverifyUrl">Another one for tests.</param>
internal sealed record TurnstileSettings(string? SecretKey, Uri SiteverifyUrl)
{
    public static TurnstileSettings Read(SettingsReader reader) => new(
        reader.Optional("Turnstile:SecretKey"),
        reader.Url("Turnstile:SiteverifyUrl", "https://challenges.cloudflare.com/turnstile/v0/siteverify"));
}
