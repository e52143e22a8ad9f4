using System.Net.Http.Headers;
using System.Text.Json;
using BlueSky.Functions.Http;

namespace BlueSky.Tool.Doctor;

/// <summary>Reads from SendGrid's v3 API with one key.</summary>
/// <param name="host">As <c>SendGrid:Host</c>.</param>
internal sealed class SendGridApi(Web web, Uri host, string key)
{
    /// <param name="path">Below <c>v3/</c>.</param>
    public async Task<SendGridAnswer> GetAsync(string path, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Get, $"{host.AbsoluteUri.TrimEnd('/')}/v3/{path}");
        try
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }
        catch (FormatException)
        {
            // A line break in the key, for example.
            return new SendGridAnswer(SendGridAnswerKind.KeyUnknown);
        }

        var answer = await web.AskAsync(request, readBody: true, stop);
        return answer.Status switch
        {
            200 => Read(answer.Body),
            401 => new SendGridAnswer(SendGridAnswerKind.KeyUnknown),
            403 => new SendGridAnswer(SendGridAnswerKind.Forbidden),
            404 => new SendGridAnswer(SendGridAnswerKind.NotFound),
            _ => new SendGridAnswer(SendGridAnswerKind.Failed) { Failure = answer.Failure },
        };
    }

    private static SendGridAnswer Read(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return new SendGridAnswer(SendGridAnswerKind.Success) { Json = json.RootElement.Clone() };
        }
        catch (JsonException)
        {
            return new SendGridAnswer(SendGridAnswerKind.Failed) { Failure = "answered with something else than JSON" };
        }
    }
}

internal enum SendGridAnswerKind
{
    Success,
    KeyUnknown,
    Forbidden,
    NotFound,
    Failed,
}

internal sealed record SendGridAnswer(SendGridAnswerKind Kind)
{
    public JsonElement Json { get; init; }

    /// <summary>Continues a sentence that begins with SendGrid.</summary>
    public string Failure { get; init; } = "";

    /// <summary>What to report when a question with the reading key was not answered.</summary>
    /// <param name="what">What could not be checked.</param>
    public Finding ToFinding(string what) => Kind switch
    {
        SendGridAnswerKind.KeyUnknown => Finding.Wrong(
            $"{what} cannot be read: SendGrid does not know the key.", "Give a key of this account to --sendgrid-key."),
        SendGridAnswerKind.Failed => Finding.Wrong(
            $"{what} cannot be read: SendGrid {Failure}.",
            "Check SendGrid:Host and this machine's network; try again."),
        _ => Finding.NotChecked(what, "needs a key with read scopes (--sendgrid-key)"),
    };
}

/// <summary>Reads JSON that may have any shape.</summary>
internal static class JsonShape
{
    public static IEnumerable<JsonElement> Items(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? element.EnumerateArray() : [];

    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) =>
        element.Find(name) is { } list ? list.Items() : [];

    public static string? Text(this JsonElement element, string name) =>
        element.Find(name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    public static bool IsTrue(this JsonElement element, string name) =>
        element.Find(name) is { ValueKind: JsonValueKind.True };

    private static JsonElement? Find(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : null;
}
