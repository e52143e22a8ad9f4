using System.Collections.Immutable;
using System.Net.Http.Json;
using System.Text;

namespace BlueSky.EndToEndTests.Posting;

/// <summary>A form post: valid as it comes from here; a test changes the one thing it is about.</summary>
internal sealed record Post
{
    private ImmutableList<KeyValuePair<string, object>> fields = [];
    private ImmutableList<KeyValuePair<string, string>> headers = [];

    public string Path { get; init; } = "/api/subscribe";

    public HttpMethod Method { get; init; } = HttpMethod.Post;

    public BodyType Body { get; init; }

    /// <summary>False: as a browser without a script posts, asking for a page.</summary>
    public bool AsksForJson { get; init; } = true;

    /// <summary>Sent instead of the fields.</summary>
    public Func<HttpContent>? Content { get; init; }

    public static Post Subscribe(string email) => new Post().With("email", email);

    public static Post Consultation(string email) =>
        new Post { Path = "/api/consultation" }.With("name", "Zoë Ångström").With("email", email);

    public static Post To(string form, string email) =>
        form == "subscribe" ? Subscribe(email) : Consultation(email);

    /// <summary>A body byte for byte, whatever it is.</summary>
    public static Post Raw(string contentType, byte[] body) => new()
    {
        Content = () =>
        {
            var content = new ByteArrayContent(body);
            content.Headers.TryAddWithoutValidation("Content-Type", contentType);
            return content;
        },
    };

    public static Post Raw(string contentType, string body) => Raw(contentType, Encoding.UTF8.GetBytes(body));

    /// <summary>One field more; a name may repeat, as in an html form.</summary>
    public Post With(string name, object value) => this with { fields = fields.Add(KeyValuePair.Create(name, value)) };

    public Post Without(string name) => this with { fields = fields.RemoveAll(field => field.Key == name) };

    public Post Header(string name, string value) =>
        this with { headers = headers.Add(KeyValuePair.Create(name, value)) };

    public Post From(string origin) => Header("Origin", origin);

    public HttpRequestMessage ToRequest()
    {
        var request = new HttpRequestMessage(Method, Path) { Content = ToContent() };
        request.Headers.TryAddWithoutValidation("Accept", AsksForJson ? "application/json" : "text/html,*/*;q=0.8");
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    private HttpContent? ToContent() => this switch
    {
        { Content: { } content } => content(),
        { Method: var method } when method == HttpMethod.Get || method == HttpMethod.Head => null,
        { Body: BodyType.Json } => JsonContent.Create(fields.ToDictionary(field => field.Key, field => field.Value)),
        { Body: BodyType.Multipart } => ToMultipart(),
        _ => new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Key, $"{field.Value}"))),
    };

    private MultipartFormDataContent ToMultipart()
    {
        // A field's name may hold any letter, and browsers write it as UTF-8.
        var form = new MultipartFormDataContent { HeaderEncodingSelector = (_, _) => Encoding.UTF8 };
        foreach (var (name, value) in fields)
        {
            // As browsers write it: no content type for a text part, and the name in quotes.
            var part = new ByteArrayContent(Encoding.UTF8.GetBytes($"{value}"));
            part.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"{name}\"");
            form.Add(part);
        }

        return form;
    }
}
