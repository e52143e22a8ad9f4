using BlueSky.EndToEndTests.Hosting;
using BlueSky.EndToEndTests.Posting;
using BlueSky.EndToEndTests.Subscriptions;
using Microsoft.Playwright;

namespace BlueSky.EndToEndTests.Browser.Accessibility;

/// <summary>The pages behind the links in mails, for everybody: by axe-core's rules, and by keyboard alone.</summary>
[Collection(nameof(DoubleOptInHost))]
public sealed class LinkPageAccessibilityTests(DoubleOptInHost optIn, BrowserFixture browser)
    : IClassFixture<BrowserFixture>
{
    private readonly LocalHost host = optIn.Host;

    [BrowserFact]
    public async Task The_pages_of_a_subscribers_life_have_no_violation()
    {
        var mailbox = new Mailbox(host);
        await using var visit = await browser.VisitAsync(host.Address, javaScript: true);
        var asked = await AskAsync(mailbox, host);

        await OpenAsync(visit, asked.LinkTo("confirm"), "One tap, and you are in");
        await PressAsync(visit, "Yes, sign me up", "You are signed up");
        await OpenAsync(visit, asked.LinkTo("confirm"), "You are already signed up");
        var welcome = await mailbox.ReceivesAsync("subscribe-welcome");
        await OpenAsync(visit, welcome.LinkTo("resources"), "Your free resources");
        await OpenAsync(visit, welcome.LinkTo("unsubscribe"), "Do you want to unsubscribe?");
        await PressAsync(visit, "Unsubscribe", "You are unsubscribed");
        await mailbox.StateBecomesAsync("unsubscribed");
        await OpenAsync(visit, asked.LinkTo("confirm"), "This link is no longer needed");
    }

    [BrowserFact]
    public async Task The_pages_for_whom_it_was_not_have_no_violation()
    {
        await using var visit = await browser.VisitAsync(host.Address, javaScript: true);
        var asked = await AskAsync(new Mailbox(host), host);

        await OpenAsync(visit, asked.LinkTo("not-me"), "Did someone else use your address?");
        await PressAsync(visit, "This was not me", "We deleted the request");
        await OpenAsync(visit, new Uri(host.Address, "/api/confirm?t=cut-off"), "This link does not work");
    }

    [BrowserFact]
    public async Task The_pages_for_who_has_no_link_have_no_violation()
    {
        await using var visit = await browser.VisitAsync(host.Address, javaScript: true);

        await OpenAsync(visit, new Uri(host.Address, "/api/unsubscribe"), "Do you want to unsubscribe?");
        await visit.Page.GetByLabel("Email").FillAsync("ada@example");
        await PressAsync(visit, "Send me the link", "Please check your email address");
        await visit.Page.GetByLabel("Email").FillAsync(Some.Address());
        await PressAsync(visit, "Send me the link", "Please check your inbox");
    }

    [BrowserFact]
    public async Task A_link_is_asked_for_by_keyboard_alone()
    {
        await using var visit = await browser.VisitAsync(host.Address, javaScript: true);
        await visit.Page.GotoAsync(new Uri(host.Address, "/api/unsubscribe").AbsoluteUri);

        await visit.Page.TabToAsync("Email");
        await visit.Page.Keyboard.TypeAsync(Some.Address());
        await visit.Page.TabToAsync("Send me the link");
        await visit.Page.Keyboard.PressAsync("Enter");

        await visit.Page.Locator("h1", new() { HasText = "Please check your inbox" }).WaitForAsync();
    }

    [BrowserFact]
    public async Task The_pages_for_whoever_comes_late_have_no_violation()
    {
        await using var hasty = await LocalHost.StartAsync(new Dictionary<string, string>
        {
            ["Subscriptions:DoubleOptIn"] = "true",
            ["Subscriptions:ConfirmWithin"] = "00:00:01",
        });
        await using var visit = await browser.VisitAsync(hasty.Address, javaScript: true);
        var asked = await AskAsync(new Mailbox(hasty), hasty);
        await Task.Delay(TimeSpan.FromSeconds(2));

        await OpenAsync(visit, asked.LinkTo("not-me"), "There is nothing to do");
        await OpenAsync(visit, asked.LinkTo("confirm"), "This link is too old");
        await PressAsync(visit, "Send me a new email", "Please check your inbox");
    }

    [BrowserFact]
    public async Task A_subscription_is_confirmed_by_keyboard_alone()
    {
        var mailbox = new Mailbox(host);
        await using var visit = await browser.VisitAsync(host.Address, javaScript: true);
        await visit.Page.GotoAsync((await AskAsync(mailbox, host)).LinkTo("confirm").AbsoluteUri);

        Assert.Equal(
            ["Skip to the content", "Blue Sky Ketamine", "505-336-0217", "Yes, sign me up", "911", "988", "505-336-0217"],
            await visit.Page.TabThroughAsync());
        await visit.Page.TabToAsync("Yes, sign me up");
        await visit.Page.Keyboard.PressAsync("Enter");

        await visit.Page.Locator("h1", new() { HasText = "You are signed up" }).WaitForAsync();
        await mailbox.StateBecomesAsync("confirmed");
    }

    private static async Task<SentMail> AskAsync(Mailbox mailbox, LocalHost host)
    {
        await host.SendAsync(Post.Subscribe(mailbox.Address));
        return await mailbox.ReceivesAsync("subscribe-confirm");
    }

    private static async Task OpenAsync(Visit visit, Uri link, string title)
    {
        await visit.Page.GotoAsync(link.AbsoluteUri);
        await AssertAccessibleAsync(visit, title);
    }

    private static async Task PressAsync(Visit visit, string button, string title)
    {
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();
        await AssertAccessibleAsync(visit, title);
    }

    private static async Task AssertAccessibleAsync(Visit visit, string title)
    {
        await visit.Page.GetByRole(AriaRole.Heading, new() { Name = title, Exact = true }).WaitForAsync();
        Assert.Empty(await Axe.ViolationsAsync(visit.Page));
    }
}
