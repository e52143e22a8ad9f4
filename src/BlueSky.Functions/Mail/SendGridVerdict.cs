using System.Net;
using SendGrid;

namespace BlueSky.Functions.Mail;

/// <summary>What a response from SendGrid means for the email.</summary>
internal enum SendGridVerdict
{
    /// <summary>SendGrid has it.</summary>
    Accepted,

    /// <summary>The response is not SendGrid's, or a proxy timed out: SendGrid may have the email.</summary>
    Unknown,

    /// <summary>Not accepted, but may be accepted later.</summary>
    Wait,

    /// <summary>Not accepted because of the key, the account or a setting, which must be fixed first.</summary>
    Park,

    /// <summary>The email itself is wrong, and will never be accepted.</summary>
    Refuse,
}

internal static class SendGridVerdicts
{
    public const string MessageIdHeader = "X-Message-Id";

    /// <summary>Refuses only when the fault is certainly the email's own.</summary>
    public static SendGridVerdict VerdictOn(this Response response) => (int)response.StatusCode switch
    {
        202 => MessageIdOf(response) is null ? SendGridVerdict.Unknown : SendGridVerdict.Accepted,
        // A proxy's own page, or the response to another request.
        < 300 => SendGridVerdict.Unknown,
        // Not followed: the email is for the configured host alone.
        < 400 => SendGridVerdict.Wait,
        // Malformed, too large, not processable.
        400 or 413 or 422 => SendGridVerdict.Refuse,
        // Request timeout: a proxy may have stopped waiting.
        408 => SendGridVerdict.Unknown,
        // Conflict, misdirected, locked, failed dependency, too early, too many requests.
        409 or 421 or 423 or 424 or 425 or 429 => SendGridVerdict.Wait,
        // Unauthorized, payment required, forbidden, a wrong host, a proxy that needs a password, any unknown code.
        < 500 => SendGridVerdict.Park,
        // A proxy's read timeouts: it had forwarded the request.
        524 or 598 => SendGridVerdict.Unknown,
        < 600 => SendGridVerdict.Wait,
        _ => SendGridVerdict.Unknown,
    };

    public static string? MessageIdOf(Response response) =>
        response.Headers.TryGetValues(MessageIdHeader, out var ids)
        && ids.FirstOrDefault()?.Trim() is { Length: > 0 } id
            ? id
            : null;

    /// <summary>True when SendGrid may have sent the response: no redirect, and no proxy's HTML page.</summary>
    public static bool IsFromSendGrid(this Response response) =>
        response.StatusCode is < HttpStatusCode.MultipleChoices or >= HttpStatusCode.BadRequest
        && response.Body?.Headers.ContentType?.MediaType is not "text/html";
}
