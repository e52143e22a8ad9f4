using BlueSky.EndToEndTests.Browser;
using BlueSky.EndToEndTests.Hosting;
using Microsoft.Playwright;

namespace BlueSky.EndToEndTests.FrontDesk;

/// <summary>What staff do in a browser.</summary>
internal static class StaffSteps
{
    /// <summary>From the page that asks for the work email to the page that was wanted.</summary>
    public static async Task SignInAsync(this Visit visit, LocalHost host, string address)
    {
        var before = (await host.CapturedMail.CodesToAsync(address)).Count;
        await visit.Page.GetByLabel("Work email").FillAsync(address);
        await visit.PressAsync("Send me a code");
        await visit.Page.GetByLabel("8-digit code").FillAsync(await host.CapturedMail.NextCodeAsync(address, before));
        await visit.PressAsync("Sign in");
        await visit.Page.GetByText("Signed in as").WaitForAsync();
    }

    public static async Task OpenAsync(this Visit visit, LocalHost host, string path) =>
        await visit.Page.GotoAsync(new Uri(host.Address, path).AbsoluteUri);

    public static Task PressAsync(this Visit visit, string button) =>
        visit.Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).First.ClickAsync();

    public static Task SeesAsync(this Visit visit, string heading) =>
        visit.Page.GetByRole(AriaRole.Heading, new() { Name = heading, Exact = true }).First.WaitForAsync();

    /// <summary>The request in one of the list's groups, such as <c>new</c>.</summary>
    public static ILocator Card(this Visit visit, string group, string name) =>
        visit.Page.Locator($"section[aria-labelledby={group}] li").Filter(new() { HasText = name });
}
