using System.Text;
using System.Text.Json;

namespace BlueSky.LocalHost.SendGrid;

/// <summary>What SendGrid's <c>POST /v3/mail/send</c> refuses with 400, as far as it is documented.</summary>
internal static class MailSendRules
{
    private const int MostPersonalizations = 1000;
    private const int MostRecipients = 1000;
    private const int MostCategories = 10;
    private const int LongestCategory = 255;
    private const int MostCustomArgsBytes = 10_000;

    private static readonly HashSet<string> ReservedHeaders = new(StringComparer.OrdinalIgnoreCase)
    {
        "x-sg-id", "x-sg-eid", "received", "dkim-signature", "Content-Type", "Content-Transfer-Encoding",
        "To", "From", "Subject", "Reply-To", "CC", "BCC",
    };

    /// <summary>Empty when SendGrid would take the mail.</summary>
    public static IReadOnlyList<SendGridError> Check(JsonElement mail) => mail.ValueKind == JsonValueKind.Object
        ?
        [
            .. Personalizations(mail), .. From(mail), .. ReplyTo(mail), .. Subject(mail), .. Content(mail),
            .. Categories(mail), .. Headers(mail, "headers"), .. CustomArgs(mail, "custom_args"),
        ]
        : [new("Bad Request", null)];

    private static IEnumerable<SendGridError> Personalizations(JsonElement mail)
    {
        var all = mail.Items("personalizations");
        if (all.Count is 0 or > MostPersonalizations)
        {
            yield return new(
                "The personalizations field is required and must have at least one and at most 1000 personalizations.",
                "personalizations");
            yield break;
        }

        foreach (var (one, index) in all.Select((one, index) => (one, index)))
        {
            foreach (var error in Recipients(one, $"personalizations.{index}")
                .Concat(Headers(one, $"personalizations.{index}.headers"))
                .Concat(CustomArgs(one, $"personalizations.{index}.custom_args")))
                yield return error;
        }

        if (all.Sum(one => one.Items("to").Count + one.Items("cc").Count + one.Items("bcc").Count) > MostRecipients)
            yield return new("A request may have at most 1000 recipients.", "personalizations");
    }

    private static IEnumerable<SendGridError> Recipients(JsonElement personalization, string field)
    {
        if (personalization.Items("to").Count == 0)
            yield return new("The to array is required for all personalization objects, and must have at least one "
                + "email object with a valid email address.", $"{field}.to");

        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var list in new[] { "to", "cc", "bcc" })
        {
            foreach (var (recipient, index) in personalization.Items(list).Select((one, index) => (one, index)))
            {
                if (!recipient.IsMailbox())
                    yield return new("Does not contain a valid address.", $"{field}.{list}.{index}.email");
                else if (!seen.Add(recipient.Text("email")!))
                    yield return new("Each email address in the personalization block should be unique between to, cc, "
                        + "and bcc.", $"{field}.{list}.{index}.email");
            }
        }
    }

    private static IEnumerable<SendGridError> From(JsonElement mail)
    {
        if (!mail.TryGetProperty("from", out var from) || from.ValueKind != JsonValueKind.Object)
            yield return new("The from object must be provided for every email send.", "from");
        else if (!from.IsMailbox())
            yield return new("The from email does not contain a valid address.", "from.email");
    }

    private static IEnumerable<SendGridError> ReplyTo(JsonElement mail)
    {
        var single = mail.TryGetProperty("reply_to", out var replyTo) && replyTo.ValueKind != JsonValueKind.Null;
        if (single && !replyTo.IsMailbox())
            yield return new("The reply_to email does not contain a valid address.", "reply_to.email");

        var list = mail.Items("reply_to_list");
        if (single && list.Count > 0)
            yield return new("Only one of reply_to and reply_to_list may be given.", "reply_to_list");
        if (list.Count > MostRecipients || list.Any(one => !one.IsMailbox()))
            yield return new("Does not contain a valid address.", "reply_to_list");
        else if (list.DistinctBy(one => one.Text("email"), StringComparer.OrdinalIgnoreCase).Count() < list.Count)
            yield return new("Each address in reply_to_list should be unique.", "reply_to_list");
    }

    private static IEnumerable<SendGridError> Subject(JsonElement mail)
    {
        static bool Given(JsonElement element) => element.Text("subject") is { Length: > 0 };

        var everywhere = mail.Items("personalizations") is { Count: > 0 } all && all.All(Given);
        if (!Given(mail) && !everywhere && mail.Text("template_id") is null)
            yield return new("The subject is required. You can get around this requirement if you use a template with "
                + "a subject defined or if every personalization has a subject defined.", "subject");
    }

    private static IEnumerable<SendGridError> Content(JsonElement mail)
    {
        var parts = mail.Items("content");
        if (parts.Count == 0)
        {
            if (mail.Text("template_id") is null)
                yield return new("Unless a valid template_id is provided, the content parameter is required. There must "
                    + "be at least one defined content block.", "content");
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

    private static IEnumerable<SendGridError> Categories(JsonElement mail)
    {
        var categories = mail.Items("categories").Select(one => one.Text()).ToList();
        if (categories.Count > MostCategories)
            yield return new("You cannot have more than 10 categories per request.", "categories");
        if (categories.Any(one => one is null or { Length: 0 or > LongestCategory }))
            yield return new("Each category must be a string of at most 255 characters.", "categories");
        if (categories.Count != categories.Distinct().Count())
            yield return new("Your categories must be unique.", "categories");
    }

    private static IEnumerable<SendGridError> Headers(JsonElement element, string field)
    {
        foreach (var header in element.Properties("headers"))
        {
            if (ReservedHeaders.Contains(header.Name))
                yield return new("You cannot use a reserved header.", field);
            if (header.Value.Text() is null)
                yield return new("The header's value must be a string.", field);
        }
    }

    private static IEnumerable<SendGridError> CustomArgs(JsonElement element, string field)
    {
        var arguments = element.Properties("custom_args");
        if (arguments.Any(one => one.Value.Text() is null))
            yield return new("The custom_args values must be strings.", field);
        if (arguments.Count > 0 && Encoding.UTF8.GetByteCount(
                element.GetProperty("custom_args").GetRawText()) > MostCustomArgsBytes)
            yield return new("The custom_args may have at most 10000 bytes.", field);
    }
}
