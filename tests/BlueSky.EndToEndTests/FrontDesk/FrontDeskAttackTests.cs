using BlueSky.EndToEndTests.Browser;
using BlueSky.EndToEndTests.Hosting;
using BlueSky.EndToEndTests.Posting;

namespace BlueSky.EndToEndTests.FrontDesk;

/// <summary>What other websites and visitors try with the browser of somebody who is signed in.</summary>
[Collection(nameof(FrontDeskHost))]
public sealed class FrontDeskAttackTests(FrontDeskHost desk, BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    private const string OtherWebsite = "http://other.example/";
    private const string Hostile = "\"><img class=hostile src=x onerror=alert(1)>";

    private const string PostNatively = """
        ({ action, fields }) => {
          const form = Object.assign(document.createElement('form'), { method: 'post', action });
          for (const [name, value] of Object.entries(fields)) {
            form.append(Object.assign(document.createElement('input'), { name, value }));
          }
          document.body.append(form);
          HTMLFormElement.prototype.submit.call(form);
        }
        """;

    private readonly LocalHost host = desk.Host;

    /// <param name="page">
    /// Another site; this machine under its other name, which is another site; another port, which is not.
    /// </param>
    [BrowserTheory]
    [InlineData(OtherWebsite)]
    [InlineData("http://localhost:{port}/")]
    [InlineData("http://127.0.0.1:8123/")]
    public async Task A_page_of_another_origin_changes_nothing_even_if_it_knows_the_token(string page)
    {
        var id = await AskAsync(Post.Consultation(Some.Address()));
        await using var visit = await SignedInAsync($"/staff/requests/{id}");
        await visit.SeesAsync("How did it go?");
        var csrf = await visit.Page.Locator("input[name=csrf]").First.InputValueAsync();
        var attacker = await visit.Page.Context.NewPageAsync();
        if (!page.Contains("{port}", StringComparison.Ordinal))
        {
            await attacker.RouteAsync($"{page}**", route => route.FulfillAsync(
                new() { Body = "<p>Win a prize</p>", ContentType = "text/html" }));
        }

        await attacker.GotoAsync(page.Replace("{port}", $"{host.Address.Port}", StringComparison.Ordinal));
        var action = new Uri(host.Address, $"/staff/requests/{id}").AbsoluteUri;
        await attacker.RunAndWaitForResponseAsync(
            () => attacker.EvaluateAsync(PostNatively, new
            {
                action, fields = new Dictionary<string, string>
                {
                    ["csrf"] = csrf, ["version"] = "0", ["do"] = "booked",
                },
            }),
            response => response.Request.Method == "POST");
        await attacker.Locator("h1").WaitForAsync();
        Assert.Equal("new", await HandlingAsync(id));

        // The same from the page itself.
        await visit.PressAsync("Visit booked");
        await visit.SeesAsync("Saved: visit booked for Zoë Ångström");
        Assert.Equal("booked", await HandlingAsync(id));
    }

    [BrowserFact]
    public async Task A_link_on_another_website_opens_the_list_for_who_is_signed_in()
    {
        await using var visit = await SignedInAsync("/staff");
        await visit.Page.RouteAsync($"{OtherWebsite}**", route => route.FulfillAsync(new()
        {
            Body = $"<a href='{host.Address}staff'>Webmail</a>", ContentType = "text/html",
        }));
        await visit.Page.GotoAsync(OtherWebsite);

        await visit.Page.GetByText("Webmail").ClickAsync();

        await visit.Page.GetByText("Signed in as Rosa").WaitForAsync();
    }

    [BrowserTheory]
    [InlineData("//other.example/")]
    [InlineData("/staff/../_local/mail")]
    public async Task The_sign_in_leads_to_no_other_page_than_the_front_desks(string to)
    {
        await using var visit = await browser.VisitAsync(
            new Uri(host.Address, $"/staff/sign-in?to={Uri.EscapeDataString(to)}"), javaScript: true);

        await visit.SignInAsync(host, FrontDeskHost.Rosa);

        Assert.Equal(new Uri(host.Address, "/staff").AbsoluteUri, visit.Page.Url);
    }

    [BrowserFact]
    public async Task Html_in_any_field_is_shown_as_it_was_typed_and_does_nothing()
    {
        var id = await AskAsync(Post.Consultation(Some.Address()).Without("name")
            .With("name", Hostile)
            .With("phone", $"505 555 0142 {Hostile}")
            .With("message", $"</p></textarea>{Hostile}")
            .With("preferred_time", Hostile)
            .With("preferred_contact", Hostile)
            .With(Hostile, Hostile)
            .With("_lang", "es"));
        await using var visit = await SignedInAsync($"/staff/requests/{id}");
        var dialogs = 0;
        visit.Page.Dialog += async (_, dialog) =>
        {
            dialogs++;
            await dialog.DismissAsync();
        };
        await visit.Page.GetByLabel("Note").FillAsync($"</textarea>{Hostile}");
        await visit.PressAsync("Save the note only");
        await visit.SeesAsync("Note saved");
        await AssertHarmlessAsync(visit, $"</textarea>{Hostile}");
        await AssertHarmlessAsync(visit, $"</p></textarea>{Hostile}");

        foreach (var path in (string[])["/staff", "/staff/call-list", "/staff/search?state=open", "/staff/audit"])
        {
            await visit.OpenAsync(host, path);
            await AssertHarmlessAsync(visit, path == "/staff/audit" ? id : Hostile);
        }

        await visit.OpenAsync(host, "/staff");
        await visit.Page.GetByLabel("Name, phone, email or reference").FillAsync(Hostile);
        await visit.PressAsync("Search");
        await AssertHarmlessAsync(visit, "result");
        Assert.Equal(0, dialogs);
        Assert.Empty(visit.Complaints);
    }

    private static async Task AssertHarmlessAsync(Visit visit, string shown)
    {
        Assert.Contains(shown, await visit.Page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await visit.Page.Locator(".hostile, main img, script").CountAsync());
    }

    private async Task<string> AskAsync(Post post)
    {
        var id = (await host.SendAsync(post)).Id;
        await host.SettledAsync(id);
        return id;
    }

    private async Task<Visit> SignedInAsync(string path)
    {
        var visit = await browser.VisitAsync(new Uri(host.Address, path), javaScript: true);
        await visit.SignInAsync(host, FrontDeskHost.Rosa);
        return visit;
    }

    private async Task<string?> HandlingAsync(string id) =>
        (await host.Rows.FindAsync(id))!.GetString("Handling");
}
