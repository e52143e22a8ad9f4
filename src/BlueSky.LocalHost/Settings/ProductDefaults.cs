namespace BlueSky.LocalHost.Settings;

/// <summary>Default values for the app's required settings; the user's settings override them.</summary>
internal static class ProductDefaults
{
    /// <summary>
    /// The defaults that <paramref name="outside"/> does not override. A list is overridden as a whole: one address
    /// from the user must not be followed by the default ones.
    /// </summary>
    public static IEnumerable<KeyValuePair<string, string?>> Beside(
        IConfiguration outside, Uri website, LocalSecrets secrets) =>
        All(website, secrets).Where(setting => !outside.GetSection(ListOrSelf(setting.Key)).Exists());

    /// <summary>
    /// The stand-in's public key, after the user's keys: another webhook key must not disable the stand-in's events.
    /// </summary>
    public static KeyValuePair<string, string?> EventKey(IConfiguration outside, LocalSecrets secrets)
    {
        const string list = "SendGrid:EventWebhookPublicKeys";
        if (outside[list] is { Length: > 0 } joined)
            return new(list, $"{joined},{secrets.EventPublicKey}");

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
            ["Clinic:Name"] = "Blue Sky Ketamine",
            ["Clinic:Phone"] = "505-336-0217",
            ["Clinic:PostalAddress"] = "123 Example Street, Albuquerque, NM 87101",
            ["Clinic:TimeZone"] = "America/Denver",
            ["Clinic:Hours"] = "Mon-Fri 09:00-17:00",
            ["Clinic:Website"] = $"{site}/",
            ["Clinic:CallsFrom"] = "505-336-0217",
            ["Clinic:Doctor"] = "Dr.\u00A0Rosen",
            ["Clinic:Doctor:es"] = "el Dr.\u00A0Rosen",
            ["Clinic:Signature"] = "Dr.\u00A0Rosen and the Blue Sky Ketamine team",
            ["Clinic:Signature:es"] = "Dr.\u00A0Rosen y el equipo de Blue Sky Ketamine",
            ["Secrets:Keys:0"] = $"local:{secrets.SigningKey}",
            ["Secrets:AddressKey"] = secrets.AddressKey,
            // No limits: all visitors of one machine have the same address.
            ["Limits:PostsPerMinute"] = "0",
            ["Limits:ConfirmMailsPerHour"] = "0",
            ["Limits:ConfirmMailsPerNetwork"] = "0",
            ["Limits:AcknowledgementsPerHour"] = "0",
            ["Limits:StaffNoticesPerHour"] = "0",
            ["Limits:ManageMailsPerHour"] = "0",
            ["Limits:StaffCodesPerHour"] = "0",
            ["Spam:BurstAt"] = "0",
            ["Subscriptions:Resources:0:Title"] = "How to prepare for a first appointment",
            ["Subscriptions:Resources:0:Url"] = $"{site}/resources/first-appointment.html",
            ["Subscriptions:Resources:0:Summary"] = "What to bring, and how to plan the day.",
            ["Subscriptions:Resources:1:Title"] = "Questions to ask us",
            ["Subscriptions:Resources:1:Url"] = $"{site}/resources/questions-to-ask.html",
            ["Subscriptions:Resources:1:Summary"] = "A list to have beside you when we talk.",
            ["Subscriptions:Resources:2:Title"] = "Keeping notes between visits",
            ["Subscriptions:Resources:2:Url"] = $"{site}/resources/keeping-notes.html",
            ["Subscriptions:Resources:2:Summary"] = "A few lines a day make the next talk easier.",
        };
    }

    // `Mail:Staff:0` is in the list `Mail:Staff`.
    private static string ListOrSelf(string key)
    {
        var parts = key.Split(':');
        var index = Array.FindIndex(parts, part => int.TryParse(part, out _));
        return index < 0 ? key : string.Join(':', parts[..index]);
    }
}
