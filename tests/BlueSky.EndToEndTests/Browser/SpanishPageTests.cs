using BlueSky.EndToEndTests.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BlueSky.EndToEndTests.Browser;

/// <summary>The demo website in Spanish: forms.js speaks it there, and the app learns that the visitor does.</summary>
[Collection(nameof(WebsiteHost))]
public sealed class SpanishPageTests(WebsiteHost website, BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    private readonly LocalHost host = website.Host;

    [BrowserFact]
    public async Task A_visitor_is_asked_helped_and_thanked_in_Spanish()
    {
        var person = Some.Token();
        await using var visit = await browser.VisitAsync(host.Address, javaScript: true, width: 320);
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Español" }).ClickAsync();
        var form = visit.Form("consultation");
        await form.GetByLabel("Su nombre").FillAsync("Zoë");
        await form.GetByLabel("Correo electrónico", new() { Exact = true }).FillAsync($"{person}@gmial.com");
        await form.GetByLabel("Teléfono", new() { Exact = true }).FillAsync("12345");
        await Expect(form.GetByRole(AriaRole.Status)).ToHaveTextAsync("¿Quiso decir gmail.com? ");
        await form.GetByRole(AriaRole.Button, new() { Name = $"Usar {person}@gmail.com" }).ClickAsync();

        await visit.SubmitAsync("consultation");
        await Expect(visit.Page).ToHaveTitleAsync("1 problema - Blue Sky Ketamine");
        await form.GetByLabel("Teléfono", new() { Exact = true }).FillAsync("505-555-0142");
        await visit.SubmitButton("consultation").ClickAsync();

        var done = visit.Page.Locator("#consultation .w-form-done");
        await Expect(done).ToBeVisibleAsync();
        await Expect(done.Locator("> :first-child")).ToHaveTextAsync("¡Gracias! ¡Recibimos su envío!");
        await Expect(visit.Page).ToHaveTitleAsync("Blue Sky Ketamine");
        Assert.Equal("es", Assert.Single(await host.Rows.OfAsync($"{person}@gmail.com")).GetString("Language"));
        Assert.All(visit.Posts, post => Assert.Equal(2, post.Split("_lang=es").Length));
    }

    [BrowserFact]
    public async Task A_visitor_who_has_to_wait_and_to_try_again_is_told_so_in_Spanish()
    {
        await using var visit = await OpenAsync(javaScript: true);
        var answer = new TaskCompletionSource();
        await visit.Page.RouteAsync("**/api/subscribe", async route =>
        {
            await answer.Task;
            await route.FulfillAsync(
                new() { Status = 503, Headers = new Dictionary<string, string> { ["Retry-After"] = "60" } });
        });
        var button = visit.SubmitButton("subscribe");
        await button.EvaluateAsync("button => button.removeAttribute('data-wait')");
        await visit.Form("subscribe").Locator("[type=email]").FillAsync(Some.Address());

        await button.ClickAsync();
        await Expect(visit.Page.Locator("body > [role=status]")).ToHaveTextAsync("Enviando…");
        await Expect(button).ToHaveValueAsync("Suscribirme");
        answer.SetResult();

        await Expect(visit.Page.Locator(".bottom .w-form-fail .bluesky-next")).ToHaveTextAsync(
            "Algo falló de nuestro lado. Todo lo que escribió sigue aquí. Por favor, oprima el botón otra vez. "
            + "O llámenos al 505-336-0217.");
    }

    [BrowserFact]
    public async Task Without_JavaScript_the_form_itself_says_that_it_is_in_Spanish()
    {
        var address = Some.Address();
        await using var visit = await OpenAsync(javaScript: false);
        await visit.Form("consultation").GetByLabel("Su nombre").FillAsync("Zoë");
        await visit.Form("consultation").Locator("[type=email]").FillAsync(address);

        await visit.SubmitAsync("consultation");

        Assert.Equal("es", Assert.Single(await host.Rows.OfAsync(address)).GetString("Language"));
    }

    private Task<Visit> OpenAsync(bool javaScript) =>
        browser.VisitAsync(new Uri(host.Address, "/es/"), javaScript, width: 320);
}
