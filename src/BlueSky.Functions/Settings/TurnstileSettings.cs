namespace BlueSky.Functions.Settings;

/// <param name="SecretKey">The widget's secret; null switches Turnstile off.</param>
/// <param name="Action">The widget's, if it has one that is not the form's name.</param>
/// <param name="SiteverifyUrl">Another one for tests.</param>
internal sealed record TurnstileSettings(string? SecretKey, string? Action, Uri SiteverifyUrl)
{
    public static TurnstileSettings Read(SettingsReader reader) => new(
        reader.Optional("Turnstile:SecretKey"),
        reader.Optional("Turnstile:Action"),
        reader.Url("Turnstile:SiteverifyUrl", "https://challenges.cloudflare.com/turnstile/v0/siteverify"));
}
