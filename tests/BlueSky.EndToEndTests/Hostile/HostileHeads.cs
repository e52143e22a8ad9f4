using System.Text;

namespace BlueSky.EndToEndTests.Hostile;

/// <summary>Posts by hand whose head is the trick: types, headers, and lengths that lie.</summary>
internal static class HostileHeads
{
    private const string UrlEncoded = "application/x-www-form-urlencoded";
    private const string Json = "application/json";

    private static readonly string Valid = $"name=Ada&email={Some.Token()}%40example.org";

    public static IEnumerable<RawRequest> All => [.. Types, .. Heads, .. Framing];

    private static IEnumerable<RawRequest> Types =>
    [
        .. new[]
        {
            "", ";", "text/plain", "application/xml", "*/*", $"{Json};charset=utf-7", $"{Json}; charset=\"",
            $"{UrlEncoded}; charset=iso-8859-1", $"{UrlEncoded}; charset=nonsense", "multipart/form-data; boundary=\"b",
            "multipart/form-data; boundary=b; boundary=c", "application/x-www-form-urlencoded, application/json",
            "APPLICATION/JSON", "application/vnd.api+json", new string('a', 7_000),
        }.Select(type => RawRequest.Of($"Content-Type {type}", type, Valid)),
        RawRequest.WithHead("no content type", Encoding.UTF8.GetBytes(Valid), $"Content-Length: {Valid.Length}"),
        RawRequest.Of("gzip that is none", UrlEncoded, Valid, "Content-Encoding: gzip"),
        RawRequest.Of("two content types", UrlEncoded, Valid, $"Content-Type: {Json}"),
    ];

    private static IEnumerable<RawRequest> Heads =>
    [
        RawRequest.Of("an origin of 5,000", UrlEncoded, Valid, $"Origin: https://{new string('o', 5_000)}.example"),
        RawRequest.Of("no origin at all", UrlEncoded, Valid, "Origin: "),
        RawRequest.Of(
            "two origins", UrlEncoded, Valid, "Origin: https://www.clinic.example", "Origin: https://evil.example"),
        RawRequest.Of("a key of 5,000", UrlEncoded, Valid, $"Idempotency-Key: {new string('k', 5_000)}"),
        RawRequest.Of("two keys", UrlEncoded, Valid, "Idempotency-Key: a", "Idempotency-Key: b"),
        RawRequest.Of("a key outside ascii", UrlEncoded, Valid, "Idempotency-Key: schlüssel🔑"),
        RawRequest.Of("a referrer that is none", UrlEncoded, Valid, "Referer: ::::"),
        RawRequest.Of("a relative referrer", UrlEncoded, Valid, "Referer: /contact"),
        RawRequest.Of(
            "forged addresses", UrlEncoded, Valid, "X-Forwarded-For: ,,, ::1, 999.1.1.1, <script>", "CLIENT-IP: x"),
        RawRequest.Of(
            "100 accepted types", UrlEncoded, Valid, $"Accept: {string.Join(',', Enumerable.Repeat("a/b;q=9", 100))}"),
        RawRequest.Of("another method asked for", UrlEncoded, Valid, "X-HTTP-Method-Override: DELETE"),
        RawRequest.Of("a header with a line folded", UrlEncoded, Valid, "X-Folded: a\r\n b"),
        RawRequest.Of("a header name with a space", UrlEncoded, Valid, "X Y: 1"),
        RawRequest.Of("200 headers", UrlEncoded, Valid, [.. Enumerable.Range(0, 200).Select(n => $"X-{n}: 1")]),
        RawRequest.Of("a header of 60,000", UrlEncoded, Valid, $"X-Long: {new string('x', 60_000)}"),
    ];

    private static IEnumerable<RawRequest> Framing =>
    [
        Chunked("broken chunk size", "zz\r\nname=Ada\r\n0\r\n\r\n"),
        Chunked("negative chunk size", "-1\r\nname=Ada\r\n0\r\n\r\n"),
        Chunked("huge chunk size", "ffffffffffffffff\r\nname=Ada\r\n0\r\n\r\n"),
        Chunked("chunk longer than it says", "2\r\nname=Ada\r\n0\r\n\r\n"),
        Chunked("no last chunk", "8\r\nname=Ada\r\n") with { EndsEarly = true },
        Chunked("a body of 20,000 chunks", string.Concat(Enumerable.Repeat("1\r\na\r\n", 20_000)) + "0\r\n\r\n"),
        Chunked("both lengths", "0\r\n\r\n", "Content-Length: 5"),
        RawRequest.WithHead("a length that is no number", [], $"Content-Type: {UrlEncoded}", "Content-Length: ten"),
        RawRequest.WithHead("two lengths", [], $"Content-Type: {UrlEncoded}", "Content-Length: 0", "Content-Length: 5"),
        RawRequest.WithHead(
            "a body shorter than its length", "name="u8.ToArray(), $"Content-Type: {UrlEncoded}", "Content-Length: 500")
            with { EndsEarly = true },
        RawRequest.WithHead("an encoding nobody knows", [], $"Content-Type: {UrlEncoded}", "Transfer-Encoding: rot13"),
        RawRequest.WithHead("no length", [], $"Content-Type: {UrlEncoded}"),
        new("a head that ends early", "POST /api/consultation HTTP/1.1\r\nHost: 127"u8.ToArray(), EndsEarly: true),
        new("no http", [0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00], EndsEarly: true),
    ];

    private static RawRequest Chunked(string kind, string body, params string[] headers) =>
        RawRequest.WithHead(
            kind,
            Encoding.UTF8.GetBytes(body),
            [$"Content-Type: {UrlEncoded}", "Transfer-Encoding: chunked", .. headers]);
}
