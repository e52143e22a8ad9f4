using BlueSky.EndToEndTests.Hosting;
using static Microsoft.Playwright.Assertions;

namespace BlueSky.EndToEndTests.Browser;

/// <summary>forms.js tells the language that the page has when it is sent, so that the app answers in it.</summary>
[Collection(nameof(WebsiteHost))]
public sealed class PageLanguageTests(WebsiteHost website, BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    // This browser does not say which language it prefers.
    [BrowserTheory]
    [InlineData("es", null, null, "es")]
    [InlineData("en-GB", null, null, "en-GB")]
    [InlineData("", null, null, null)]
    [InlineData("en", "es", null, "es")]
    [InlineData("es", "fr", "pt-BR", "pt-BR")]
    public async Task The_pages_language_is_sent_unless_the_form_says_its_own(
        string page, string? part, string? field, string? sent)
    {
        var address = Some.Address();
        await using var visit = await browser.VisitAsync(website.Host.Address, "plain");
        await visit.Page.GetByLabel("Name").FillAsync("Zoë");
        await visit.Page.GetByLabel("Email").FillAsync(address);
        // A visitor may choose another language after the page was loaded.
        await visit.Page.EvaluateAsync(
            """
            ([page, part, field]) => {
              document.documentElement.lang = page;
              if (part) document.body.lang = part;
              if (field) {
                document.forms[0].append(Object.assign(
                  document.createElement('input'), { type: 'hidden', name: '_lang', value: field }));
              }
            }
            """,
            new[] { page, part, field });

        await visit.Page.GetByText("Send it").ClickAsync();

        await Expect(visit.Page.Locator(".bluesky-done").First).ToBeVisibleAsync();
        var post = Assert.Single(visit.Posts);
        Assert.Equal(
            sent is null ? [] : [$"_lang={sent}"],
            post.Split('&').Where(part => part.StartsWith("_lang=", StringComparison.Ordinal)));
        Assert.Equal(sent, Assert.Single(await website.Host.Rows.OfAsync(address)).GetString("Language"));
    }
}
