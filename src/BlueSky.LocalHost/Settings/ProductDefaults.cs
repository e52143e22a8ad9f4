namespace BlueSky.LocalHost.Settings;

/// <summary>A working value for every setting of the app that needs one; a setting given from outside wins.</summary>
internal static class ProductDefaults
{
    /// <summary>
    /// The defaults that stand beside <paramref name="outside"/>. A list is replaced as a whole: one address given
    /// from outside must not leave the default ones behind it.
    /// </summary>
    public static IEnumerable<KeyValuePair<string, string?>> Beside(
        IConfiguration outside, Uri website, LocalSecrets secrets) =>
        All(website, secrets).Where(setting => !outside.GetSection(ListOrSelf(setting.Key)).Exists());

    /// <summary>
    /// The stand-in's public key, behind any given from outside: a second webhook key is not a wish to lose the
    /// stand-in's own events.
    /// </summary>
    public static KeyValuePair<string, string?> EventKey(IConfiguration outside, LocalSecrets secrets)
    {
        const string list = "SendGrid:EventWebhookPublicKeys";
        var taken = outside.GetSection(list).GetChildren()
            .Select(child => int.TryParse(child.Key, out var index) ? index + 1 : 0)
            .DefaultIfEmpty(0);
        return new($"{list}:{taken.Max()}", secrets.EventPublicKey);
    }

    private static Dictionary<string, string?> All(Uri website, LocalSecrets secrets)
    {
        var site = website.GetLeftPart(UriPartial.Authority);
        return new()
        {
            ["Mail:From"] = "forms@blueskyclinic.example",
            ["Mail:FromName"] = "Blue Sky Ketamine",
            ["Mail:Staff:0"] = "staff@blueskyclinic.example",
            ["SendGrid:ApiKey"] = "SG.local-stand-in",
            ["SendGrid:Host"] = $"{site}/_local/sendgrid",
            ["Site:BaseUrl"] = site,
            ["Site:AllowedOrigins:0"] = $"http://127.0.0.1:{website.Port}",
            ["Site:AllowedOrigins:1"] = $"http://localhost:{website.Port}",
            ["Site:ThankYouUrl"] = $"{site}/thank-you.html",
            ["Clinic:Name"] = "Blue Sky Ketamine",
            ["Clinic:Phone"] = "505-336-0217",
            ["Clinic:PostalAddress"] = "123 Example Street, Albuquerque, NM 87101",
            ["Clinic:TimeZone"] = "America/Denver",
            ["Secrets:Keys:0"] = $"local:{secrets.SigningKey}",
            ["Secrets:AddressKey"] = secrets.AddressKey,
            ["Subscriptions:DoubleOptIn"] = "false",
            ["Limits:PostsPerMinute"] = "0",
            ["Subscriptions:Resources:0:Title"] = "What to expect from a consultation",
            ["Subscriptions:Resources:0:Url"] = $"{site}/#consultation",
            ["Subscriptions:Resources:0:Summary"] = "How a free consultation by phone works, step by step.",
            ["Subscriptions:Resources:1:Title"] = "Patient articles",
            ["Subscriptions:Resources:1:Url"] = $"{site}/#articles",
            ["Subscriptions:Resources:1:Summary"] = "The clinic's articles for patients, in one place.",
            ["Subscriptions:Resources:2:Title"] = "News and updates",
            ["Subscriptions:Resources:2:Url"] = $"{site}/#subscribe",
            ["Subscriptions:Resources:2:Summary"] = "What is new at the clinic.",
        };
    }

    // `Mail:Staff:0` belongs to the list `Mail:Staff`.
    private static string ListOrSelf(string key)
    {
        var parts = key.Split(':');
        var index = Array.FindIndex(parts, part => int.TryParse(part, out _));
        return index < 0 ? key : string.Join(':', parts[..index]);
    }
}
