using System.Text;

namespace BlueSky.Functions.Tests.Api;

/// <summary>The form endpoints, asked for JSON and for a page.</summary>
internal static class FormExchanges
{
    private const string Website = "https://www.clinic.example";
    private const string Stranger = "https://stranger.example";

    private static readonly Dictionary<string, string?> OnePostAMinute = new() { ["Limits:PostsPerMinute"] = "1" };
    private static readonly Dictionary<string, string?> Challenged = new()
    {
        ["Altcha:HmacKey"] = "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=",
    };

    // A program's post, without the headers of a browser.
    private static readonly Dictionary<string, string?> RefusesPrograms = new() { ["Spam:RefuseAt"] = "1" };

    public static IEnumerable<Exchange> All =>
    [
        .. At("/api/subscribe", "email=ada%40example.org"),
        .. At("/api/consultation", "name=Ada&phone=505-555-0199"),
        .. At("/api/f/subscribe", "email=ada%40example.org"),
        .. Refused(404, "FORM_NOT_FOUND", ApiRequest.Form("/api/f/referral", "email=ada%40example.org")),
        .. Refused(
            403, "BLOCKED", ApiRequest.Form("/api/subscribe", "email=ada%40example.org"), settings: RefusesPrograms),
        .. Refused(422, "REQUIRED_FIELD_EMPTY", ApiRequest.Form("/api/subscribe", "email=&name=Ada")),
        .. Refused(422, "TYPE_EMAIL", ApiRequest.Form("/api/subscribe", "email=ada")),
        .. Refused(422, "TYPE_PHONE", ApiRequest.Form("/api/consultation", "name=Ada&phone=1")),
        .. Refused(
            422, "TOO_LONG", ApiRequest.Form("/api/subscribe", $"email=a%40b.example&name={new string('a', 101)}")),
        .. Refused(422, "NO_FILE_UPLOADS", WithFile),
    ];

    private static ApiRequest WithFile => new("POST", "/api/subscribe")
    {
        ContentType = "multipart/form-data; boundary=b",
        Body = Encoding.UTF8.GetBytes(
            "--b\r\nContent-Disposition: form-data; name=\"email\"\r\n\r\nada@example.org\r\n"
            + "--b\r\nContent-Disposition: form-data; name=\"scan\"; filename=\"scan.pdf\"\r\n\r\n%PDF\r\n--b--\r\n"),
    };

    private static IEnumerable<Exchange> At(string path, string fields)
    {
        var post = ApiRequest.Form(path, fields);
        return
        [
            Exchange.Of(200, "application/json", AskingFor("application/json", post)),
            Exchange.Of(303, "", AskingFor("text/html", post)),
            .. Refused(400, "MALFORMED", ApiRequest.Json(path, "{")),
            .. Refused(400, "EMPTY", ApiRequest.Form(path, "_id=1")),
            .. Refused(403, "ORIGIN_NOT_ALLOWED", From(Stranger, post)),
            .. Refused(403, "CHALLENGE_FAILED", post, settings: Challenged),
            .. Refused(413, "TOO_LONG", ApiRequest.Form(path, $"{fields}&message={new string('a', 64 * 1024)}")),
            .. Refused(415, "UNSUPPORTED_MEDIA_TYPE", post with { ContentType = "application/xml" }),
            .. Refused(422, "REQUIRED_FIELD_MISSING", ApiRequest.Form(path, "message=Hello")),
            .. Refused(429, "TOO_MANY_REQUESTS", post, settings: OnePostAMinute, times: 2),
            .. Refused(503, "UNAVAILABLE", post, app => app.Submissions.IsDown = true),
            Exchange.Of(204, "", From(Website, new ApiRequest("OPTIONS", path))),
            Exchange.Of(403, "", From(Stranger, new ApiRequest("OPTIONS", path))),
        ];
    }

    private static IEnumerable<Exchange> Refused(
        int status, string code, ApiRequest request, Action<TestApp>? before = null,
        Dictionary<string, string?>? settings = null, int times = 1) =>
        new[] { "application/json", "text/html" }.Select(mediaType => Exchange.Of(
            status, mediaType, AskingFor(mediaType, request), code, before, settings, times));

    private static ApiRequest AskingFor(string mediaType, ApiRequest request) =>
        request with { Headers = new(request.Headers) { ["Accept"] = mediaType } };

    private static ApiRequest From(string origin, ApiRequest request) =>
        request with { Headers = new(request.Headers) { ["Origin"] = origin } };
}
