using BlueSky.EndToEndTests.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BlueSky.EndToEndTests.Browser;

/// <summary>forms.js asks about a domain that looks mistyped: once, and it keeps nobody from sending.</summary>
[Collection(nameof(FailingNetwork))]
public sealed class MistypedDomainTests(WebsiteHost website, BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    private readonly LocalHost host = website.Host;

    [BrowserFact]
    public async Task Whoever_agrees_has_the_address_corrected()
    {
        var person = Some.Token();
        await using var visit = await OpenAsync();
        var email = visit.Page.GetByLabel("Email");
        await LeaveAsync(visit, $"{person}@GMAIL.con");

        await Expect(visit.Page.Locator("label + .bluesky-hint"))
            .ToHaveTextAsync($"Did you mean gmail.com? Use {person}@gmail.com");
        await Expect(visit.Page.Locator(".bluesky-hint").GetByRole(AriaRole.Status))
            .ToHaveTextAsync("Did you mean gmail.com? ");
        await Expect(email).ToHaveAttributeAsync("aria-describedby", "bluesky-hint-1 ");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = $"Use {person}@gmail.com" }).ClickAsync();

        await Expect(email).ToHaveValueAsync($"{person}@gmail.com");
        await Expect(email).ToBeFocusedAsync();
        await Expect(visit.Page.Locator(".bluesky-hint")).ToHaveCountAsync(0);
        await SendButton(visit).ClickAsync();
        await Expect(visit.Page.Locator(".bluesky-done")).ToBeVisibleAsync();
        Assert.Single(await host.Rows.OfAsync($"{person}@gmail.com"));
        Assert.Empty(visit.Complaints);
    }

    [BrowserFact]
    public async Task Whoever_goes_on_is_not_asked_again()
    {
        await using var visit = await OpenAsync();
        await visit.Page.RouteAsync("**/api/consultation", route => route.AbortAsync(), new() { Times = 1 });
        var mistyped = $"{Some.Token()}@gmial.com";
        await LeaveAsync(visit, mistyped);
        await Expect(visit.Page.Locator(".bluesky-hint")).ToBeVisibleAsync();

        await visit.Page.GetByLabel("Email").FocusAsync();
        await LeaveAsync(visit, mistyped);
        await Expect(visit.Page.Locator(".bluesky-hint")).ToHaveCountAsync(0);
        await LeaveAsync(visit, "zoe@hotmial.com");
        await visit.Page.Clock.RunForAsync(5_000);
        await Expect(visit.Page.Locator(".bluesky-hint")).ToHaveCountAsync(0);

        await LeaveAsync(visit, mistyped);
        await SendButton(visit).ClickAsync();
        await visit.Page.Clock.RunForAsync(1_000);
        await Expect(visit.Page.Locator(".bluesky-done")).ToBeVisibleAsync();
        Assert.Single(await host.Rows.OfAsync(mistyped));
    }

    [BrowserTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_question_keeps_nobody_from_sending(bool isSeen)
    {
        await using var visit = await OpenAsync();
        var mistyped = $"{Some.Token()}@yaho.com";
        await visit.Page.GetByLabel("Email").FillAsync(mistyped);
        if (isSeen)
        {
            await LeaveAsync(visit, mistyped);
            await Expect(visit.Page.Locator(".bluesky-hint")).ToBeVisibleAsync();
        }

        await SendButton(visit).ClickAsync(new() { Delay = 200 });
        await Expect(visit.Page.Locator(".bluesky-done")).ToBeVisibleAsync();
        await visit.Page.Clock.RunForAsync(5_000);

        await Expect(visit.Page.Locator(".bluesky-hint")).ToHaveCountAsync(0);
        Assert.Single(await host.Rows.OfAsync(mistyped));
    }

    [BrowserFact]
    public async Task The_question_goes_when_the_address_is_changed_and_a_problem_stays()
    {
        await using var visit = await OpenAsync();
        var email = visit.Page.GetByLabel("Email");
        await SendButton(visit).ClickAsync();
        await Expect(email).ToHaveAttributeAsync("aria-describedby", "bluesky-problem-1 ");
        await LeaveAsync(visit, "zoe@outlok.com");
        await Expect(email).ToHaveAttributeAsync("aria-describedby", "bluesky-hint-2 bluesky-problem-1 ");

        await email.PressAsync("End");
        await email.PressAsync("Backspace");

        await Expect(visit.Page.Locator(".bluesky-hint")).ToHaveCountAsync(0);
        await Expect(email).ToHaveAttributeAsync("aria-describedby", "bluesky-problem-1 ");
    }

    [BrowserFact]
    public async Task One_slip_is_seen()
    {
        await using var visit = await OpenAsync();
        (string Typed, string Meant)[] slips =
        [
            ("gmial.com", "gmail.com"), ("gamil.com", "gmail.com"), ("gmal.com", "gmail.com"),
            ("gmaill.com", "gmail.com"), ("gnail.com", "gmail.com"), ("gmail.con", "gmail.com"),
            ("gmail.cmo", "gmail.com"), ("gmail.om", "gmail.com"), ("gmail.cm", "gmail.com"),
            ("gmail.comm", "gmail.com"), ("gmailcom", "gmail.com"), ("gmailc.om", "gmail.com"), ("gmail", "gmail.com"),
            ("yaho.com", "yahoo.com"), ("yahoo.con", "yahoo.com"), ("yhaoo.com", "yahoo.com"),
            ("hotmial.com", "hotmail.com"), ("homail.com", "hotmail.com"), ("outlok.com", "outlook.com"),
            ("iclod.com", "icloud.com"), ("aol.con", "aol.com"), ("live.cmo", "live.com"),
        ];
        foreach (var (typed, meant) in slips)
        {
            await visit.Page.ReloadAsync();
            await LeaveAsync(visit, $"zoe@{typed}");
            Assert.Equal(
                $"Did you mean {meant}? Use zoe@{meant}", await visit.Page.Locator(".bluesky-hint").InnerTextAsync());
        }
    }

    [BrowserFact]
    public async Task A_domain_that_may_be_real_is_not_asked_about()
    {
        await using var visit = await OpenAsync();
        string[] domains =
        [
            "gmail.com", "GMAIL.COM", "gmail.co", "googlemail.com", "mail.com", "email.com", "ymail.com", "gmx.com",
            "yahoo.co", "yahoo.co.uk", "yahoo.com.mx", "yahoo.ca", "yahoo.fr", "hotmail.co.uk", "hotmail.de",
            "hotmail.fr",
            "outlook.fr", "outlook.com.au", "icloud.com", "cloud.com", "me.com", "mac.com", "proton.me", "love.com",
            "aol.de", "aol.co.uk", "aon.com", "al.com", "live.ca", "live.co.uk", "msn.com", "mns.com", "men.com",
            "clinic.example", "x",
        ];
        foreach (var domain in domains)
        {
            await LeaveAsync(visit, $"zoe@{domain}");
            await visit.Page.Clock.RunForAsync(1_000);
            Assert.Equal((domain, 0), (domain, await visit.Page.Locator(".bluesky-hint").CountAsync()));
        }

        await LeaveAsync(visit, "zoe@gmail.con");
        await Expect(visit.Page.Locator(".bluesky-hint")).ToBeVisibleAsync();
    }

    private static ILocator SendButton(Visit visit) =>
        visit.Page.GetByRole(AriaRole.Button, new() { Name = "Send it" });

    // The page's clock is the test's.
    private static async Task LeaveAsync(Visit visit, string address)
    {
        await visit.Page.GetByLabel("Email").FillAsync(address);
        await visit.Page.GetByLabel("Name").FocusAsync();
        await visit.Page.Clock.RunForAsync(500);
    }

    private async Task<Visit> OpenAsync()
    {
        var visit = await browser.VisitAsync(host.Address, "plain");
        await visit.Page.Clock.InstallAsync();
        await visit.Page.GetByLabel("Name").FillAsync("Zoë");
        return visit;
    }
}
