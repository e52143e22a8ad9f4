using BlueSky.EndToEndTests.Browser;
using BlueSky.EndToEndTests.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BlueSky.EndToEndTests.Subscriptions;

/// <summary>
/// The whole way of a subscriber and of a patient who read Spanish: no page and no email changes the language.
/// </summary>
[Collection(nameof(DoubleOptInHost))]
public sealed class SpanishWayTests(DoubleOptInHost optIn, BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    private readonly LocalHost host = optIn.Host;

    [BrowserTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_subscriber_confirms_reads_unsubscribes_and_comes_back_in_Spanish(bool javaScript)
    {
        var mailbox = new Mailbox(host);
        await using var visit = await browser.VisitAsync(new Uri(host.Address, "/es/"), javaScript, width: 390);
        await visit.Form("subscribe").Locator("[type=email]").FillAsync(mailbox.Address);
        await visit.SubmitAsync("subscribe");
        await Expect(javaScript ? visit.Page.Locator(".bluesky-next") : visit.Page.Locator("main"))
            .ToContainTextAsync("carpeta de correo no deseado");

        var asked = await mailbox.ReceivesAsync("subscribe-confirm");
        Assert.Equal("Por favor, confirme su correo electrónico", asked.Subject);
        await FollowAsync(visit, asked.LinkTo("confirm"), "Un toque, y listo");
        await PressAsync(visit, "Sí, quiero suscribirme", "Su suscripción está activa");
        await FollowAsync(visit, asked.LinkTo("not-me"), "¿Alguien más usó su dirección?");

        var welcome = await mailbox.ReceivesAsync("subscribe-welcome");
        Assert.Equal("Aquí están sus recursos gratuitos", welcome.Subject);
        await FollowAsync(visit, welcome.LinkTo("resources"), "Sus recursos gratuitos");
        await FollowAsync(visit, welcome.LinkTo("unsubscribe"), "¿Quiere darse de baja?");
        await PressAsync(visit, "Darme de baja", "Se dio de baja");
        await PressAsync(visit, "Suscribirme otra vez", "Por favor, revise su correo");

        Assert.All([asked, welcome], mail => Assert.Equal("es", mail.Page.DocumentElement.GetAttribute("lang")));
        Assert.Empty(visit.Complaints);
    }

    [BrowserFact]
    public async Task A_patient_corrects_the_form_and_is_thanked_in_Spanish_without_JavaScript()
    {
        var mailbox = new Mailbox(host);
        await using var visit = await browser.VisitAsync(new Uri(host.Address, "/es/"), javaScript: false, width: 390);
        var form = visit.Form("consultation");
        await form.GetByLabel("Su nombre").FillAsync("Zoë");
        await form.Locator("[type=email]").FillAsync(mailbox.Address);
        await form.Locator("[type=tel]").FillAsync("12345");
        await form.Locator("select").SelectOptionAsync("Phone");

        await visit.SubmitAsync("consultation");
        await Expect(visit.Page.Locator("h1")).ToHaveTextAsync("Por favor, revise un dato");
        await Expect(visit.Form("consultation").Locator("select")).ToHaveValueAsync("Phone");
        await visit.Form("consultation").GetByLabel("Teléfono", new() { Exact = true }).FillAsync("505-555-0142");
        await visit.SubmitAsync("consultation");

        await Expect(visit.Page.Locator("h1")).ToHaveTextAsync("Recibimos su solicitud");
        var received = await mailbox.ReceivesAsync("consultation-received");
        Assert.Equal("Recibimos su solicitud. Esto es lo que sigue", received.Subject);
        Assert.Contains(
            "oprima 2, o envíe AYUDA al 988", received.Text.ReplaceLineEndings(" "), StringComparison.Ordinal);
        await Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("lang", "es");
    }

    private static async Task FollowAsync(Visit visit, Uri link, string heading)
    {
        Assert.EndsWith("&lang=es", link.Query, StringComparison.Ordinal);
        await visit.Page.GotoAsync(link.AbsoluteUri);
        await Expect(visit.Page.Locator("h1")).ToHaveTextAsync(heading);
    }

    private static async Task PressAsync(Visit visit, string button, string heading)
    {
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();
        await Expect(visit.Page.Locator("h1")).ToHaveTextAsync(heading);
        await Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("lang", "es");
    }
}
