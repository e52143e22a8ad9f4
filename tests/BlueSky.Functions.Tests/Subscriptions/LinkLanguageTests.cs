namespace BlueSky.Functions.Tests.Subscriptions;

/// <summary>A page that a link opens is in the language of the email; any other is in the browser's.</summary>
public sealed class LinkLanguageTests : IDisposable
{
    private static readonly Uri WithoutLink = new("https://forms.clinic.example/api/unsubscribe");

    private readonly TestApp app = new();
    private readonly Subscriber ada;

    public LinkLanguageTests() => ada = new Subscriber(app);

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task A_Spanish_link_opens_Spanish_pages_and_so_does_its_button()
    {
        await ada.AskAsync();
        var link = InSpanish(ada.Link("confirm"));

        var asked = await ada.Visit.GetAsync(link);
        var confirmed = await ada.Visit.PostAsync(link);
        var again = await ada.Visit.PostAsync(link);

        Assert.Contains("<html lang=\"es\">", asked.Body, StringComparison.Ordinal);
        Assert.Equal("Un toque, y listo", asked.Title);
        Assert.Equal("Su suscripción está activa", confirmed.Title);
        Assert.Equal("Su suscripción ya estaba activa", again.Title);
    }

    [Fact]
    public async Task A_link_without_a_language_is_English_in_every_browser()
    {
        await ada.AskAsync();
        ada.Visit.AcceptLanguage = "es";

        Assert.Equal("One tap, and you are in", (await ada.Visit.GetAsync(ada.Link("confirm"))).Title);
    }

    [Fact]
    public async Task A_Spanish_link_that_is_cut_off_says_so_in_Spanish() => Assert.Equal(
        "Este enlace no funciona", (await ada.Visit.GetAsync(InSpanish(new Uri(WithoutLink, "?t=cut-off")))).Title);

    [Fact]
    public async Task Without_a_link_the_page_is_in_the_browsers_language()
    {
        ada.Visit.AcceptLanguage = "es-US, en;q=0.5";

        var asked = await ada.Visit.GetAsync(WithoutLink);
        var mistaken = await ada.Visit.PostAsync(WithoutLink, "email=nobody");

        Assert.Equal("¿Quiere darse de baja?", asked.Title);
        Assert.True(asked.HasButton("Envíenme el enlace"));
        Assert.Equal("Por favor, revise su correo electrónico", mistaken.Title);
    }

    private static Uri InSpanish(Uri link) => new($"{link}&lang=es");
}
