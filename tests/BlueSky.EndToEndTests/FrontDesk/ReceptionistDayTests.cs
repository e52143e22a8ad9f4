using BlueSky.EndToEndTests.Browser;
using BlueSky.EndToEndTests.Hosting;
using BlueSky.EndToEndTests.Posting;
using Microsoft.Playwright;

namespace BlueSky.EndToEndTests.FrontDesk;

/// <summary>A request on its way through the front desk, in real browsers.</summary>
[Collection(nameof(FrontDeskHost))]
public sealed class ReceptionistDayTests(FrontDeskHost desk, BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    // A finger's width, in CSS pixels.
    private const float Touchable = 44;

    private readonly LocalHost host = desk.Host;

    [BrowserTheory]
    [InlineData(390, false)]
    [InlineData(1280, true)]
    public async Task A_request_goes_from_the_email_to_a_booked_visit_and_is_found_again(int width, bool javaScript)
    {
        var (half, name, id) = await AskAsync();
        await using var visit = await browser.VisitAsync(await NoticedAsync(id), javaScript, width);

        await visit.SignInAsync(host, FrontDeskHost.Ana);
        await visit.SeesAsync(name);
        var call = visit.Page.Locator("a[href^='tel:']").First;
        Assert.Equal("tel:+15055550142", await call.GetAttributeAsync("href"));
        Assert.True((await call.BoundingBoxAsync())!.Height >= Touchable);

        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "All requests" }).ClickAsync();
        var card = visit.Card("new", name);
        await card.GetByText("How did it go?").ClickAsync();
        await card.GetByRole(AriaRole.Button, new() { Name = "No answer" }).ClickAsync();
        await visit.SeesAsync($"Saved: no answer from {name}");
        await visit.Card("tried", name).GetByText("You called").WaitForAsync();

        await visit.Card("tried", name).GetByRole(AriaRole.Link, new() { Name = name, Exact = true }).ClickAsync();
        await visit.Page.GetByLabel("Note").FillAsync("Tuesday, 10 AM");
        await visit.PressAsync("Visit booked");
        await visit.SeesAsync($"Saved: visit booked for {name}");
        Assert.Equal("booked", await HandlingAsync(id));

        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "All requests" }).ClickAsync();
        await visit.Page.GetByLabel("Name, phone, email or reference").FillAsync(half);
        await visit.PressAsync("Search");
        await visit.SeesAsync($"1 result for “{half}”");
        Assert.DoesNotContain(half, visit.Page.Url, StringComparison.Ordinal);

        var exported = await visit.Page.RunAndWaitForDownloadAsync(() => visit.PressAsync("Download for Excel"));
        var csv = await File.ReadAllTextAsync(await exported.PathAsync());
        Assert.Contains($"{id},Consultation request,", csv, StringComparison.Ordinal);
        Assert.Contains("Tuesday, 10 AM", csv, StringComparison.Ordinal);

        await visit.Page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true }).ClickAsync();
        await visit.SeesAsync(name);
        await visit.PressAsync("Sign out");
        await visit.SeesAsync("You are signed out.");
        await visit.Page.GoBackAsync();
        Assert.DoesNotContain(name, await visit.Page.ContentAsync(), StringComparison.Ordinal);
        Assert.Empty(visit.Complaints);
    }

    [BrowserFact]
    public async Task Who_saves_second_is_told_who_was_first_and_loses_no_note()
    {
        var (_, name, id) = await AskAsync();
        await using var rosas = await OpenAsync(id, FrontDeskHost.Rosa);
        await using var anas = await OpenAsync(id, FrontDeskHost.Ana);

        await rosas.PressAsync("We talked");
        await rosas.SeesAsync($"Saved: you talked with {name}");
        await anas.Page.GetByLabel("Note").FillAsync("Rang twice");
        await anas.PressAsync("Visit booked");

        await anas.SeesAsync("Rosa was here first");
        Assert.Equal("Rang twice", await anas.Page.GetByLabel("Note").InputValueAsync());
        Assert.Equal("called", await HandlingAsync(id));

        await anas.PressAsync("Save mine as well: Visit booked");
        await anas.SeesAsync($"Saved: visit booked for {name}");
        await anas.Page.GetByText("Rang twice").WaitForAsync();
        await anas.Page.GetByText("Rosa called: we talked").WaitForAsync();
    }

    [BrowserFact]
    public async Task A_page_whose_session_was_ended_elsewhere_saves_nothing_and_asks_to_sign_in()
    {
        var (_, _, id) = await AskAsync();
        await using var open = await OpenAsync(id, FrontDeskHost.Ana);
        await using var other = await OpenAsync(id, FrontDeskHost.Ana);

        await other.PressAsync("Sign out on all devices");
        await other.SeesAsync("You are signed out.");
        await open.PressAsync("We talked");

        await open.SeesAsync("Staff sign-in");
        Assert.Equal("new", await HandlingAsync(id));
    }

    [BrowserFact]
    public async Task A_held_back_request_that_is_real_moves_to_the_new_ones_and_gets_its_email()
    {
        var (_, name, id) = await AskAsync(post => post.With("_gotcha", "filled"));
        await using var visit = await OpenAsync(id, FrontDeskHost.Rosa, "Is this a real person?");
        await visit.Page.GetByText("A field that people cannot see was filled in").WaitForAsync();

        await visit.PressAsync("Real person");

        await visit.SeesAsync($"Saved: real person. {name} is now under New.");
        await visit.OpenAsync(host, "/staff");
        await visit.Card("new", name).WaitForAsync();
        Assert.Contains(
            "consultation-received", (await host.SettledAsync(id)).Mails.Select(mail => mail.Template));
    }

    private async Task<(string Half, string Name, string Id)> AskAsync(Func<Post, Post>? change = null)
    {
        var half = $"Zo{Some.Token()}";
        var name = $"{half} Mendoza";
        var post = Post.Consultation(Some.Address()).Without("name").With("name", name)
            .With("phone", "(505) 555-0142").With("preferred_time", "After five");
        var id = (await host.SendAsync(change is null ? post : change(post))).Id;
        await host.SettledAsync(id);
        return (half, name, id);
    }

    /// <summary>The button in the notice of a request.</summary>
    private async Task<Uri> NoticedAsync(string id) => new((await host.CapturedMail.OfAsync(id))
        .First(mail => mail.Template == "staff-notice").Links
        .First(link => link.Contains("/staff/requests/", StringComparison.Ordinal)));

    private async Task<Visit> OpenAsync(string id, string address, string? heading = null)
    {
        var visit = await browser.VisitAsync(new Uri(host.Address, $"/staff/requests/{id}"), javaScript: true);
        await visit.SignInAsync(host, address);
        await visit.SeesAsync(heading ?? "How did it go?");
        return visit;
    }

    private async Task<string?> HandlingAsync(string id) =>
        (await host.Rows.FindAsync(id))!.GetString("Handling");
}
