using Microsoft.Playwright;

namespace BlueSky.EndToEndTests.Browser;

/// <summary>What a visitor does on the page with Webflow's markup to ask for a consultation.</summary>
internal static class ConsultationSteps
{
    /// <summary>Opens the tab that the form is in.</summary>
    public static async Task<ILocator> OpenConsultationAsync(this Visit visit)
    {
        await visit.Page.Locator(".w-tab-link >> text=Consultation").ClickAsync();
        return visit.Form("consultation");
    }

    public static async Task FillConsultationAsync(
        this ILocator form, string address, string phone = "(505) 336-0217")
    {
        await form.Locator("[name=name-3]").FillAsync("Zoë O'Hara");
        await form.Locator("[name=Email-Address]").FillAsync(address);
        await form.Locator("[name=Phone-Number-2]").FillAsync(phone);
        await form.Locator("textarea").FillAsync("After five, please.\nThanks — Zoë");
    }
}
