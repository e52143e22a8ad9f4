using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Azure.Core;

namespace Azure.Data.Tables;

/// <summary>The answer to one action, taken out of a transaction's multipart answer.</summary>
internal sealed class TransactionResponse(int status, string reason, List<HttpHeader> headers, string body) : Response
{
    public override int Status => status;

    public override string ReasonPhrase => reason;

    public override Stream? ContentStream { get; set; } = new MemoryStream(Encoding.UTF8.GetBytes(body));

    public override string ClientRequestId { get; set; } = "";

    /// <summary>A transaction's answer is a multipart that holds a multipart that holds HTTP answers.</summary>
    public static List<Response> Parse(string? contentType, string body) =>
        [.. Answers(contentType ?? "", body.Replace("\r\n", "\n", StringComparison.Ordinal))];

    public override void Dispose() => ContentStream?.Dispose();

    protected override bool ContainsHeader(string name) => TryGetHeader(name, out _);

    protected override IEnumerable<HttpHeader> EnumerateHeaders() => headers;

    protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value)
    {
        value = TryGetHeaderValues(name, out var values) ? string.Join(',', values) : null;
        return value is not null;
    }

    protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
    {
        var found = headers.Where(header => Is(header, name)).Select(header => header.Value).ToList();
        values = found.Count == 0 ? null : found;
        return values is not null;
    }

    private static IEnumerable<Response> Answers(string contentType, string body)
    {
        if (Boundary(contentType) is not { } boundary)
        {
            yield return Answer(body.TrimStart('\n'));
            yield break;
        }
        foreach (var part in body.Split($"--{boundary}").Skip(1))
        {
            if (part.StartsWith("--", StringComparison.Ordinal))
                yield break;
            var (headers, content) = Split(part.TrimStart('\n'));
            var type = headers.FirstOrDefault(header => Is(header, "Content-Type")).Value;
            foreach (var answer in Answers(type ?? "", content))
                yield return answer;
        }
    }

    private static bool Is(HttpHeader header, string name) =>
        header.Name.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static string? Boundary(string contentType) =>
        contentType.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase)
            ? contentType.Split("boundary=", 2) is [_, var rest] ? rest.Split(';')[0].Trim(' ', '"') : null
            : null;

    /// <exception cref="InvalidOperationException">The part is no HTTP answer.</exception>
    private static TransactionResponse Answer(string http)
    {
        var end = http.IndexOf('\n', StringComparison.Ordinal);
        var line = (end < 0 ? http : http[..end]).Split(' ', 3);
        if (line is not [var version, var status, ..] || !version.StartsWith("HTTP/", StringComparison.Ordinal))
            throw new InvalidOperationException("Expected an HTTP status line in the answer to a transaction.");
        var (headers, body) = Split(end < 0 ? "" : http[(end + 1)..]);
        var reason = line is [_, _, var words] ? words : "";
        return new(int.Parse(status, CultureInfo.InvariantCulture), reason, headers, body.TrimEnd('\n'));
    }

    private static (List<HttpHeader> Headers, string Content) Split(string text)
    {
        var parts = $"{text}\n\n".Split("\n\n", 2);
        var headers = parts[0].Split('\n')
            .Select(line => line.Split(':', 2))
            .Where(header => header.Length == 2)
            .Select(header => new HttpHeader(header[0].Trim(), header[1].Trim()));
        return ([.. headers], parts[1]);
    }
}
