using BlueSky.Functions.Mail;

namespace BlueSky.Functions.Webhooks;

/// <summary>What an event means for the email and for its address.</summary>
internal static class SendGridEventRules
{
    // Reasons of a drop that concern the address. Any other reason concerns only this email.
    private static readonly string[] AddressReasons =
        ["bounced address", "unsubscribed address", "spam reporting address", "invalid"];

    /// <returns>Null for an event that says nothing about the delivery.</returns>
    public static MailReport? ReportOn(SendGridEvent sent) => sent.Kind switch
    {
        "processed" => new MailReport(MailState.Accepted, sent.MessageId, Note: null),
        // Always the same text, so that the order of several deferrals does not matter.
        "deferred" => new MailReport(
            MailState.Accepted, sent.MessageId, "deferred: the receiving server asked SendGrid to try again later"),
        "delivered" => new MailReport(MailState.Delivered, sent.MessageId, Note: null),
        "bounce" => new MailReport(
            MailState.Bounced, sent.MessageId, WithReason(IsHardBounce(sent) ? "bounced" : "blocked", sent)),
        "dropped" => new MailReport(MailState.Dropped, sent.MessageId, WithReason("dropped", sent)),
        // A complaint proves that the email was sent.
        "spamreport" or "unsubscribe" or "group_unsubscribe" =>
            new MailReport(MailState.Accepted, sent.MessageId, Note: null),
        _ => null,
    };

    /// <returns>Why the address must get no more email; null when it may.</returns>
    public static string? SuppressionFor(SendGridEvent sent) =>
        sent.Kind is "spamreport" or "unsubscribe" or "group_unsubscribe"
        || (sent.Kind == "bounce" && IsHardBounce(sent))
        || (sent.Kind == "dropped" && IsAboutAddress(sent.Reason))
            ? WithReason(sent.Kind, sent)
            : null;

    // "blocked" and "expired" are temporary: a full mailbox, a rejected sender.
    private static bool IsHardBounce(SendGridEvent sent) => sent.Type is null or "bounce";

    // "Invalid SMTPAPI header" concerns how the email was built.
    private static bool IsAboutAddress(string? reason) =>
        reason is not null
        && !reason.Contains("SMTPAPI", StringComparison.OrdinalIgnoreCase)
        && AddressReasons.Any(one => reason.Contains(one, StringComparison.OrdinalIgnoreCase));

    private static string WithReason(string word, SendGridEvent sent) =>
        string.IsNullOrEmpty(sent.Reason) ? word : $"{word}: {sent.Reason}";
}
