using System.Text;
using System.Text.Json;

namespace BlueSky.LocalHost.SendGrid;

/// <summary>The part of <see cref="MailSendRules"/> about an email's content, not its recipients.</summary>
internal static class MailContentRules
{
    private const int MaxCategories = 10;
    private const int MaxCategoryLength = 255;
    private const int MaxCustomArgsBytes = 10_000;

    private static readonly HashSet<string> ReservedHeaders = new(StringComparer.OrdinalIgnoreCase)
    {
        "x-sg-id", "x-sg-eid", "received", "dkim-signature", "Content-Type", "Content-Transfer-Encoding",
        "To", "From", "Subject", "Reply-To", "CC", "BCC",
    };

    public static IEnumerable<SendGridError> Subject(JsonElement mail)
    {
        static bool Given(JsonElement element) => element.Text("subject") is { Length: > 0 };

        var everywhere = mail.Items("personalizations") is { Count: > 0 } all && all.All(Given);
        if (!Given(mail) && !everywhere && mail.Text("template_id") is null)
            yield return new("The subject is required. You can get around this requirement if you use a template with "
                + "a subject defined or if every personalization has a subject defined.", "subject");
    }

    public static IEnumerable<SendGridError> Content(JsonElement mail)
    {
        var parts = mail.Items("content");
        if (parts.Count == 0)
        {
            if (mail.Text("template_id") is null)
                yield return new("Unless a valid template_id is provided, the content parameter is required. There "
                    + "must be at least one defined content block.", "content");
            yield break;
        }

        foreach (var (part, index) in parts.Select((part, index) => (part, index)))
        {
            if (part.Text("type") is not { Length: > 0 })
                yield return new("The content type must be a string at least one character in length.",
                    $"content.{index}.type");
            if (part.Text("value") is not { Length: > 0 })
                yield return new("The content value must be a string at least one character in length.",
                    $"content.{index}.value");
        }

        var types = parts.Select(part => part.Text("type")).ToList();
        if (types.IndexOf("text/plain") > 0 || types.IndexOf("text/html") > 1)
            yield return new("If present, text/plain and text/html may only be provided once, and text/plain must be "
                + "first, followed by text/html.", "content");
        else if (types.Count != types.Distinct().Count())
            yield return new("If present, text/plain and text/html may only be provided once.", "content");
    }

    public static IEnumerable<SendGridError> Categories(JsonElement mail)
    {
        var categories = mail.Items("categories").Select(one => one.Text()).ToList();
        if (categories.Count > MaxCategories)
            yield return new("You cannot have more than 10 categories per request.", "categories");
        if (categories.Any(one => one is null or { Length: 0 or > MaxCategoryLength }))
            yield return new("Each category must be a string of at most 255 characters.", "categories");
        if (categories.Count != categories.Distinct().Count())
            yield return new("Your categories must be unique.", "categories");
    }

    public static IEnumerable<SendGridError> Headers(JsonElement element, string field)
    {
        foreach (var header in element.Properties("headers"))
        {
            if (ReservedHeaders.Contains(header.Name))
                yield return new("You cannot use a reserved header.", field);
            if (header.Value.Text() is null)
                yield return new("The header's value must be a string.", field);
        }
    }

    public static IEnumerable<SendGridError> CustomArgs(JsonElement element, string field)
    {
        var arguments = element.Properties("custom_args");
        if (arguments.Any(one => one.Value.Text() is null))
            yield return new("The custom_args values must be strings.", field);
        if (arguments.Count > 0 && Encoding.UTF8.GetByteCount(
                element.GetProperty("custom_args").GetRawText()) > MaxCustomArgsBytes)
            yield return new("The custom_args may have at most 10000 bytes.", field);
    }
}
