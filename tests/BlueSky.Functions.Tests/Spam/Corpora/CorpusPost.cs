using System.Text;
using System.Text.Json;
using BlueSky.Functions.Tests.Component;

namespace BlueSky.Functions.Tests.Spam.Corpora;

/// <summary>A line of a corpus: a post with what is known of who made it.</summary>
/// <param name="Kind">What it is an example of.</param>
/// <param name="After">Seconds since the post before it.</param>
/// <param name="ShownFor">Milliseconds from showing the form to sending it; null when it is not said.</param>
/// <param name="Browser">Whether it has a browser's headers.</param>
/// <param name="Driven">Whether the browser says that a program drives it.</param>
internal sealed record CorpusPost(
    string Kind, int After, string Client, string Form, long? ShownFor, bool Browser,
    Dictionary<string, string> Fields, bool Driven = false)
{
    private const string UserAgent = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0";

    public static IReadOnlyList<CorpusPost> Read(string file) =>
    [
        .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Spam", "Corpora", file))
            .Select(line => JsonSerializer.Deserialize<CorpusPost>(line, JsonSerializerOptions.Web)!),
    ];

    public Task<FormClient.Response> SendAsync(TestApp app)
    {
        app.Clock.Advance(TimeSpan.FromSeconds(After));
        var shownAt = app.Clock.GetUtcNow().ToUnixTimeMilliseconds() - ShownFor;
        var fields = shownAt is null ? Fields : new(Fields) { ["_loadedAt"] = $"{shownAt}" };
        var body = string.Join('&', fields.Select(field =>
            $"{Uri.EscapeDataString(field.Key)}={Uri.EscapeDataString(field.Value)}"));

        return FormClient.PostAsync(app, body, Form, accept: "application/json", client: Client, with: request =>
        {
            if (Browser)
            {
                request.Headers.UserAgent = UserAgent;
                request.Headers.AcceptLanguage = "en-US,en;q=0.5";
            }

            if (Driven)
            {
                request.Headers["Formspree-Session-Data"] =
                    Convert.ToBase64String(Encoding.UTF8.GetBytes($$"""{"loadedAt":{{shownAt}},"webdriver":true}"""));
            }
        });
    }
}
