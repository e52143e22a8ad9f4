using System.Text;
using System.Text.Json;

namespace BlueSky.EndToEndTests;

/// <summary>
/// SendGrid's published rules for <c>POST /v3/mail/send</c>, as far as they concern members that we send; a member
/// that is not listed here is reported too.
/// </summary>
internal static class SendGridV3Rules
{
    private static readonly HashSet<string> Members =
    [
        "personalizations", "from", "reply_to", "subject", "content", "headers", "categories", "custom_args",
        "tracking_settings", "mail_settings",
    ];

    private static readonly HashSet<string> PersonalizationMembers = ["to", "subject", "headers", "custom_args"];

    private static readonly HashSet<string> ReservedHeaders = new(StringComparer.OrdinalIgnoreCase)
    {
        "x-sg-id", "x-sg-eid", "received", "dkim-signature", "Content-Type", "Content-Transfer-Encoding", "To", "From",
        "Subject", "Reply-To", "CC", "BCC",
    };

    public static IEnumerable<string> Violations(JsonElement mail) =>
    [
        .. Unknown(mail, Members, ""),
        .. Address(mail, "from"),
        .. mail.TryGetProperty("reply_to", out _) ? Address(mail, "reply_to") : [],
        .. Personalizations(mail),
        .. Subject(mail),
        .. Content(mail),
        .. Headers(mail),
        .. Categories(mail),
        .. CustomArgs(mail),
    ];

    private static IEnumerable<string> Personalizations(JsonElement mail)
    {
        var all = Items(mail, "personalizations");
        if (all.Count is 0 or > 1000)
        {
            yield return $"personalizations: 1 to 1000, not {all.Count}";
        }

        foreach (var one in all)
        {
            foreach (var violation in Unknown(one, PersonalizationMembers, "personalizations."))
            {
                yield return violation;
            }

            var to = Items(one, "to");
            if (to.Count is 0 or > 1000 || to.Any(address => !IsAddress(address)))
            {
                yield return "personalizations.to: 1 to 1000 objects, each with an email";
            }
        }
    }

    private static IEnumerable<string> Address(JsonElement mail, string member)
    {
        if (!mail.TryGetProperty(member, out var address) || !IsAddress(address))
        {
            yield return $"{member}: an object with an email";
        }
    }

    private static IEnumerable<string> Subject(JsonElement mail)
    {
        var everywhere = Items(mail, "personalizations").Append(mail)
            .Where(place => place.TryGetProperty("subject", out _))
            .Select(place => place.GetProperty("subject").GetString());
        if (!everywhere.Any() || everywhere.Any(string.IsNullOrEmpty))
        {
            yield return "subject: at least one character";
        }
    }

    private static IEnumerable<string> Content(JsonElement mail)
    {
        var parts = Items(mail, "content");
        if (parts.Count == 0 || parts.Any(part => Length(part, "type") == 0 || Length(part, "value") == 0))
        {
            yield return "content: at least one part, each with a type and a value";
        }

        var types = parts.Select(part => part.GetProperty("type").GetString()).ToList();
        if (types.IndexOf("text/plain") > 0)
        {
            yield return "content: text/plain first, followed by text/html";
        }
    }

    private static IEnumerable<string> Headers(JsonElement mail) =>
        Object(mail, "headers")
            .Where(header => ReservedHeaders.Contains(header.Name) || header.Value.ValueKind != JsonValueKind.String)
            .Select(header => $"headers: {header.Name} is reserved or not a string");

    private static IEnumerable<string> Categories(JsonElement mail)
    {
        var all = Items(mail, "categories").Select(category => category.GetString()!).ToList();
        if (all.Count > 10 || all.Distinct().Count() != all.Count || all.Any(category => category.Length > 255))
        {
            yield return "categories: at most 10, unique, each at most 255 characters";
        }
    }

    private static IEnumerable<string> CustomArgs(JsonElement mail)
    {
        var all = Object(mail, "custom_args");
        if (all.Any(arg => arg.Value.ValueKind != JsonValueKind.String)
            || all.Sum(arg => Encoding.UTF8.GetByteCount(arg.Name + arg.Value)) > 10_000)
        {
            yield return "custom_args: strings, together at most 10,000 bytes";
        }
    }

    private static IEnumerable<string> Unknown(JsonElement element, HashSet<string> known, string prefix) =>
        element.EnumerateObject()
            .Where(member => !known.Contains(member.Name))
            .Select(member => $"{prefix}{member.Name}: not a member");

    private static bool IsAddress(JsonElement address) =>
        address.ValueKind == JsonValueKind.Object && Length(address, "email") > 0
        && address.GetProperty("email").GetString()!.Contains('@', StringComparison.Ordinal)
        && address.EnumerateObject().All(member =>
            member is { Name: "email" or "name", Value.ValueKind: JsonValueKind.String });

    private static int Length(JsonElement element, string member) =>
        element.TryGetProperty(member, out var value) ? value.GetString()?.Length ?? 0 : 0;

    private static List<JsonElement> Items(JsonElement element, string member) =>
        element.TryGetProperty(member, out var value) ? [.. value.EnumerateArray()] : [];

    private static List<JsonProperty> Object(JsonElement element, string member) =>
        element.TryGetProperty(member, out var value) ? [.. value.EnumerateObject()] : [];
}
