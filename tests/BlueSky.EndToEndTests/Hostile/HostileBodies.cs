using System.Text;

namespace BlueSky.EndToEndTests.Hostile;

/// <summary>Posts by hand, one for each thing that a body reader is known to trip over.</summary>
internal static class HostileBodies
{
    private const string UrlEncoded = "application/x-www-form-urlencoded";
    private const string Json = "application/json";
    private const string Multipart = "multipart/form-data; boundary=b";

    private static readonly string Valid = $"name=Ada&email={Some.Token()}%40example.org";

    public static IEnumerable<RawRequest> All => [.. Forms, .. Jsons, .. Multiparts];

    private static IEnumerable<RawRequest> Forms =>
    [
        RawRequest.Of("empty", UrlEncoded, ""),
        RawRequest.Of("only separators", UrlEncoded, "&&&==&=&"),
        RawRequest.Of("no names", UrlEncoded, "=a&=b&=c"),
        RawRequest.Of("broken escapes", UrlEncoded, $"{Valid}&note=%&x=%z&y=%1&z=%u0041"),
        RawRequest.Of("invalid UTF-8, escaped", UrlEncoded, $"{Valid}&note=%ff%fe%c0%80"),
        RawRequest.Of(
            "invalid UTF-8, raw", UrlEncoded, [.. Encoding.UTF8.GetBytes($"{Valid}&note="), 0xff, 0xc3, 0x28]),
        RawRequest.Of("a lone surrogate, escaped", UrlEncoded, $"{Valid}&note=%ed%a0%80"),
        RawRequest.Of("NUL and escape", UrlEncoded, $"{Valid}&note=a%00b%1bc"),
        RawRequest.Of(
            "line breaks in the name", UrlEncoded, "name=Ada%0d%0aBcc:%20all%40example.org&email=a%40example.org"),
        RawRequest.Of("10,000 fields", UrlEncoded, string.Concat(Enumerable.Range(0, 10_000).Select(n => $"f{n}=&"))),
        RawRequest.Of("10,000 times one field", UrlEncoded, string.Concat(Enumerable.Repeat("a=1&", 10_000))),
        RawRequest.Of("a name of 60,000 characters", UrlEncoded, $"{Valid}&{new string('n', 60_000)}=1"),
        RawRequest.Of("a value of 60,000 characters", UrlEncoded, $"{Valid}&note={new string('v', 60_000)}"),
        RawRequest.Of("1 MB", UrlEncoded, $"{Valid}&note={new string('v', 1_000_000)}"),
        RawRequest.Of("JavaScript's prototype", UrlEncoded, $"{Valid}&__proto__[x]=1&constructor=2&toString=3"),
        RawRequest.Of("injections", UrlEncoded,
            $"{Valid}&note=' or 1 eq 1;--&x=<script>alert(1)</script>&y={{{{7*7}}}}&z=%24%7Bjndi:ldap://x%7D"),
        RawRequest.Of("right-to-left and zero-width", UrlEncoded, $"{Valid}&note=%E2%80%AEevil%E2%80%8B%EF%BB%BF"),
    ];

    private static IEnumerable<RawRequest> Jsons =>
    [
        RawRequest.Of("no json", Json, ""),
        RawRequest.Of("json null", Json, "null"),
        RawRequest.Of("a json array", Json, "[1,2,3]"),
        RawRequest.Of("a json number", Json, "1e999"),
        RawRequest.Of("a nested object", Json, """{"name":"Ada","email":{"$ne":null}}"""),
        RawRequest.Of("nested arrays", Json, """{"name":"Ada","email":[["a@example.org"]]}"""),
        RawRequest.Of("30,000 levels", Json, new string('[', 30_000)),
        RawRequest.Of("30,000 levels of objects", Json, string.Concat(Enumerable.Repeat("{\"a\":", 10_000))),
        RawRequest.Of("duplicate keys", Json,
            $$"""{"name":"Ada","name":"Eve","email":"{{Some.Token()}}@example.org","email":"b@example.org"}"""),
        RawRequest.Of("a lone surrogate", Json, """{"name":"\ud800","email":"a@example.org"}"""),
        RawRequest.Of("a lone surrogate as a name", Json, """{"\udc00":"x","email":"a@example.org"}"""),
        RawRequest.Of("escaped NUL", Json, """{"name":"a\u0000b","email":"a@example.org"}"""),
        RawRequest.Of("a huge number", Json,
            $$"""{"name":"Ada","email":"{{Some.Token()}}@example.org","n":{{new string('9', 4_000)}}}"""),
        RawRequest.Of("an exponent", Json, $$"""{"name":"Ada","email":"{{Some.Token()}}@example.org","n":1e400}"""),
        RawRequest.Of("null values", Json, """{"name":null,"email":null,"note":null}"""),
        RawRequest.Of("comments and trailing commas", Json, """{"name":"Ada",/* hi */"email":"a@example.org",}"""),
        RawRequest.Of("two documents", Json, """{"name":"Ada"}{"name":"Eve"}"""),
        RawRequest.Of("a byte order mark", Json, [0xef, 0xbb, 0xbf, .. Encoding.UTF8.GetBytes("{\"name\":\"Ada\"}")]),
        RawRequest.Of("UTF-16", $"{Json}; charset=utf-16", Encoding.Unicode.GetBytes("{\"name\":\"Ada\"}")),
        RawRequest.Of("invalid UTF-8 in json", Json, [.. "{\"name\":\""u8, 0xff, 0xfe, .. "\"}"u8]),
        RawRequest.Of("an empty name", Json, $$"""{"":"x","name":"Ada","email":"{{Some.Token()}}@example.org"}"""),
    ];

    private static IEnumerable<RawRequest> Multiparts =>
    [
        RawRequest.Of("no boundary", "multipart/form-data", "--b--"),
        RawRequest.Of("an empty boundary", "multipart/form-data; boundary=", "--\r\n"),
        RawRequest.Of("a boundary of 5,000", $"multipart/form-data; boundary={new string('b', 5_000)}", "--b--"),
        RawRequest.Of("no parts", Multipart, "--b--\r\n"),
        RawRequest.Of("no closing boundary", Multipart, Part("name", "Ada") + Part("email", "a@example.org")),
        RawRequest.Of("cut within a head", Multipart, "--b\r\nContent-Disposition: form-da"),
        RawRequest.Of("a part without a name", Multipart,
            "--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--\r\n"),
        RawRequest.Of("a part without a head", Multipart, "--b\r\n\r\nx\r\n--b--\r\n"),
        RawRequest.Of("1,000 headers in a part", Multipart,
            $"--b\r\n{string.Concat(Enumerable.Range(0, 1_000).Select(n => $"X-{n}: 1\r\n"))}\r\nx\r\n--b--\r\n"),
        RawRequest.Of("900 parts", Multipart, string.Concat(Enumerable.Repeat(Part("a", ""), 900)) + "--b--\r\n"),
        RawRequest.Of("a file", Multipart,
            "--b\r\nContent-Disposition: form-data; name=f; filename=\"../../etc/passwd\"\r\n\r\nx\r\n--b--\r\n"),
        RawRequest.Of("an encoded file name", Multipart,
            "--b\r\nContent-Disposition: form-data; name=f; filename*=UTF-8''%ff%fe\r\n\r\nx\r\n--b--\r\n"),
        RawRequest.Of("a nested multipart", Multipart,
            "--b\r\nContent-Disposition: form-data; name=f\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n"
            + "--c\r\n\r\nx\r\n--c--\r\n--b--\r\n"),
        RawRequest.Of("base64 by transfer encoding", Multipart,
            "--b\r\nContent-Disposition: form-data; name=name\r\nContent-Transfer-Encoding: base64\r\n\r\n"
            + "QWRh\r\n--b--\r\n"),
        RawRequest.Of("invalid UTF-8 in a part", Multipart,
            [.. "--b\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\n"u8, 0xff, 0xfe, .. "\r\n--b--\r\n"u8]),
        RawRequest.Of("a quote in a name", Multipart,
            $"{Part("a\\\"b", "x")}{Part("name", "Ada")}{Part("email", "a@example.org")}--b--\r\n"),
    ];

    private static string Part(string name, string value) =>
        $"--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n";
}
