using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using Azure.Core;

namespace Azure.Storage.Shared;

/// <summary>
/// Finds an error's code and message in what the service answered: the header first, then the body, which is
/// <c>odata.error</c> JSON from tables and XML from queues.
/// </summary>
internal sealed class StorageErrorParser : RequestFailedDetailsParser
{
    public static StorageErrorParser Instance { get; } = new();

    public override bool TryParse(
        Response response, out ResponseError? error, out IDictionary<string, string>? data)
    {
        data = null;
        var (code, message) = Body(response);
        if (response.Headers.TryGetValue("x-ms-error-code", out var header))
            code = header;
        error = code is null && message is null ? null : new ResponseError(code, message);
        return error is not null;
    }

    /// <summary>Nothing is thrown for a body that is cut short or in another format: the status still tells.</summary>
    private static (string? Code, string? Message) Body(Response response)
    {
        if (response.ContentStream is not MemoryStream { Length: > 0 })
            return default;
        try
        {
            var body = response.Content.ToString().TrimStart('\uFEFF', ' ', '\r', '\n', '\t');
            return body.StartsWith('<') ? Xml(body) : Json(body);
        }
        catch (Exception malformed) when (malformed is XmlException or JsonException)
        {
            return default;
        }
    }

    private static (string?, string?) Xml(string body)
    {
        var error = XDocument.Parse(body).Root;
        return (error?.Element("Code")?.Value, error?.Element("Message")?.Value);
    }

    private static (string?, string?) Json(string body)
    {
        using var document = JsonDocument.Parse(body);
        var error = Member(document.RootElement, "odata.error");
        return (Text(Member(error, "code")), Text(Member(Member(error, "message"), "value")));
    }

    private static JsonElement? Member(JsonElement? parent, string name) =>
        parent is { ValueKind: JsonValueKind.Object } json && json.TryGetProperty(name, out var member) ? member : null;

    private static string? Text(JsonElement? element) =>
        element is { ValueKind: JsonValueKind.String } json ? json.GetString() : null;
}
