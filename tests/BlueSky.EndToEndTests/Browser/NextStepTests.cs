using BlueSky.EndToEndTests.Hosting;
using static Microsoft.Playwright.Assertions;

namespace BlueSky.EndToEndTests.Browser;

/// <summary>Below Webflow's own text forms.js shows what the visitor can do next, unless the website says no.</summary>
[Collection(nameof(WebsiteHost))]
public sealed class NextStepTests(WebsiteHost website, BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    private const string Thanks = "Thank you! Your submission has been received!";
    private const string Busy = "Please wait 2 minutes, or call us at 505-336-0217.";

    [BrowserFact]
    public async Task Each_line_is_a_paragraph_and_the_numbers_that_are_known_are_links()
    {
        await using var visit = await OpenAsync();
        await AnswerAsync(visit, 200, new
        {
            ok = true,
            hint = "We will contact you by Monday, November 30, 5 PM.\nThe number we call from is 505-988-0911.\n"
                + "Your reference: BSK-911F-9880\nIn an emergency, call 911. In a crisis, call or text 988.\n"
                + "Call us: (505) 336-0217, <b>now</b>",
        });

        await visit.SubmitButton("consultation").ClickAsync();

        var done = visit.Page.Locator(".w-tabs .w-form-done");
        await Expect(done).ToBeFocusedAsync();
        await Expect(done.Locator("> div").First).ToHaveTextAsync(Thanks);
        await Expect(done.Locator(".bluesky-next > p")).ToHaveTextAsync(
        [
            "We will contact you by Monday, November 30, 5 PM.", "The number we call from is 505-988-0911.",
            "Your reference: BSK-911F-9880", "In an emergency, call 911. In a crisis, call or text 988.",
            "Call us: (505) 336-0217, <b>now</b>",
        ]);
        Assert.Equal(
            ["tel:911", "tel:988", "tel:+15053360217"],
            await done.Locator("a").EvaluateAllAsync<string[]>("links => links.map(link => link.href)"));
        // Apart from the text above it, whatever margins the website gives to paragraphs.
        Assert.InRange(
            await done.EvaluateAsync<double>(
                "({ children: [own, next] }) => next.getBoundingClientRect().top - own.getBoundingClientRect().bottom"),
            12, 32);
    }

    [BrowserFact]
    public async Task A_website_can_leave_it_out_but_not_what_keeps_a_form_from_being_sent()
    {
        await using var visit = await OpenAsync();
        await visit.Page.EvaluateAsync("document.querySelector('.w-tabs').dataset.blueskyHint = 'off'");
        var fail = visit.Page.Locator(".w-tabs .w-form-fail");

        await AnswerAsync(visit, 429, new { ok = false, message = Busy, errors = new[] { new { message = Busy } } });
        await visit.SubmitButton("consultation").ClickAsync();
        await Expect(fail).ToHaveTextAsync(Busy);
        await Expect(fail.Locator("a")).ToHaveAttributeAsync("href", "tel:+15053360217");

        await AnswerAsync(visit, 503, new { ok = false });
        await visit.SubmitButton("consultation").ClickAsync();
        await Expect(fail).ToBeVisibleAsync();
        await Expect(fail).ToHaveTextAsync("Oops! Something went wrong while submitting the form.");

        await AnswerAsync(visit, 200, new { ok = true, hint = "We will contact you." });
        await visit.SubmitButton("consultation").ClickAsync();
        var done = visit.Page.Locator(".w-tabs .w-form-done");
        await Expect(done).ToBeVisibleAsync();
        await Expect(done).ToHaveTextAsync(Thanks);
    }

    // More seconds than the script lets a visitor wait.
    private static async Task AnswerAsync(Visit visit, int status, object answer) => await visit.Page.RouteAsync(
        "**/api/consultation", route => route.FulfillAsync(new()
        {
            Status = status,
            Headers = new Dictionary<string, string>
            {
                ["Access-Control-Allow-Origin"] = TestSettings.PagesOrigin,
                ["Access-Control-Expose-Headers"] = "Retry-After",
                ["Retry-After"] = "60",
            },
            Json = answer,
        }));

    private async Task<Visit> OpenAsync()
    {
        var visit = await browser.VisitAsync(website.Host.Address, "footer");
        await (await visit.OpenConsultationAsync()).FillConsultationAsync("zoe@example.org");
        return visit;
    }
}
