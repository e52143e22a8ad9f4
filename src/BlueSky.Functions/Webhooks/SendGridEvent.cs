using BlueSky.Functions.Mail;

namespace BlueSky.Functions.Webhooks;

/// <summary>One event, as SendGrid tells it; of its many fields those that something follows from.</summary>
/// <param name="Kind">SendGrid's own word, e.g. <c>delivered</c>.</param>
/// <param name="Mail">Which mail of ours; null for a mail that this app did not send.</param>
/// <param name="MessageId">What SendGrid answered when it took the mail; asynchronous bounces lack it.</param>
/// <param name="Type">Tells bounces apart.</param>
/// <param name="Reason">In the words of SendGrid or the receiving server, which may hold an address.</param>
/// <param name="At">Null when it is missing or no time.</param>
internal sealed record SendGridEvent(
    string Kind, MailKey? Mail, string? Email, string? MessageId, string? Type, string? Reason, DateTimeOffset? At);
