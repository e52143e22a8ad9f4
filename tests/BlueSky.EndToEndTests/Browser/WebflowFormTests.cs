using BlueSky.EndToEndTests.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BlueSky.EndToEndTests.Browser;

/// <summary>forms.js on pages with Webflow's markup, and on plain ones, all on another origin than the app.</summary>
[Collection(nameof(WebsiteHost))]
public sealed class WebflowFormTests(WebsiteHost website, BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    private readonly LocalHost host = website.Host;

    [BrowserFact]
    public async Task A_form_in_a_hidden_tab_ends_in_Webflows_own_success_block()
    {
        var address = Some.Address();
        await using var visit = await browser.VisitAsync(host.Address, "footer");
        var form = await visit.OpenConsultationAsync();
        await form.FillConsultationAsync(address);
        await form.Locator("[type=checkbox]").CheckAsync(new() { Force = true });

        await visit.SubmitAsync("consultation");

        var done = visit.Page.Locator(".w-tabs .w-form-done");
        await Expect(done.Locator("> div").First).ToHaveTextAsync("Thank you! Your submission has been received!");
        await Expect(done).ToBeFocusedAsync();
        await Expect(done).ToHaveAttributeAsync("role", "status");
        await Expect(form).ToBeHiddenAsync();
        // The other form on the page is not touched.
        await Expect(visit.Page.Locator(".footer .w-form-done")).ToBeHiddenAsync();
        await Expect(visit.Form("subscribe")).ToBeVisibleAsync();
        var row = Assert.Single(await host.Rows.OfAsync(address));
        Assert.Equal("Zoë O'Hara", row.GetString("Name"));
        Assert.Equal("5053360217", row.GetString("PhoneDigits"));
        Assert.Equal("http://localhost:8123/", row.GetString("Source"));
        Assert.Equal("""{"checkbox":"on"}""", row.GetString("Fields"));
        Assert.Empty(visit.Complaints);
    }

    [BrowserFact]
    public async Task A_get_left_by_mistake_is_posted_and_the_other_form_can_follow()
    {
        var (subscriber, visitor) = (Some.Address(), Some.Address());
        await using var visit = await browser.VisitAsync(host.Address, "footer");

        await visit.Form("subscribe").Locator("[type=email]").FillAsync(subscriber);
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(visit.Page.Locator(".footer .w-form-done")).ToBeVisibleAsync();
        await (await visit.OpenConsultationAsync()).FillConsultationAsync(visitor);
        await visit.SubmitButton("consultation").ClickAsync();
        await Expect(visit.Page.Locator(".w-tabs .w-form-done")).ToBeVisibleAsync();

        Assert.Equal("http://localhost:8123/footer.html", visit.Page.Url.TrimEnd('#'));
        Assert.Equal("subscribe", Assert.Single(await host.Rows.OfAsync(subscriber)).GetString("Form"));
        Assert.Equal("consultation", Assert.Single(await host.Rows.OfAsync(visitor)).GetString("Form"));
        Assert.Empty(visit.Complaints);
    }

    [BrowserFact]
    public async Task A_broken_rule_is_shown_at_its_field_and_can_be_mended_there()
    {
        var address = Some.Address();
        await using var visit = await browser.VisitAsync(host.Address, "footer");
        var form = await visit.OpenConsultationAsync();
        await form.FillConsultationAsync(address, phone: "12345");

        await visit.SubmitAsync("consultation");

        var phone = form.Locator("[name=Phone-Number-2]");
        await Expect(phone).ToBeFocusedAsync();
        await Expect(phone).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(phone).ToHaveAttributeAsync("aria-describedby", "bluesky-problem-1 phone-hint");
        await Expect(form.Locator("#bluesky-problem-1")).ToContainTextAsync("phone");
        await Expect(visit.Page).ToHaveTitleAsync("1 problem - A page with both forms");
        await Expect(visit.Page.Locator(".w-tabs .w-form-fail")).ToBeHiddenAsync();
        await Expect(phone).ToHaveValueAsync("12345");
        await Expect(form.Locator("[name=name-3]")).ToHaveValueAsync("Zoë O'Hara");
        await Expect(visit.SubmitButton("consultation")).ToHaveValueAsync("Send");

        await phone.FillAsync("505-336-0217");
        await visit.SubmitButton("consultation").ClickAsync();
        await Expect(visit.Page.Locator(".w-tabs .w-form-done")).ToBeVisibleAsync();
        await Expect(visit.Page.Locator(".bluesky-problem")).ToHaveCountAsync(0);
        await Expect(visit.Page).ToHaveTitleAsync("A page with both forms");
        await Expect(phone).ToHaveAttributeAsync("aria-describedby", "phone-hint");
        Assert.Equal("5053360217", Assert.Single(await host.Rows.OfAsync(address)).GetString("PhoneDigits"));
        // What a browser says of any answer that is not a success.
        Assert.Contains("422", Assert.Single(visit.Complaints), StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task A_form_without_an_action_goes_to_the_app_alone_and_follows_its_redirect()
    {
        var address = Some.Address();
        await using var visit = await browser.VisitAsync(host.Address, "slider");
        await visit.Page.Locator(".w-slider-arrow-right").ClickAsync();

        await visit.Page.Locator("[type=email]").FillAsync(address);
        await visit.Page.Locator("[type=submit]").ClickAsync();
        await visit.Page.WaitForURLAsync(
            "http://localhost:8123/welcome.html", new() { WaitUntil = WaitUntilState.Commit });

        Assert.Single(await host.Rows.OfAsync(address));

        await visit.Page.GoBackAsync();
        await Expect(visit.Page.Locator("[type=submit]")).ToHaveValueAsync("Subscribe");
        await Expect(visit.Page.Locator("[type=submit]")).ToBeEnabledAsync();
        Assert.False(await visit.Page.EvaluateAsync<bool>("'sentToWebflow' in sessionStorage"));
        Assert.Empty(visit.Complaints);
    }

    [BrowserFact]
    public async Task Who_comes_back_by_the_browsers_cache_finds_the_form_as_it_was()
    {
        await using var visit = await browser.VisitAsync(host.Address, "slider");
        await visit.Page.Locator(".w-slider-arrow-right").ClickAsync();
        // The test's browser has no such cache. So it stays on the page, to look at what would be kept of it.
        await visit.Page.EvaluateAsync("document.forms[0].dataset.redirect = '#welcome'");
        await visit.Page.Locator("[type=email]").FillAsync(Some.Address());
        await visit.Page.Locator("[type=submit]").ClickAsync();
        await visit.Page.WaitForURLAsync("**#welcome");
        await Expect(visit.Page.Locator("[type=submit]")).ToHaveValueAsync("Please wait...");

        await visit.Page.EvaluateAsync("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))");

        Assert.Equal("Subscribe", await visit.Page.Locator("[type=submit]").InputValueAsync());
        Assert.True(await visit.Page.Locator("[type=submit]").IsEnabledAsync());
        Assert.Equal("", await visit.Page.Locator("[type=email]").InputValueAsync());
    }

    [BrowserFact]
    public async Task A_plain_form_gets_blocks_of_its_own()
    {
        await using var visit = await browser.VisitAsync(host.Address, "plain");
        var form = visit.Form("consultation");
        await form.GetByLabel("Name").FillAsync("Zoë");
        await form.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(form.GetByLabel("Email")).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(form.GetByRole(AriaRole.Button)).ToHaveTextAsync("Send it");

        await form.GetByLabel("Email").FillAsync(Some.Address());
        await form.GetByRole(AriaRole.Button).ClickAsync();

        await Expect(visit.Page.Locator(".bluesky-done"))
            .ToContainTextAsync("Thank you! Your submission has been received!");
        await Expect(visit.Page.Locator(".bluesky-done")).ToBeFocusedAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Search" }).ClickAsync();
        Assert.True(await visit.Page.EvaluateAsync<bool>("searched"));
    }

    [BrowserFact]
    public async Task A_form_that_came_later_is_taken_too_and_its_wish_for_a_next_page_is_followed()
    {
        var address = Some.Address();
        await using var visit = await browser.VisitAsync(host.Address, "plain");
        await visit.Page.Locator("#later").ClickAsync();

        await visit.Form("subscribe").GetByLabel("Email").FillAsync(address);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Subscribe now" }).ClickAsync();
        await visit.Page.WaitForURLAsync(
            "http://localhost:8123/welcome.html", new() { WaitUntil = WaitUntilState.Commit });

        Assert.Equal(
            """{"place":"popup"}""", Assert.Single(await host.Rows.OfAsync(address)).GetString("Fields"));
        Assert.Contains("_loadedAt=", Assert.Single(visit.Posts), StringComparison.Ordinal);
        Assert.Empty(visit.Complaints);
    }

    [BrowserFact]
    public async Task A_check_of_the_sites_own_is_heard()
    {
        await using var visit = await browser.VisitAsync(host.Address, "plain");
        await visit.Page.EvaluateAsync("document.addEventListener('submit', event => event.preventDefault())");
        await visit.Form("consultation").GetByLabel("Name").FillAsync("Zoë");

        await visit.Form("consultation").GetByRole(AriaRole.Button).ClickAsync();

        await Expect(visit.Form("consultation").GetByRole(AriaRole.Button)).ToBeEnabledAsync();
        Assert.Empty(visit.Posts);
    }

    [BrowserFact]
    public async Task A_page_that_may_not_make_unique_ids_gets_one_all_the_same()
    {
        await using var visit = await browser.VisitAsync(host.Address, "plain");
        await visit.Page.EvaluateAsync("delete Crypto.prototype.randomUUID");
        await visit.Form("consultation").GetByLabel("Name").FillAsync("Zoë");

        await visit.Form("consultation").GetByRole(AriaRole.Button).ClickAsync();

        await Expect(visit.Page.Locator(".bluesky-problem")).ToBeVisibleAsync();
        Assert.Matches(@"_id=\d+-\d+-\d+-\d+&", Assert.Single(visit.Posts));
    }

    [BrowserTheory]
    [InlineData("delete window.fetch")]
    [InlineData("window.FormData = function () { throw new Error('not today'); }")]
    public async Task When_something_is_missing_the_browser_posts_the_form(string missing)
    {
        var address = Some.Address();
        await using var visit = await browser.VisitAsync(host.Address, "plain");
        await visit.Page.AddInitScriptAsync(missing);
        await visit.Page.ReloadAsync();
        await visit.Form("consultation").GetByLabel("Name").FillAsync("Zoë");
        await visit.Form("consultation").GetByLabel("Email").FillAsync(address);

        await visit.Form("consultation").GetByRole(AriaRole.Button).ClickAsync();
        await visit.Page.WaitForURLAsync("**/api/thanks*", new() { WaitUntil = WaitUntilState.Commit });

        Assert.Single(await host.Rows.OfAsync(address));
        Assert.Empty(visit.Complaints);
    }

    [BrowserFact]
    public async Task Without_JavaScript_the_browser_posts_the_form()
    {
        var address = Some.Address();
        await using var visit = await browser.VisitAsync(host.Address, "plain", javaScript: false);
        var form = visit.Form("consultation");
        await form.GetByLabel("Name").FillAsync("Zoë");
        await form.GetByLabel("Email").FillAsync(address);

        await form.GetByRole(AriaRole.Button).ClickAsync();
        await visit.Page.WaitForURLAsync("**/api/thanks*", new() { WaitUntil = WaitUntilState.Commit });

        Assert.Single(await host.Rows.OfAsync(address));
    }
}
