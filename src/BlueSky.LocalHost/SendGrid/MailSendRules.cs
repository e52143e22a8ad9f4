using System.Text.Json;

namespace BlueSky.LocalHost.SendGrid;

/// <summary>The documented rules of SendGrid's <c>POST /v3/mail/send</c>, which responds with 400.</summary>
internal static class MailSendRules
{
    private const int MaxPersonalizations = 1000;
    private const int MaxRecipients = 1000;

    /// <summary>The errors; empty when SendGrid would accept the email.</summary>
    public static IReadOnlyList<SendGridError> Check(JsonElement mail) => mail.ValueKind == JsonValueKind.Object
        ?
        [
            .. Personalizations(mail), .. From(mail), .. ReplyTo(mail),
            .. MailContentRules.Subject(mail), .. MailContentRules.Content(mail), .. MailContentRules.Categories(mail),
            .. MailContentRules.Headers(mail, "headers"), .. MailContentRules.CustomArgs(mail, "custom_args"),
        ]
        : [new("Bad Request", null)];

    private static IEnumerable<SendGridError> Personalizations(JsonElement mail)
    {
        var all = mail.Items("personalizations");
        if (all.Count is 0 or > MaxPersonalizations)
        {
            yield return new(
                "The personalizations field is required and must have at least one and at most 1000 personalizations.",
                "personalizations");
            yield break;
        }

        foreach (var (one, index) in all.Select((one, index) => (one, index)))
        {
            foreach (var error in Recipients(one, $"personalizations.{index}")
                .Concat(MailContentRules.Headers(one, $"personalizations.{index}.headers"))
                .Concat(MailContentRules.CustomArgs(one, $"personalizations.{index}.custom_args")))
                yield return error;
        }

        if (all.Sum(one => one.Items("to").Count + one.Items("cc").Count + one.Items("bcc").Count) > MaxRecipients)
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
        if (list.Count > MaxRecipients || list.Any(one => !one.IsMailbox()))
            yield return new("Does not contain a valid address.", "reply_to_list");
        else if (list.DistinctBy(one => one.Text("email"), StringComparer.OrdinalIgnoreCase).Count() < list.Count)
            yield return new("Each address in reply_to_list should be unique.", "reply_to_list");
    }
}
