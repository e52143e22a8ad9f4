using BlueSky.Functions.Tests.Component;

namespace BlueSky.Functions.Tests.Http;

public sealed class VisitorLanguageTests : IDisposable
{
    private readonly TestApp app = new();

    public void Dispose() => app.Dispose();

    [Theory]
    [InlineData("es", "de-DE,de;q=0.9", "es")]
    [InlineData(" pt-BR ", "", "pt-BR")]
    [InlineData("zh-Hant-TW", "en", "zh-Hant-TW")]
    [InlineData("", "es-MX,es;q=0.9,en;q=0.8", "es-MX")]
    [InlineData("", "es;q=0.9", "es")]
    [InlineData("", "", null)]
    [InlineData("", "*", null)]
    [InlineData("<b>", "es", "es")]
    [InlineData("es\u202E", "de", "de")]
    [InlineData("1", "-", null)]
    [InlineData("abcdefghijklmnopqrstuvwxyz-abcdefgh", "de", "abcdefghijklmnopqrstuvwxyz-abcdefgh")]
    [InlineData("abcdefghijklmnopqrstuvwxyz-abcdefghi", "de", "de")]
    public async Task The_pages_language_counts_and_then_the_one_that_the_browser_prefers(
        string page, string browser, string? language)
    {
        await PostAsync($"&_lang={Uri.EscapeDataString(page)}", browser);

        Assert.Equal(language, app.Submissions.Single.Language);
        Assert.Empty(app.Submissions.Single.Fields);
    }

    [Fact]
    public async Task A_post_without_a_language_is_taken()
    {
        await PostAsync("", "");

        Assert.Null(app.Submissions.Single.Language);
    }

    [Fact]
    public async Task The_same_request_in_another_language_is_a_repeat()
    {
        await PostAsync("&_lang=es", "");
        await PostAsync("&_lang=de", "");

        Assert.Equal("es", app.Submissions.Single.Language);
    }

    private Task<FormClient.Response> PostAsync(string more, string browser) => FormClient.PostAsync(
        app, "name=Ada&phone=505+555+0100" + more, "consultation",
        with: request => request.Headers.AcceptLanguage = browser);
}
