using BlueSky.EndToEndTests.Hosting;
using Microsoft.Playwright;

namespace BlueSky.EndToEndTests.Browser;

/// <summary>A request on a phone: the form, the visitor's email and the staff's. The README shows the three.</summary>
[Collection(nameof(WebsiteHost))]
public sealed class RequestOnPhoneTests(WebsiteHost website, BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    private const int Width = 390;
    private const int Height = 750;

    // Without chance in it, for the picture: no other test writes to it.
    private const string Visitor = "zoe.ohara@example.org";

    private readonly LocalHost host = website.Host;

    [BrowserFact]
    public async Task The_emails_that_follow_need_no_sideways_scrolling()
    {
        await using var visit = await browser.VisitAsync(host.Address, javaScript: true, Width);
        var form = await FillAsync(visit);
        await visit.SubmitAsync("consultation");
        var request = await host.SettledAsync(Assert.Single(await host.Rows.OfAsync(Visitor)).RowKey);

        var acknowledgement = request.Mails.Single(mail => mail.Template == "consultation-received");
        await using var visitors = await OpenAsync(acknowledgement);
        var notice = request.Mails.First(mail => mail.Template == "staff-notice");
        await using var staffs = await OpenAsync(notice);

        Assert.Equal((0, 0), (await visitors.Page.OverflowAsync(), await staffs.Page.OverflowAsync()));
        await ReadmeImage.TakeAsync(visit.Page,
        [
            new("1. A visitor asks for a call", "The form on the clinic's website", form),
            new("2. The visitor gets an email", $"Subject: {acknowledgement.Subject}", await ShowAsync(visitors.Page)),
            new("3. The staff get an email", $"Subject: {notice.Subject}", await ShowAsync(staffs.Page)),
        ]);
    }

    /// <returns>A picture of the filled form.</returns>
    private static async Task<byte[]> FillAsync(Visit visit)
    {
        var form = visit.Form("consultation");
        await form.GetByLabel("Your name").FillAsync("Zoë O'Hara");
        await form.GetByLabel("Email", new() { Exact = true }).FillAsync(Visitor);
        await form.GetByLabel("Phone", new() { Exact = true }).FillAsync("(505) 336-0217");
        await form.GetByLabel("Best time").FillAsync("After five");
        await form.EvaluateAsync("form => { document.activeElement.blur(); form.scrollIntoView(); }");
        return await ShowAsync(visit.Page);
    }

    private static async Task<byte[]> ShowAsync(IPage page)
    {
        await page.SetViewportSizeAsync(Width, Height);
        return await page.ScreenshotAsync();
    }

    // As a mail program shows it: the html part alone.
    private async Task<Visit> OpenAsync(SentMail mail)
    {
        var visit = await browser.VisitAsync(host.Address, javaScript: true, Width);
        await visit.Page.SetContentAsync(mail.Html);
        return visit;
    }
}
