using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using BlueSky.LocalHost.CapturedMail;

namespace BlueSky.LocalHost.SendGrid;

/// <summary>
/// Simulates <c>POST /v3/mail/send</c>: validates like SendGrid, and writes the email to disk before the 202 response.
/// </summary>
internal sealed class MailSend(
    MailFolder mails, Faults faults, SignedEvents events, TimeProvider time, IHostApplicationLifetime lifetime)
{
    private const int MaxBodyBytes = 30 * 1024 * 1024;

    public async Task<IResult> HandleAsync(HttpContext context)
    {
        if (!IsAuthorized(context.Request))
            return Refuse(401, "The provided authorization grant is invalid, expired, or revoked");

        // Reads the whole body before any delay, like SendGrid: an email counts even if the sender stops waiting.
        if (await ReadAsync(context.Request) is not { } body)
            return Refuse(413, "The request is larger than 30 MB.");

        var step = faults.Next();
        await Task.Delay(TimeSpan.FromMilliseconds(step.DelayMs ?? 0), time, lifetime.ApplicationStopping)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (step.Reset || lifetime.ApplicationStopping.IsCancellationRequested)
            return Reset(context);
        return step.Status is { } status ? Fail(context.Response, status, step) : Accept(context, body, step);
    }

    public static bool IsAuthorized(HttpRequest request) =>
        request.Headers.Authorization.ToString() is var header
        && header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
        && header.AsSpan("Bearer ".Length).Trim().Length > 0;

    public static IResult Refuse(int status, string message) =>
        Results.Json(SendGridErrors.Of(message), SendGridJson.Default.SendGridErrors, statusCode: status);

    private IResult Accept(HttpContext context, byte[] body, FaultStep step)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var mail = json.RootElement;
            if (MailSendRules.Check(mail) is { Count: > 0 } errors)
                return Results.Json(new SendGridErrors(errors), SendGridJson.Default.SendGridErrors, statusCode: 400);
            return IsSandboxed(mail) ? Results.Ok() : Record(context, mail, step);
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: an unpaired surrogate, which is valid JSON but not valid text.
            return Refuse(400, "Bad Request");
        }
    }

    private IResult Record(HttpContext context, JsonElement mail, FaultStep step)
    {
        var messageId = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16))
            .TrimEnd('=').Replace('+', '-').Replace('/', '_');
        mails.Add(messageId, mail);
        events.Post(messageId, mail);
        if (step.AcceptThenReset)
            return Reset(context);

        context.Response.Headers["X-Message-Id"] = messageId;
        return Results.StatusCode(StatusCodes.Status202Accepted);
    }

    private IResult Fail(HttpResponse response, int status, FaultStep step)
    {
        if (status != 429)
            return Refuse(status, $"The stand-in was told to answer {status}.");

        var reset = time.GetUtcNow().ToUnixTimeSeconds() + (step.ResetInSeconds ?? 1);
        response.Headers["X-RateLimit-Limit"] = "600";
        response.Headers["X-RateLimit-Remaining"] = "0";
        response.Headers["X-RateLimit-Reset"] = reset.ToString(CultureInfo.InvariantCulture);
        return Refuse(status, "too many requests");
    }

    private static IResult Reset(HttpContext context)
    {
        context.Abort();
        return Results.Empty;
    }

    private static bool IsSandboxed(JsonElement mail) =>
        mail.TryGetProperty("mail_settings", out var settings) && settings.ValueKind == JsonValueKind.Object
        && settings.TryGetProperty("sandbox_mode", out var mode) && mode.ValueKind == JsonValueKind.Object
        && mode.TryGetProperty("enable", out var enabled) && enabled.ValueKind == JsonValueKind.True;

    private static async Task<byte[]?> ReadAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await request.Body.ReadAsync(buffer) is > 0 and var read)
        {
            if (body.Length + read > MaxBodyBytes)
                return null;
            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }
}
