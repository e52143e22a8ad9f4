using BlueSky.EndToEndTests.Hosting;

namespace BlueSky.EndToEndTests.Browser.Accessibility;

/// <summary>The demo website without a mouse: every stop can be seen, and the focus lands on the result.</summary>
[Collection(nameof(WebsiteAccessibility))]
public sealed class KeyboardTests(WebsiteHost website, BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    private readonly LocalHost host = website.Host;

    [BrowserTheory]
    [InlineData(390)]
    [InlineData(1280)]
    public async Task The_tab_key_leads_through_the_page_and_past_the_honeypots(int width)
    {
        await using var visit = await browser.VisitAsync(host.Address, javaScript: true, width);

        string[] stops =
        [
            "Skip to the content", "Blue Sky Ketamine", "Free resources", "Free consultation", "Español",
            "505-336-0217",
            "Ask for a free consultation", "505-336-0217",
            "How to prepare for a first appointment", "Questions to ask us", "Keeping notes between visits",
            "505-336-0217", "Your name", "Phone", "Email", "How should we reach you?", "Best time (optional)",
            "Message (optional)", "Send my request",
            "Email", "Subscribe", "505-336-0217",
        ];
        Assert.Equal(stops, await visit.Page.TabThroughAsync());
    }

    [BrowserFact]
    public async Task A_consultation_is_asked_for_corrected_and_thanked_for_by_keyboard_alone()
    {
        var address = Some.Address();
        await using var visit = await browser.VisitAsync(host.Address, javaScript: true);
        var keyboard = visit.Page.Keyboard;

        await visit.Page.TabToAsync("Your name");
        await keyboard.TypeAsync("Zoë O'Hara");
        await visit.Page.TabToAsync("Phone");
        await keyboard.TypeAsync("12345");
        await visit.Page.TabToAsync("Email");
        await keyboard.TypeAsync(address);
        await keyboard.PressAsync("Enter");
        await visit.Page.Locator(".bluesky-problem").WaitForAsync();
        Assert.Equal("Phone", await visit.Page.FocusedAsync());

        await keyboard.PressAsync("ControlOrMeta+a");
        await keyboard.TypeAsync("505-336-0217");
        await keyboard.PressAsync("Enter");
        await visit.Page.Locator(".w-form-done:visible").WaitForAsync();

        AssertIsSeen("Thank you! Your submission has been received!", await visit.Page.FocusedAsync());
        Assert.Equal("5053360217", Assert.Single(await host.Rows.OfAsync(address)).GetString("PhoneDigits"));
    }

    [BrowserFact]
    public async Task A_failure_gets_the_focus_and_the_next_stop_is_the_number_to_call()
    {
        await using var visit = await browser.VisitAsync(host.Address, javaScript: true);
        await visit.Page.RouteAsync("**/api/subscribe", route => route.FulfillAsync(
            new() { Status = 503, Headers = new Dictionary<string, string> { ["Retry-After"] = "60" } }));

        await visit.Page.TabToAsync("Subscribe");
        await visit.Page.Keyboard.PressAsync("Shift+Tab");
        await visit.Page.Keyboard.TypeAsync(Some.Address());
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.Locator(".w-form-fail:visible").WaitForAsync();

        AssertIsSeen("Oops! Something went wrong while submitting the form", await visit.Page.FocusedAsync());
        Assert.Equal(["505-336-0217", "505-336-0217"], await visit.Page.TabThroughAsync());
    }

    private static void AssertIsSeen(string start, string focused)
    {
        Assert.StartsWith(start, focused, StringComparison.Ordinal);
        Assert.DoesNotContain("not to be seen", focused, StringComparison.Ordinal);
    }
}
