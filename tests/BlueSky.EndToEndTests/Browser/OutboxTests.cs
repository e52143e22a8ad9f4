using BlueSky.EndToEndTests.Browser.Accessibility;
using BlueSky.EndToEndTests.Hosting;
using BlueSky.EndToEndTests.Posting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BlueSky.EndToEndTests.Browser;

/// <summary>LocalHost's page of captured emails, as a newcomer reads it.</summary>
[Collection(nameof(DoubleOptInHost))]
public sealed class OutboxTests(DoubleOptInHost subscriptions, BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    private readonly LocalHost host = subscriptions.Host;

    [BrowserFact]
    public async Task An_email_is_read_on_a_phone_and_in_the_dark_and_its_link_works()
    {
        var address = await SubscribeAsync();
        await using var visit = await OpenAsync(address);
        var page = visit.Page;
        Assert.Equal((800, false), await FrameAsync(page));

        await page.GetByRole(AriaRole.Link, new() { Name = "Phone", Exact = true }).ClickAsync();
        await Expect(page.Locator(".frame.phone")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Dark", Exact = true }).ClickAsync();
        await page.WaitForURLAsync(url => url.Contains("theme=dark", StringComparison.Ordinal));

        Assert.Equal((390, true), await FrameAsync(page));
        var confirmation = await page.RunAndWaitForPopupAsync(
            () => Frame(page).Locator("a[href*='/api/confirm?t=']").First.ClickAsync());
        await confirmation.Locator("button").First.ClickAsync();
        await Eventually.BecomesAsync(
            async () => (await host.Rows.RecipientAsync(address))?.GetString("State"), state => state == "confirmed",
            "the subscription is confirmed");
    }

    [BrowserFact]
    public async Task A_new_email_opens_by_itself_but_never_under_somebody_who_reads_another()
    {
        var first = await SubscribeAsync();
        await using var follower = await browser.VisitAsync(OutboxAddress, javaScript: true);
        await using var reader = await OpenAsync(first);

        var second = await SubscribeAsync();

        await Expect(follower.Page.Locator("#email .facts")).ToContainTextAsync(second);
        await Expect(reader.Page.Locator("#list li").First).ToContainTextAsync(second);
        await Expect(reader.Page.Locator("#news")).ToHaveTextAsync("1 new email");
        await Expect(reader.Page.Locator("#email .facts")).ToContainTextAsync(first);
        await Expect(reader.Page).ToHaveTitleAsync("(1) Emails");
        await reader.Page.GetByRole(AriaRole.Link, new() { Name = "1 new email" }).ClickAsync();
        await Expect(reader.Page.Locator("#email .facts")).ToContainTextAsync(second);
        Assert.Empty(reader.Complaints);
    }

    [BrowserFact]
    public async Task Each_submission_says_its_state_and_a_request_leads_to_the_front_desk()
    {
        await using var visit = await browser.VisitAsync(OutboxAddress, javaScript: true);

        var address = Some.Address();
        var answer = await host.SendAsync(Post.Consultation(address));

        var row = visit.Page.Locator("#submissions tr").Filter(new() { HasText = answer.Id });
        await Expect(row).ToContainTextAsync("Processed");
        await Expect(row).ToContainTextAsync("consultation-received: arrived", new() { Timeout = 30_000 });
        await Expect(row.GetByRole(AriaRole.Link, new() { Name = answer.Id }))
            .ToHaveAttributeAsync("href", $"{host.Address}staff/requests/{answer.Id}");
        await row.GetByText("consultation-received: arrived").ClickAsync();
        await Expect(visit.Page.Locator("#email .facts")).ToContainTextAsync(address);
    }

    [BrowserTheory]
    [InlineData("")]
    [InlineData("&view=text")]
    [InlineData("&theme=dark&size=phone")]
    public async Task The_page_has_no_violation_and_no_sideways_scrolling(string view)
    {
        var mail = await host.CapturedMail.ArrivesAsync(await SubscribeAsync());
        await using var visit = await browser.VisitAsync(
            new Uri($"{OutboxAddress}?id={mail.MessageId}{view}"), javaScript: true);
        await visit.Page.Locator("summary").ClickAsync();

        Assert.Empty(await Axe.ViolationsAsync(visit.Page));
        foreach (var screen in Screen.Narrow)
        {
            await visit.Page.SetViewportSizeAsync(screen.Width, screen.Height);
            Assert.Equal(0, await visit.Page.OverflowAsync());
        }
    }

    [BrowserFact]
    public async Task It_is_read_without_JavaScript()
    {
        var address = await SubscribeAsync();
        await using var visit = await browser.VisitAsync(OutboxAddress, javaScript: false);

        await visit.Page.Locator("#list li").Filter(new() { HasText = address }).GetByRole(AriaRole.Link).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Text", Exact = true }).ClickAsync();

        await Expect(visit.Page.Locator("#email .text")).ToContainTextAsync($"{host.Address}api/confirm?t=");
        await Expect(visit.Page.Locator("#email .facts")).ToContainTextAsync(address);
    }

    private Uri OutboxAddress => new(host.Address, "/_local/mail");

    /// <returns>The address that was subscribed; its confirmation email is captured.</returns>
    private async Task<string> SubscribeAsync()
    {
        var address = Some.Address();
        await host.StoredAsync(Post.Subscribe(address));
        await host.CapturedMail.ArrivesAsync(address);
        return address;
    }

    /// <summary>Opens the email to an address from the list.</summary>
    private async Task<Visit> OpenAsync(string address)
    {
        var visit = await browser.VisitAsync(OutboxAddress, javaScript: true);
        await visit.Page.Locator("#list li").Filter(new() { HasText = address }).GetByRole(AriaRole.Link).ClickAsync();
        await visit.Page.WaitForURLAsync(url => url.Contains("id=", StringComparison.Ordinal));
        return visit;
    }

    private static IFrameLocator Frame(IPage page) => page.FrameLocator("#email iframe");

    private static async Task<(int Width, bool IsDark)> FrameAsync(IPage page)
    {
        var body = Frame(page).Locator("body");
        return (await body.EvaluateAsync<int>("() => innerWidth"), await body.EvaluateAsync<bool>(
            "body => getComputedStyle(body).backgroundColor.match(/\\d+/g).every(channel => channel < 64)"));
    }
}
