using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using BlueSky.EndToEndTests.Browser;
using BlueSky.EndToEndTests.Hosting;
using Microsoft.Playwright;

namespace BlueSky.EndToEndTests.FrontDesk;

/// <summary>News from the writing to the inbox, in a browser, on the process that is deployed.</summary>
[Collection(nameof(FrontDeskHost))]
public sealed partial class NewsTests(FrontDeskHost desk, BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    private readonly LocalHost host = desk.Host;

    [BrowserTheory]
    [InlineData(390, false)]
    [InlineData(1280, true)]
    public async Task News_are_written_tested_and_sent_what_failed_is_tried_again_and_who_unsubscribes_gets_no_more(
        int width, bool javaScript)
    {
        var (stays, leaves) = (Some.Address(), Some.Address());
        await using var visit = await browser.VisitAsync(new Uri(host.Address, "/staff/news"), javaScript, width);
        await visit.SignInAsync(host, FrontDeskHost.Rosa);
        await ImportAsync(visit, stays, leaves);
        Assert.Equal(0, await visit.Page.OverflowAsync());

        var first = $"Our hours {Some.Address()}";
        await WriteAsync(visit, first, "We are **open**.\n\n<b>Hello</b>");
        await visit.SeesAsync("Please check this");
        await visit.Page.GetByLabel("Text").FillAsync(
            "We are **open** in December.\n\n## Hours\n\n- Monday: 9 AM\n\n[Read more](https://www.example.org/hours)");
        await visit.PressAsync("Save and preview");
        await visit.SeesAsync("Preview");
        Assert.Equal(0, await visit.Page.OverflowAsync());

        await visit.PressAsync("Send a test");
        await visit.Page.GetByText("Test sent at").WaitForAsync();
        await Eventually.BecomesAsync(
            () => host.CapturedMail.ToAsync(FrontDeskHost.Rosa),
            mails => mails.Any(mail => mail.Subject == $"Test: {first}"), "the test came", withinSeconds: 30);

        await SendAsync(visit);
        var news = await ArrivesAsync(leaves, first);
        await ArrivesAsync(stays, first);
        Assert.Contains("Read more:\nhttps://www.example.org/hours", news.Text, StringComparison.Ordinal);
        await IsSentAsync(visit, first);

        using var gmail = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        using var body = new FormUrlEncodedContent([KeyValuePair.Create("List-Unsubscribe", "One-Click")]);
        using var answer = await gmail.PostAsync(new Uri(news.Headers["List-Unsubscribe"].Trim('<', '>')), body);
        Assert.Equal(200, (int)answer.StatusCode);

        var second = $"A new guide {Some.Address()}";
        await WriteAsync(visit, second, "It is on our website.");
        await visit.SeesAsync("Preview");
        await host.PlanFaultsAsync(new { status = 400, times = 1_000 });
        await SendAsync(visit);
        await IsSentAsync(visit, second);
        await host.EndFaultsAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { NameRegex = TryAgain() }).ClickAsync();
        await ArrivesAsync(stays, second);

        var all = await host.CapturedMail.AllAsync();
        Assert.Equal([first, second], all.Where(mail => mail.To == stays).Select(mail => mail.Subject).Order().Reverse());
        Assert.Equal([first], all.Where(mail => mail.To == leaves).Select(mail => mail.Subject));
        // What was wrong on purpose is answered 422.
        Assert.DoesNotContain(visit.Complaints, complaint => !complaint.Contains("422", StringComparison.Ordinal));
    }

    private async Task ImportAsync(Visit visit, params string[] addresses)
    {
        await visit.OpenAsync(host, "/staff/subscribers/import");
        await visit.Page.GetByLabel("A file with email addresses").SetInputFilesAsync(new FilePayload
        {
            Name = "contacts.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(string.Join('\n', addresses)),
        });
        await visit.PressAsync("Check this file");
        await visit.Page.GetByLabel("Where did they sign up?").FillAsync("Paper list");
        await visit.Page.GetByLabel("Yes, each of them asked for email from us.").CheckAsync();
        await visit.Page.GetByLabel("As they are.").CheckAsync();
        await visit.PressAsync($"Add {addresses.Length} people");
        foreach (var address in addresses)
        {
            await Eventually.BecomesAsync(
                async () => await host.Rows.RecipientAsync(address),
                row => row?.GetString("State") == "confirmed", "an imported address is confirmed");
        }

        await visit.OpenAsync(host, "/staff/subscribers");
        await visit.Page.GetByText(addresses[0]).First.WaitForAsync();
    }

    private async Task WriteAsync(Visit visit, string subject, string text)
    {
        await visit.OpenAsync(host, "/staff/news");
        await visit.PressAsync("Write news");
        await visit.Page.GetByLabel("Subject").FillAsync(subject);
        await visit.Page.GetByLabel("Text").FillAsync(text);
        await visit.PressAsync("Save and preview");
    }

    private static async Task SendAsync(Visit visit)
    {
        var label = await visit.Page.Locator("label[for=count]").InnerTextAsync();
        var count = int.Parse(Number().Match(label).ValueSpan, CultureInfo.InvariantCulture);
        var send = count == 1 ? "Send to 1 person" : $"Send to {count} people";
        await visit.Page.Locator("#count").FillAsync("0");
        await visit.PressAsync(send);
        await visit.Page.GetByText($"Please type the number {count}.").First.WaitForAsync();
        await visit.Page.Locator("#count").FillAsync(count.ToString(CultureInfo.InvariantCulture));
        await visit.PressAsync(send);
        await visit.Page.GetByText("You can close this page.").WaitForAsync();
    }

    private static async Task IsSentAsync(Visit visit, string subject) => await Eventually.BecomesAsync(
        async () =>
        {
            await visit.Page.ReloadAsync();
            return await visit.Page.GetByRole(AriaRole.Heading, new() { Level = 1 }).InnerTextAsync();
        },
        heading => heading == $"Sent: {subject}", "the news are sent", withinSeconds: 90);

    private async Task<SentMail> ArrivesAsync(string address, string subject) =>
        (await Eventually.BecomesAsync(
            () => host.CapturedMail.ToAsync(address), mails => mails.Any(mail => mail.Subject == subject),
            "the news came", withinSeconds: 90)).Single(mail => mail.Subject == subject);

    [GeneratedRegex(@"^Try \d+ emails? again$")]
    private static partial Regex TryAgain();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Number();
}
