using BlueSky.EndToEndTests.Browser;
using BlueSky.EndToEndTests.Hosting;

namespace BlueSky.EndToEndTests.FrontDesk;

/// <summary>What a newcomer sees with <c>--demo true</c>.</summary>
[Collection(nameof(FrontDeskHost))]
public sealed class DemoTests(FrontDeskHost desk, BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    private readonly LocalHost host = desk.Host;

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task The_demo_has_twelve_requests_in_all_states()
    {
        var states = (await host.Rows.AllAsync("Submissions"))
            .Where(row => row.RowKey.StartsWith("BSK-DEMA-", StringComparison.Ordinal))
            .Select(row => $"{row.GetString("State")} {row.GetString("Handling")}").Order(StringComparer.Ordinal);
        Assert.Equal(
            [
                "processed booked", "processed called", "processed closed", "processed new", "processed new",
                "processed new", "processed new", "processed new", "processed tried", "quarantined new",
                "quarantined new", "quarantined spam",
            ],
            states);
    }

    [BrowserFact]
    public async Task The_greeting_leads_to_the_list_by_the_code_at_the_top_of_the_outbox()
    {
        Assert.Contains(
            $"Front desk {host.Address}staff, sign in as {FrontDeskHost.Rosa}", host.Logs, StringComparison.Ordinal);
        await using var visit = await browser.VisitAsync(
            new Uri($"http://localhost:{host.Address.Port}/staff"), javaScript: true);
        var before = (await host.CapturedMail.CodesToAsync(FrontDeskHost.Rosa)).Count;

        await visit.Page.GetByLabel("Work email").FillAsync(FrontDeskHost.Rosa);
        await visit.PressAsync("Send me a code");
        await host.CapturedMail.NextCodeAsync(FrontDeskHost.Rosa, before);
        var code = await ReadOutboxAsync();
        await visit.Page.GetByLabel("8-digit code").FillAsync(code);
        await visit.PressAsync("Sign in");

        await visit.Card("late", "Maria Lopez").WaitForAsync();
        await visit.Card("new", "Lucía Fernández").GetByText("Language: Spanish (es)").WaitForAsync();
        await visit.Card("new", "Priya Nair").GetByText("Prefers email").WaitForAsync();
        await visit.Card("tried", "Ben Carter").WaitForAsync();
        await visit.Card("held-back", "Ruth Sandoval").WaitForAsync();
        Assert.Empty(visit.Complaints);
    }

    private async Task<string> ReadOutboxAsync()
    {
        await using var outbox = await browser.VisitAsync(new Uri(host.Address, "/_local/mail"), javaScript: true);
        return await outbox.Page.Locator("article").First.Locator(".code").InnerTextAsync();
    }
}
