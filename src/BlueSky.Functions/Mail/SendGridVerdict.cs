using System.Net;
using SendGrid;

namespace BlueSky.Functions.Mail;

/// <summary>What the answer to a mail says of it.</summary>
internal enum SendGridVerdict
{
    /// <summary>SendGrid has it.</summary>
    Accepted,

    /// <summary>Who answered is not SendGrid, or did not wait for it: it may have the mail.</summary>
    Unknown,

    /// <summary>It does not have it, and may take it later: time mends that.</summary>
    Wait,

    /// <summary>It does not have it because of the key, the account or a setting: somebody has to mend that.</summary>
    Park,

    /// <summary>The mail itself is at fault, and will never be taken.</summary>
    Refuse,
}

internal static class SendGridVerdicts
{
    public const string MessageIdHeader = "X-Message-Id";

    /// <summary>Final is only what is certainly the mail's own fault.</summary>
    public static SendGridVerdict VerdictOn(this Response response) => (int)response.StatusCode switch
    {
        202 => MessageIdOf(response) is null ? SendGridVerdict.Unknown : SendGridVerdict.Accepted,
        // A proxy's own page, or an answer to something else.
        < 300 => SendGridVerdict.Unknown,
        // Not followed: the mail is for the host in the settings alone.
        < 400 => SendGridVerdict.Wait,
        // Malformed, too large, not processable.
        400 or 413 or 422 => SendGridVerdict.Refuse,
        // Request time-out: somebody on the way gave up waiting.
        408 => SendGridVerdict.Unknown,
        // Conflict, misdirected, locked, failed dependency, too early, too many requests.
        409 or 421 or 423 or 424 or 425 or 429 => SendGridVerdict.Wait,
        // Unauthorized, payment required, forbidden, a wrong host, a proxy that wants a password, what nobody knows.
        < 500 => SendGridVerdict.Park,
        // A proxy's read time-outs: the request had been handed on.
        524 or 598 => SendGridVerdict.Unknown,
        < 600 => SendGridVerdict.Wait,
        _ => SendGridVerdict.Unknown,
    };

    public static string? MessageIdOf(Response response) =>
        response.Headers.TryGetValues(MessageIdHeader, out var ids)
        && ids.FirstOrDefault()?.Trim() is { Length: > 0 } id
            ? id
            : null;

    /// <summary>True for an answer that SendGrid may have given: no redirect, and no page of a proxy.</summary>
    public static bool IsSendGrids(this Response response) =>
        response.StatusCode is < HttpStatusCode.MultipleChoices or >= HttpStatusCode.BadRequest
        && response.Body?.Headers.ContentType?.MediaType is not "text/html";
}
