using System.Text.Json;
using BlueSky.LocalHost.SendGrid;

namespace BlueSky.LocalHost.CapturedMail;

/// <summary>An email that the SendGrid stand-in accepted, as a reader sees it.</summary>
internal sealed record CapturedEmail
{
    /// <summary>SendGrid's <c>X-Message-Id</c>.</summary>
    public required string Id { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public required string From { get; init; }

    public required string To { get; init; }

    public required string Subject { get; init; }

    /// <summary>The category; empty for an email without one.</summary>
    public required string Template { get; init; }

    public string? HtmlPart { get; init; }

    public string? TextPart { get; init; }

    /// <summary>The code of a sign-in.</summary>
    public string? Code { get; init; }

    /// <summary>The JSON that it was read from.</summary>
    public required string Json { get; init; }

    public static CapturedEmail Parse(string mail)
    {
        using var json = JsonDocument.Parse(mail);
        var (root, request) = (json.RootElement, json.RootElement.GetProperty("request"));
        return new CapturedEmail
        {
            Id = root.Text("messageId") ?? "",
            ReceivedAt = root.GetProperty("receivedAt").GetDateTimeOffset(),
            From = request.TryGetProperty("from", out var from) ? Mailbox(from) : "",
            To = string.Join(", ", RecipientsOf(request, "to")),
            Subject = SubjectOf(request),
            Template = string.Join(", ", request.Items("categories").Select(category => category.Text())),
            HtmlPart = PartOf(request, "text/html"),
            TextPart = PartOf(request, "text/plain"),
            Code = SignInCode.In(request),
            Json = mail,
        };
    }

    public static IEnumerable<string> RecipientsOf(JsonElement request, string list) =>
        request.Items("personalizations").SelectMany(one => one.Items(list)).Select(Mailbox);

    public static string Mailbox(JsonElement mailbox) => mailbox.Text("name") is { Length: > 0 } name
        ? $"{name} <{mailbox.Text("email")}>"
        : mailbox.Text("email") ?? "";

    private static string SubjectOf(JsonElement request) =>
        request.Items("personalizations").Prepend(request).Select(one => one.Text("subject"))
            .FirstOrDefault(subject => !string.IsNullOrWhiteSpace(subject)) ?? "(no subject)";

    private static string? PartOf(JsonElement request, string type) => request.Items("content")
        .Where(part => part.Text("type") == type).Select(part => part.Text("value")).FirstOrDefault();
}
