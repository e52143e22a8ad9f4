using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace BlueSky.Benchmarks.SortedStorage;

/// <summary>One write as it was sent.</summary>
/// <param name="Path">After the account's name.</param>
/// <param name="IfMatch">Empty for none.</param>
internal sealed record SentWrite(string Method, string Path, string IfMatch, ReadOnlyMemory<byte> Body);

/// <summary>A transaction's writes and its answer: HTTP requests and responses within a multipart body.</summary>
internal static partial class TableBatch
{
    public const int MaxWrites = 100;
    public const string ContentType = "multipart/mixed; boundary=batchresponse_1";

    public static List<SentWrite> Read(StorageRequest request, string account)
    {
        var writes = new List<SentWrite>();
        var lines = new Queue<string>(Encoding.UTF8.GetString(request.Body.Span).Split('\n'));
        while (lines.TryDequeue(out var line))
        {
            if (RequestLine().Match(line) is { Success: true } first)
                writes.Add(ReadOne(first, lines, account));
        }

        return writes;
    }

    public static string Answer(IReadOnlyList<Row?> written) => Wrap(written.Select(row =>
        "HTTP/1.1 204 No Content\r\nPreference-Applied: return-no-content\r\nDataServiceVersion: 3.0;\r\n"
        + (row is { } changed ? $"ETag: {changed.ETag}\r\n" : "") + "\r\n\r\n"));

    public static string Answer(FailedWrite failed)
    {
        var body = TableRequests.ErrorBody(failed.Error.Code, $"{failed.Index}:{failed.Error.Code}");
        return Wrap([string.Create(
            CultureInfo.InvariantCulture,
            $"HTTP/1.1 {failed.Error.Status} Refused\r\nContent-Type: application/json\r\n\r\n{body}\r\n")]);
    }

    // The body of a write is one line of JSON.
    private static SentWrite ReadOne(Match first, Queue<string> lines, string account)
    {
        var match = "";
        while (lines.Dequeue().TrimEnd('\r') is { Length: > 0 } header)
        {
            if (header.StartsWith("If-Match:", StringComparison.OrdinalIgnoreCase))
                match = header["If-Match:".Length..].Trim();
        }

        var body = lines.TryPeek(out var next) && next.StartsWith('{') ? Encoding.UTF8.GetBytes(next) : [];
        var path = new Uri(first.Groups["url"].Value).AbsolutePath;
        return new SentWrite(first.Groups["method"].Value, StorageRequest.PathIn(path, account), match, body);
    }

    private static string Wrap(IEnumerable<string> responses)
    {
        var text = new StringBuilder(
            "--batchresponse_1\r\nContent-Type: multipart/mixed; boundary=changesetresponse_1\r\n\r\n");
        foreach (var response in responses)
        {
            text.Append(
                "--changesetresponse_1\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n");
            text.Append(response);
        }

        return text.Append("--changesetresponse_1--\r\n--batchresponse_1--\r\n").ToString();
    }

    [GeneratedRegex(@"^(?<method>POST|PUT|PATCH|MERGE|DELETE) (?<url>\S+) HTTP/1\.1\r?$")]
    private static partial Regex RequestLine();
}
