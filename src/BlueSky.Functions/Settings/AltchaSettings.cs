namespace BlueSky.Functions.Settings;

/// <param name="HmacKey">Signs challenges; null switches ALTCHA off.</param>
/// <param name="MaxNumber">How much work a challenge may be.</param>
/// <param name="ExpireAfter">How long a challenge may be solved and sent.</param>
internal sealed record AltchaSettings(byte[]? HmacKey, int MaxNumber, TimeSpan ExpireAfter)
{
    private const string MaxNumberName = "Altcha:MaxNumber";
    private const string ExpireAfterName = "Altcha:ExpireAfter";
    private const int MaxWork = 10_000_000;

    // Whether a challenge was used is looked up for today and yesterday.
    private static readonly TimeSpan MaxLifetime = TimeSpan.FromDays(1);

    public static AltchaSettings Read(SettingsReader reader)
    {
        var maxNumber = reader.Integer(MaxNumberName, 50_000);
        if (maxNumber is 0 or > MaxWork)
        {
            reader.Report(MaxNumberName, "must be between 1 and 10000000");
        }

        var expireAfter = reader.Duration(ExpireAfterName, TimeSpan.FromHours(1));
        if (expireAfter > MaxLifetime)
        {
            reader.Report(ExpireAfterName, "must not be longer than a day");
        }

        return new AltchaSettings(
            reader.Optional("Altcha:HmacKey") is { } key ? reader.Secret("Altcha:HmacKey", key) : null,
            maxNumber,
            expireAfter);
    }
}
