using System.Net;
using System.Text.Json;

namespace BlueSky.Functions.Tests.Component;

/// <summary>A post that is not accepted is answered in the visitor's language.</summary>
public sealed class RefusalLanguageTests : IDisposable
{
    private readonly TestApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task A_Spanish_post_gets_Spanish_errors_as_JSON()
    {
        var answer = await FormClient.PostAsync(
            app, "email=ada&_lang=es-MX", accept: "application/json");

        using var json = JsonDocument.Parse(answer.Body);
        const string Sentence = "Escriba un correo electrónico completo, como nombre@example.org.";
        Assert.Equal((422, Sentence), (answer.Status, json.RootElement.GetProperty("message").GetString()));
        var error = Assert.Single(json.RootElement.GetProperty("errors").EnumerateArray());
        Assert.Equal("TYPE_EMAIL", error.GetProperty("code").GetString());
        Assert.Equal(Sentence, error.GetProperty("message").GetString());
    }

    [Fact]
    public async Task A_Spanish_post_gets_its_form_back_in_Spanish()
    {
        var answer = await FormClient.PostAsync(
            app, "name=Ada&phone=12&_lang=es", form: "consultation", accept: "text/html");

        var html = WebUtility.HtmlDecode(answer.Body);
        Assert.Equal(422, answer.Status);
        Assert.Contains("<html lang=\"es\">", html, StringComparison.Ordinal);
        Assert.Contains("<title>1 problema - Blue Sky</title>", html, StringComparison.Ordinal);
        Assert.Contains(
            "Escriba su número de teléfono completo, con el código de área.", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("_lang=en", "es", "<h1>Please check one thing</h1>")]
    [InlineData("", "es-US, en;q=0.8", "<h1>Por favor, revise un dato</h1>")]
    [InlineData("_lang=fr", "es", "<h1>Please check one thing</h1>")]
    public async Task The_form_says_its_language_and_else_the_browser(string field, string accepted, string heading)
    {
        var answer = await FormClient.PostAsync(
            app, $"email=ada&{field}", accept: "text/html", with: request => request.Headers.AcceptLanguage = accepted);

        Assert.Contains(heading, answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_post_that_cannot_be_read_is_answered_in_the_browsers_language()
    {
        var answer = await FormClient.PostAsync(
            app, "<xml/>", accept: "text/html", contentType: "application/xml",
            with: request => request.Headers.AcceptLanguage = "es");

        Assert.Equal(415, answer.Status);
        Assert.Contains("<h1>No pudimos leer el formulario</h1>", answer.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "<h1>We cannot find this page</h1>")]
    [InlineData("es", "<h1>No encontramos esta p&#xE1;gina</h1>")]
    public async Task A_form_that_does_not_exist_is_a_friendly_page(string accepted, string heading)
    {
        var answer = await FormClient.PostAsync(
            app, "", form: "poll", accept: "text/html", method: "GET",
            with: request => request.Headers.AcceptLanguage = accepted);

        Assert.Equal(404, answer.Status);
        Assert.Contains(heading, answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_many_posts_are_told_in_the_language_of_the_form_how_long_to_wait()
    {
        using var limited = new TestApp(new() { ["Limits:PostsPerMinute"] = "1" });
        await FormClient.PostAsync(limited, "email=a%40example.org&_lang=es");

        var answer = await FormClient.PostAsync(limited, "email=b%40example.org&_lang=es", accept: "text/html");

        Assert.Equal(429, answer.Status);
        Assert.Contains(
            "Por favor, espere 1\u00A0minuto o llámenos al",
            WebUtility.HtmlDecode(answer.Body),
            StringComparison.Ordinal);
        Assert.Contains("value=\"b@example.org\"", answer.Body, StringComparison.Ordinal);
    }
}
