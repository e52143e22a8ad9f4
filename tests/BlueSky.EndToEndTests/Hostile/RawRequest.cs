using System.Text;

namespace BlueSky.EndToEndTests.Hostile;

/// <summary>A request byte for byte, as no client library would send it.</summary>
/// <param name="Kind">Says what is wrong with it when a test fails.</param>
/// <param name="EndsEarly">The sender hangs up before the request is whole: no answer is an answer then.</param>
internal sealed record RawRequest(string Kind, byte[] Bytes, bool EndsEarly = false)
{
    public static RawRequest Of(string kind, string contentType, byte[] body, params string[] headers) =>
        WithHead(kind, body, [$"Content-Type: {contentType}", $"Content-Length: {body.Length}", .. headers]);

    public static RawRequest Of(string kind, string contentType, string body, params string[] headers) =>
        Of(kind, contentType, Encoding.UTF8.GetBytes(body), headers);

    /// <summary>Only these headers, above those that every request needs to be answered at all.</summary>
    public static RawRequest WithHead(string kind, byte[] body, params IEnumerable<string> headers)
    {
        var head = string.Join("\r\n", [
            "POST /api/consultation HTTP/1.1", "Host: 127.0.0.1", "Accept: application/json", "Connection: close",
            .. headers, "", ""]);
        return new RawRequest(kind, [.. Encoding.UTF8.GetBytes(head), .. body]);
    }

    public override string ToString() => Kind;
}
