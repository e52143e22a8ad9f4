using System.Text.Json;

namespace BlueSky.Testing;

/// <summary>A mail as SendGrid got it.</summary>
public sealed record SentMail(JsonElement Record)
{
    public JsonElement Request => Record.GetProperty("request");

    public string MessageId => Record.GetProperty("messageId").GetString()!;

    public bool WasAuthorized => Record.GetProperty("authorization").GetBoolean();

    public string To =>
        Request.GetProperty("personalizations")[0].GetProperty("to")[0].GetProperty("email").GetString()!;

    public string Template => Request.GetProperty("categories")[0].GetString()!;

    public string MailId => Request.GetProperty("custom_args").GetProperty("mail_id").GetString()!;

    public string Subject => Request.GetProperty("subject").GetString()!;

    public string Text => Content("text/plain");

    public string Html => Content("text/html");

    public IReadOnlyDictionary<string, string> Headers =>
        Request.TryGetProperty("headers", out var headers)
            ? headers.EnumerateObject().ToDictionary(header => header.Name, header => header.Value.GetString()!)
            : new Dictionary<string, string>();

    private string Content(string type) =>
        Request.GetProperty("content").EnumerateArray()
            .Single(part => part.GetProperty("type").GetString() == type)
            .GetProperty("value").GetString()!;
}
