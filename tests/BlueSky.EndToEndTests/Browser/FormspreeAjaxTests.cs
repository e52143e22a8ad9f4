using BlueSky.EndToEndTests.Hosting;
using static Microsoft.Playwright.Assertions;

namespace BlueSky.EndToEndTests.Browser;

/// <summary>A page that uses Formspree's <c>@formspree/ajax</c>, told of this app instead of Formspree.</summary>
[Collection(nameof(WebsiteHost))]
public sealed class FormspreeAjaxTests(WebsiteHost website, BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    [BrowserFact]
    public async Task Its_error_stands_at_the_field_and_its_success_where_the_page_wants_it()
    {
        var address = Some.Address();
        await using var visit = await browser.VisitAsync(website.Host.Address, "formspree");

        await visit.Page.GetByLabel("Name").FillAsync("Zoë");
        await visit.Page.GetByLabel("Email").FillAsync("zoe@example");
        await visit.Page.Locator("button").ClickAsync();
        await Expect(visit.Page.Locator("[data-fs-error=email]")).ToContainTextAsync("email");
        await Expect(visit.Page.GetByLabel("Email")).ToHaveAttributeAsync("aria-invalid", "true");

        await visit.Page.GetByLabel("Email").FillAsync(address);
        await visit.Page.Locator("button").ClickAsync();
        await Expect(visit.Page.Locator("[data-fs-success]")).ToHaveTextAsync("Thank you!");
        Assert.Equal("Zoë", Assert.Single(await website.Host.Rows.OfAsync(address)).GetString("Name"));
    }
}
