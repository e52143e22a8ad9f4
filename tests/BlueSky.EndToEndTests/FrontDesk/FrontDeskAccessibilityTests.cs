using BlueSky.EndToEndTests.Browser;
using BlueSky.EndToEndTests.Browser.Accessibility;
using BlueSky.EndToEndTests.Hosting;
using BlueSky.EndToEndTests.Posting;
using Microsoft.Playwright;

namespace BlueSky.EndToEndTests.FrontDesk;

/// <summary>
/// The front desk for everybody: by axe-core's rules in light and dark, on a small phone, with text at 200 %, and by
/// keyboard alone.
/// </summary>
[Collection(nameof(FrontDeskHost))]
public sealed class FrontDeskAccessibilityTests(FrontDeskHost desk, BrowserFixture browser)
    : IClassFixture<BrowserFixture>
{
    // The browser itself writes this for each answer that is not a success.
    private const string FailedStatus = "Failed to load resource: the server responded with a status of 4";

    private static readonly Screen Phone = Screen.All[0];
    private static readonly Screen Desktop = Screen.All[1];
    private static readonly IReadOnlyList<Screen> Screens = [.. Screen.Narrow, Desktop];

    private readonly LocalHost host = desk.Host;

    [BrowserFact]
    public async Task The_pages_before_the_sign_in_have_no_violation()
    {
        var codes = (await host.CapturedMail.CodesToAsync(FrontDeskHost.Rosa)).Count;
        await using var visit = await browser.VisitAsync(new Uri(host.Address, "/staff"), javaScript: true);
        await AssertAccessibleAsync(visit, "Staff sign-in");
        await FrontDeskImages.TakeAsync(visit.Page, "sign-in", Phone);

        await visit.Page.GetByLabel("Work email").FillAsync("rosa@clinic");
        await visit.PressAsync("Send me a code");
        await visit.Page.GetByText("Enter a full email address").WaitForAsync();
        await AssertAccessibleAsync(visit, "Staff sign-in");

        await visit.Page.GetByLabel("Work email").FillAsync(FrontDeskHost.Rosa);
        await visit.PressAsync("Send me a code");
        await AssertAccessibleAsync(visit, "Check your email");

        await visit.Page.GetByLabel("8-digit code").FillAsync("wrong");
        await visit.PressAsync("Sign in");
        await AssertAccessibleAsync(visit, "That code does not match");
        AssertQuiet(visit);
        // The next test must not take it for its own.
        await host.CapturedMail.NextCodeAsync(FrontDeskHost.Rosa, codes);
    }

    [BrowserFact]
    public async Task The_lists_have_no_violation()
    {
        await using var visit = await SignedInAsync(FrontDeskHost.Rosa);
        await visit.Page.Locator("h1").WaitForAsync();
        await AssertAccessibleAsync(visit, "Waiting too long 2");
        await FrontDeskImages.TakeAsync(visit.Page, "list", Phone, Desktop);

        await OpenAsync(visit, "/staff/call-list", "This page is made for printing");
        await OpenAsync(visit, "/staff/search?state=done", "Done in the last 30 days");
        await OpenAsync(visit, "/staff/search?state=open", "Requests: Waiting for us");
        await visit.Page.GetByLabel("Name, phone, email or reference").FillAsync("Nobody of this name");
        await visit.PressAsync("Search");
        await AssertAccessibleAsync(visit, "No results for “Nobody of this name”");
        await visit.OpenAsync(host, "/staff/audit");
        await visit.Page.GetByText("staff search").First.WaitForAsync();
        await AssertAccessibleAsync(visit);
        AssertQuiet(visit);
    }

    [BrowserFact]
    public async Task The_pages_of_a_request_have_no_violation()
    {
        var id = await AskAsync();
        await using var visit = await SignedInAsync(FrontDeskHost.Rosa);
        await OpenAsync(visit, "/staff/requests/BSK-DEMA-4444", "Lucía Fernández");
        await FrontDeskImages.TakeAsync(visit.Page, "request", Phone);
        await OpenAsync(visit, "/staff/requests/BSK-DEMA-8888", "Hannah Moore");
        await OpenAsync(visit, "/staff/requests/BSK-DEMA-9999", "Daniel Kim");
        await OpenAsync(visit, "/staff/requests/BSK-DEMA-BBBB", "Not spam after all?");
        await OpenAsync(visit, "/staff/requests/BSK-DEMA-CCCC", "Is this a real person?");

        await visit.OpenAsync(host, $"/staff/requests/{id}");
        var other = await visit.Page.Context.NewPageAsync();
        await other.GotoAsync(visit.Page.Url);
        await other.GetByRole(AriaRole.Button, new() { Name = "We talked" }).ClickAsync();
        await other.GetByText("Saved: you talked with").WaitForAsync();
        await visit.PressAsync("Visit booked");
        await AssertAccessibleAsync(visit, "You changed this in another window");
        await visit.PressAsync("Save mine as well: Visit booked");
        await AssertAccessibleAsync(visit, "Saved: visit booked for Zoë Ångström");

        await OpenAsync(visit, "/staff/requests/BSK-2222-2222", "There is no such page");
        AssertQuiet(visit);
    }

    [BrowserFact]
    public async Task A_page_for_managers_has_no_violation_for_others_and_says_whom_it_is_for()
    {
        await using var visit = await SignedInAsync(FrontDeskHost.Ana);

        await OpenAsync(visit, "/staff/audit", "Only for managers");

        AssertQuiet(visit);
    }

    [BrowserFact]
    public async Task Every_button_of_a_request_can_be_pressed_by_keyboard_alone()
    {
        var id = await AskAsync();
        await using var visit = await browser.VisitAsync(new Uri(host.Address, $"/staff/requests/{id}"), true);
        var before = (await host.CapturedMail.CodesToAsync(FrontDeskHost.Rosa)).Count;
        await TypeAsync(visit, FrontDeskHost.Rosa, "Send me a code");
        await visit.SeesAsync("Check your email");
        await TypeAsync(visit, await host.CapturedMail.NextCodeAsync(FrontDeskHost.Rosa, before), "Sign in");
        await visit.SeesAsync("How did it go?");

        // By the values of the buttons, and what the page then says.
        foreach (var (button, outcome) in new[]
        {
            ("no-answer", "Saved: no answer from Zoë Ångström"),
            ("undo", "Undone. Zoë Ångström is back where they were."),
            ("called", "Saved: you talked with Zoë Ångström"),
            ("booked", "Saved: visit booked for Zoë Ångström"),
            ("reopen", "Saved: Zoë Ångström is on the list again"),
            ("not-a-patient", "Saved: Zoë Ångström is not a patient"),
            ("undo", "Undone. Zoë Ångström is back where they were."),
            ("spam", "Saved: spam. No email goes out."),
            ("real", "Saved: real person. Zoë Ångström is now under New."),
        })
        {
            await visit.Page.TabToAsync(button);
            await visit.Page.Keyboard.PressAsync("Enter");
            await visit.SeesAsync(outcome);
        }

        await visit.Page.TabToAsync("Note (optional, only staff can see it)");
        await visit.Page.Keyboard.TypeAsync("Rang twice");
        await visit.Page.TabToAsync("note");
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.SeesAsync("Note saved");
    }

    [BrowserFact]
    public async Task No_answer_is_said_from_the_list_by_keyboard_alone()
    {
        var name = $"Aaron {Some.Token()}";
        await host.SettledAsync((await host.SendAsync(
            Post.Consultation(Some.Address()).Without("name").With("name", name))).Id);
        await using var visit = await SignedInAsync(FrontDeskHost.Ana);
        var card = visit.Card("new", name);
        await card.GetByRole(AriaRole.Link, new() { Name = name, Exact = true }).FocusAsync();

        await visit.Page.TabToAsync($"How did it go? Contact with {name}");
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.TabToAsync("no-answer");
        await visit.Page.Keyboard.PressAsync("Enter");

        await visit.SeesAsync($"Saved: no answer from {name}");
        await visit.Card("tried", name).WaitForAsync();
    }

    private async Task<string> AskAsync()
    {
        var id = (await host.SendAsync(Post.Consultation(Some.Address()))).Id;
        await host.SettledAsync(id);
        return id;
    }

    private async Task<Visit> SignedInAsync(string address)
    {
        var visit = await browser.VisitAsync(new Uri(host.Address, "/staff"), javaScript: true);
        await visit.SignInAsync(host, address);
        return visit;
    }

    private static async Task TypeAsync(Visit visit, string text, string button)
    {
        await visit.Page.Keyboard.PressAsync("Tab");
        await visit.Page.Keyboard.TypeAsync(text);
        await visit.Page.TabToAsync(button);
        await visit.Page.Keyboard.PressAsync("Enter");
    }

    private async Task OpenAsync(Visit visit, string path, string heading)
    {
        await visit.OpenAsync(host, path);
        await AssertAccessibleAsync(visit, heading);
    }

    private static async Task AssertAccessibleAsync(Visit visit, string? heading = null)
    {
        if (heading is not null)
        {
            await visit.SeesAsync(heading);
        }

        Assert.Empty(await Axe.ViolationsAsync(visit.Page, Screens));
        foreach (var screen in Screen.Narrow)
        {
            await visit.Page.SetViewportSizeAsync(screen.Width, screen.Height);
            Assert.Equal((screen.Name, 0), (screen.Name, await visit.Page.OverflowAsync()));
        }

        await visit.Page.SetViewportSizeAsync(Desktop.Width, Desktop.Height);
    }

    private static void AssertQuiet(Visit visit) => Assert.DoesNotContain(
        visit.Complaints, complaint => !complaint.StartsWith(FailedStatus, StringComparison.Ordinal));
}
