using BlueSky.EndToEndTests.Hosting;

namespace BlueSky.EndToEndTests.Browser.Accessibility;

/// <summary>axe-core finds no violation on the pages for posts that were not accepted.</summary>
[Collection(nameof(WebsiteAccessibility))]
public sealed class RefusalPageAccessibilityTests(WebsiteHost website, BrowserFixture browser)
    : IClassFixture<BrowserFixture>
{
    private const string OtherWebsite = "http://other.example/";
    private const string UrlEncoded = "application/x-www-form-urlencoded";

    // As a browser posts without a script.
    private const string PostNatively = """
        ({ method, action, enctype, fields }) => {
          const form = Object.assign(document.createElement('form'), { method, action, enctype });
          for (const [name, value] of Object.entries(fields)) {
            form.append(Object.assign(document.createElement('textarea'), { name, value }));
          }
          document.body.append(form);
          form.submit();
        }
        """;

    [BrowserFact]
    public async Task The_page_that_holds_the_form_again_has_no_violation()
    {
        var fields = new Dictionary<string, string>
        {
            ["email"] = "zoe", ["phone"] = "12345", ["message"] = "After five, please.",
            ["topic"] = new string('x', 5_001),
        };

        await AssertAccessibleAsync("/api/consultation", "Please check 4 things", fields);
    }

    [BrowserFact]
    public Task The_page_for_an_empty_form_has_no_violation() =>
        AssertAccessibleAsync("/api/subscribe", "Nothing was filled in", []);

    [BrowserFact]
    public Task The_page_for_an_unknown_form_has_no_violation() =>
        AssertAccessibleAsync("/api/f/poll", "We cannot find this page", new() { ["email"] = "zoe@example.org" });

    [BrowserFact]
    public Task The_page_for_a_form_left_at_GET_has_no_violation() =>
        AssertAccessibleAsync("/api/subscribe", "This page is for the form", [], method: "get");

    [BrowserFact]
    public Task The_page_for_too_large_a_post_has_no_violation() =>
        AssertAccessibleAsync(
            "/api/consultation", "This is too much for us", new() { ["message"] = new string('a', 70_000) });

    [BrowserFact]
    public Task The_page_for_an_unreadable_post_has_no_violation() => AssertAccessibleAsync(
        "/api/subscribe", "We could not read the form", new() { ["{"] = "" }, encoding: "text/plain");

    [BrowserFact]
    public Task The_page_for_another_website_has_no_violation() => AssertAccessibleAsync(
        "/api/subscribe", "Please send it from here", new() { ["email"] = "zoe@example.org" }, from: OtherWebsite);

    private async Task AssertAccessibleAsync(
        string path, string title, Dictionary<string, string> fields, string method = "post",
        string encoding = UrlEncoded, string from = "")
    {
        var app = website.Host.Address;
        await using var visit = await browser.VisitAsync(app, javaScript: true);
        await visit.Page.RouteAsync($"{OtherWebsite}**", route => route.FulfillAsync(new() { Body = "" }));
        await visit.Page.GotoAsync(new Uri(app, from).AbsoluteUri);

        var action = new Uri(app, path).AbsoluteUri;
        await visit.Page.EvaluateAsync(PostNatively, new { method, action, enctype = encoding, fields });
        await visit.Page.Locator("h1", new() { HasText = title }).WaitForAsync();

        Assert.Empty(await Axe.ViolationsAsync(visit.Page));
    }
}
