using BlueSky.EndToEndTests.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BlueSky.EndToEndTests.Browser;

/// <summary>forms.js and a field for files, which the app does not take: the visitor is told there.</summary>
[Collection(nameof(FailingNetwork))]
public sealed class ChosenFileTests(WebsiteHost website, BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    private readonly LocalHost host = website.Host;

    [BrowserTheory]
    [InlineData(5_000_000)]
    [InlineData(0)]
    public async Task A_chosen_file_is_refused_at_its_field_without_being_uploaded(int size)
    {
        var address = Some.Address();
        await using var visit = await OpenAsync(address, size);

        await RequestButton(visit).ClickAsync();

        var field = visit.Page.GetByLabel("Insurance card");
        await Expect(field).ToBeFocusedAsync();
        await Expect(field).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(visit.Page.Locator("label:has([type=file]) + .bluesky-problem")).ToContainTextAsync("files");
        Assert.InRange(Assert.Single(visit.Posts).Length, 1, 2_000);
        Assert.Empty(await host.Rows.OfAsync(address));

        await field.SetInputFilesAsync(Array.Empty<string>());
        await RequestButton(visit).ClickAsync();

        await Expect(visit.Page.Locator(".bluesky-done").First).ToBeVisibleAsync();
        var row = Assert.Single(await host.Rows.OfAsync(address));
        Assert.DoesNotContain("card", row.GetString("Fields"), StringComparison.OrdinalIgnoreCase);
        // Without the file it is another submission.
        Assert.Equal(2, visit.Ids.Distinct().Count());
    }

    [BrowserFact]
    public async Task When_fetch_does_not_get_through_the_browser_says_so_with_all_that_was_typed()
    {
        var address = Some.Address();
        await using var visit = await OpenAsync(address, 5_000_000);
        await visit.Page.EvaluateAsync("window.fetch = () => Promise.reject(new TypeError('not today')); 0");

        await RequestButton(visit).ClickAsync();
        await visit.Page.WaitForURLAsync("**/api/consultation", new() { WaitUntil = WaitUntilState.Commit });

        await Expect(visit.Page.Locator("body")).ToContainTextAsync("files");
        Assert.Equal(address, await visit.Page.Locator("[name=email]").InputValueAsync());
        Assert.Empty(await host.Rows.OfAsync(address));
    }

    private static ILocator RequestButton(Visit visit) =>
        visit.Page.GetByRole(AriaRole.Button, new() { Name = "Request", Exact = true });

    private async Task<Visit> OpenAsync(string address, int size)
    {
        var visit = await browser.VisitAsync(host.Address, "buttons");
        await visit.Page.GetByLabel("Name").FillAsync("Zoë");
        await visit.Page.GetByLabel("Email").FillAsync(address);
        await visit.Page.GetByLabel("Insurance card").SetInputFilesAsync(
            new FilePayload { Name = "card.jpg", MimeType = "image/jpeg", Buffer = new byte[size] });
        return visit;
    }
}
