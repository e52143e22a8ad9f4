using BlueSky.Functions.Mail;

namespace BlueSky.Functions.Webhooks;

/// <summary>What follows from an event: for the mail, and for the address it went to.</summary>
internal static class SendGridEventRules
{
    // Reasons of a drop that lie in the address. The others are about this one mail.
    private static readonly string[] AddressReasons =
        ["bounced address", "unsubscribed address", "spam reporting address", "invalid"];

    /// <returns>Null for an event that says nothing about the mail's way.</returns>
    public static MailReport? ReportOn(SendGridEvent sent) => sent.Kind switch
    {
        "processed" => new MailReport(MailState.Accepted, sent.MessageId, Note: null),
        // Always the same words, so that of many deferrals none is the last.
        "deferred" => new MailReport(
            MailState.Accepted, sent.MessageId, "deferred: the receiving server asked SendGrid to try again later"),
        "delivered" => new MailReport(MailState.Delivered, sent.MessageId, Note: null),
        "bounce" => new MailReport(
            MailState.Bounced, sent.MessageId, WithReason(IsHardBounce(sent) ? "bounced" : "blocked", sent)),
        "dropped" => new MailReport(MailState.Dropped, sent.MessageId, WithReason("dropped", sent)),
        // Whoever complains of a mail has it.
        "spamreport" or "unsubscribe" or "group_unsubscribe" =>
            new MailReport(MailState.Accepted, sent.MessageId, Note: null),
        _ => null,
    };

    /// <returns>Why the address must not be mailed any more; null when it may be.</returns>
    public static string? SuppressionFor(SendGridEvent sent) =>
        sent.Kind is "spamreport" or "unsubscribe" or "group_unsubscribe"
        || (sent.Kind == "bounce" && IsHardBounce(sent))
        || (sent.Kind == "dropped" && LiesInTheAddress(sent.Reason))
            ? WithReason(sent.Kind, sent)
            : null;

    // "blocked" and "expired" pass: a full mailbox, a refusal of the sender.
    private static bool IsHardBounce(SendGridEvent sent) => sent.Type is null or "bounce";

    // "Invalid SMTPAPI header" is about how the mail was written.
    private static bool LiesInTheAddress(string? reason) =>
        reason is not null
        && !reason.Contains("SMTPAPI", StringComparison.OrdinalIgnoreCase)
        && AddressReasons.Any(one => reason.Contains(one, StringComparison.OrdinalIgnoreCase));

    private static string WithReason(string word, SendGridEvent sent) =>
        string.IsNullOrEmpty(sent.Reason) ? word : $"{word}: {sent.Reason}";
}
