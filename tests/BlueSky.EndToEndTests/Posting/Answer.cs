using System.Net;
using System.Text.Json;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace BlueSky.EndToEndTests.Posting;

/// <summary>What came back, read whole.</summary>
internal sealed record Answer(HttpStatusCode Status, ILookup<string, string> Headers, string Body)
{
    public int Code => (int)Status;

    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public string Id => Json.GetProperty("id").GetString()!;

    public string Message => Json.GetProperty("message").GetString()!;

    public string Next => Json.GetProperty("next").GetString()!;

    public IHtmlDocument Page => new HtmlParser().ParseDocument(Body);

    /// <summary>Code and field of each thing the app complains of, e.g. <c>TYPE_EMAIL email</c>.</summary>
    public IReadOnlyList<string> Errors =>
        [.. Json.GetProperty("errors").EnumerateArray()
            .Select(error => $"{Text(error, "code")} {Text(error, "field")}".Trim())];

    public string? this[string header] => Headers[header].Any() ? string.Join(", ", Headers[header]) : null;

    public static async Task<Answer> ReadAsync(HttpResponseMessage response) => new(
        response.StatusCode,
        response.Headers.Concat(response.Content.Headers)
            .SelectMany(header => header.Value, (header, value) => (header.Key, Value: value))
            .ToLookup(header => header.Key, header => header.Value, StringComparer.OrdinalIgnoreCase),
        await response.Content.ReadAsStringAsync());

    private static string? Text(JsonElement error, string name) =>
        error.TryGetProperty(name, out var value) ? value.GetString() : null;
}
