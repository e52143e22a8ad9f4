using System.Text.RegularExpressions;
using BlueSky.EndToEndTests.Hosting;
using Microsoft.Playwright;

namespace BlueSky.EndToEndTests.Browser;

/// <summary>The clinic's two forms as visitors meet them, with and without JavaScript.</summary>
[Collection(nameof(WebsiteHost))]
public sealed class DemoWebsiteTests(WebsiteHost website, BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    private readonly LocalHost host = website.Host;

    [BrowserTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_subscriber_is_thanked_and_gets_a_welcome(bool javaScript)
    {
        var address = Some.Address();
        await using var visit = await browser.VisitAsync(host.Address, javaScript);

        await visit.Form("subscribe").Locator("[type=email]").FillAsync(address);
        await visit.SubmitAsync("subscribe");

        await AssertThankedAsync(visit, javaScript, "Please check your inbox", "We sent you an email");
        await AssertMailedAsync(address, "subscribe-welcome");
        Assert.Empty(visit.Complaints);
    }

    [BrowserTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_request_for_a_consultation_is_acknowledged(bool javaScript)
    {
        var address = Some.Address();
        await using var visit = await browser.VisitAsync(host.Address, javaScript);

        await FillAsync(visit, address, phone: "(505) 336-0217");
        await visit.Form("consultation").Locator("select").SelectOptionAsync("Phone");
        await visit.SubmitAsync("consultation");

        await AssertThankedAsync(visit, javaScript);
        var submission = await AssertMailedAsync(address, "consultation-received");
        Assert.Equal("Zoë O'Hara", submission["Name"]);
        Assert.Equal("5053360217", submission["PhoneDigits"]);
        Assert.Equal("After five, please.\nThanks — Zoë", submission["Message"]!.ReplaceLineEndings("\n"));
        Assert.Equal("Phone", submission.Fields.Single(field => IsNamed(field.Key, "preferred_contact")).Value);
        Assert.Empty(visit.Complaints);
    }

    [BrowserTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_refused_request_loses_nothing_typed_and_can_be_corrected_where_it_stands(bool javaScript)
    {
        var address = Some.Address();
        await using var visit = await browser.VisitAsync(host.Address, javaScript);

        // Browsers let these five digits pass; the clinic could not call them.
        await FillAsync(visit, address, phone: "12345");
        await visit.SubmitAsync("consultation");
        var form = visit.Form("consultation");
        var problem = await visit.Page.Locator("body").InnerTextAsync();

        Assert.Contains("phone", problem, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(await host.Rows.OfAsync(address));
        Assert.Equal("Zoë O'Hara", await form.Locator("[name=name i]").InputValueAsync());
        Assert.Equal(address, await form.Locator("[name=email i]").InputValueAsync());
        Assert.Equal("12345", await form.Locator("[name=phone i]").InputValueAsync());
        Assert.Equal("After five, please.\nThanks — Zoë", await form.Locator("[name=message i]").InputValueAsync());

        await form.Locator("[name=phone i]").FillAsync("505-336-0217");
        await visit.SubmitAsync("consultation");

        await AssertThankedAsync(visit, javaScript);
        Assert.Equal("5053360217", (await AssertMailedAsync(address, "consultation-received"))["PhoneDigits"]);
        Assert.DoesNotContain(visit.Complaints, complaint => !complaint.Contains("422", StringComparison.Ordinal));
    }

    [BrowserTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_mistyped_address_can_be_corrected_where_it_stands(bool javaScript)
    {
        var address = Some.Address();
        await using var visit = await browser.VisitAsync(host.Address, javaScript);

        // To a browser this is an address.
        await visit.Form("subscribe").Locator("[type=email]").FillAsync("zoe@example");
        await visit.SubmitAsync("subscribe");
        var field = visit.Form("subscribe").Locator("[type=email]");
        Assert.Equal("zoe@example", await field.InputValueAsync());

        await field.FillAsync(address);
        await visit.SubmitAsync("subscribe");

        await AssertThankedAsync(visit, javaScript, "Please check your inbox", "We sent you an email");
        await AssertMailedAsync(address, "subscribe-welcome");
    }

    [BrowserTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_double_click_is_one_submission(bool javaScript)
    {
        var address = Some.Address();
        await using var visit = await browser.VisitAsync(host.Address, javaScript);

        await FillAsync(visit, address, phone: "505-336-0217");
        await visit.SubmitButton("consultation").DblClickAsync();

        await AssertThankedAsync(visit, javaScript);
        await AssertMailedAsync(address, "consultation-received");
    }

    [BrowserTheory]
    [InlineData(320)]
    [InlineData(390)]
    public async Task A_phone_needs_no_sideways_scrolling(int width)
    {
        await using var visit = await browser.VisitAsync(host.Address, javaScript: true, width);

        var website = await OverflowAsync(visit.Page);
        await FillAsync(visit, Some.Address(), phone: "12345");
        await visit.SubmitAsync("consultation");
        var refused = await OverflowAsync(visit.Page);
        await visit.Form("consultation").Locator("[name=phone i]").FillAsync("505-336-0217");
        await visit.SubmitAsync("consultation");
        var thanked = await OverflowAsync(visit.Page);

        Assert.Equal((0, 0, 0), (website, refused, thanked));
    }

    private static async Task FillAsync(Visit visit, string address, string phone)
    {
        var form = visit.Form("consultation");
        await form.GetByLabel("Your name").FillAsync("Zoë O'Hara");
        await form.GetByLabel("Email", new() { Exact = true }).FillAsync(address);
        await form.GetByLabel("Phone", new() { Exact = true }).FillAsync(phone);
        await form.GetByLabel("Message").FillAsync("After five, please.\nThanks — Zoë");
    }

    private static async Task<int> OverflowAsync(IPage page)
    {
        await page.WaitForFunctionAsync("document.readyState === 'complete'");
        return await page.OverflowAsync();
    }

    // Where the form stood, below Webflow's own text, or without JavaScript on the app's own page.
    private static async Task AssertThankedAsync(
        Visit visit, bool javaScript, string heading = "We got your request", string next = "We will contact you by")
    {
        if (javaScript)
        {
            Assert.Equal(
                "Thank you! Your submission has been received!",
                await visit.Page.Locator(".w-form-done:visible > :first-child").InnerTextAsync());
        }
        else
        {
            // Looks at the address again and again: of a double click the first navigation is given up.
            await Assertions.Expect(visit.Page).ToHaveURLAsync(new Regex("/api/thanks"), new() { Timeout = 30_000 });
            Assert.Equal(heading, await visit.Page.Locator("h1").InnerTextAsync());
        }

        await Assertions.Expect(visit.Page.Locator(javaScript ? ".bluesky-next" : "main")).ToContainTextAsync(next);
    }

    private async Task<Submission> AssertMailedAsync(string address, string template)
    {
        var row = Assert.Single(await host.Rows.OfAsync(address));
        var submission = await host.SettledAsync(row.RowKey);
        Assert.Equal("processed", submission["State"]);
        Assert.Equal(template, Assert.Single(submission.Mails, mail => mail.To == address).Template);
        Assert.Equal(2, submission.Mails.Count(mail => mail.Template == "staff-notice"));
        return submission;
    }

    private static bool IsNamed(string field, string name) =>
        field.Replace('-', '_').Replace(' ', '_').Equals(name, StringComparison.OrdinalIgnoreCase);
}
