using BlueSky.EndToEndTests.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BlueSky.EndToEndTests.Browser;

/// <summary>forms.js when the app is slow, busy, away, or its answer is lost on the way.</summary>
[Collection(nameof(FailingNetwork))]
public sealed class UnreliableServerTests(WebsiteHost website, BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    private const string App = "**/api/**";
    private const string Endpoint = "**/api/consultation";
    private const string OwnText = "Oops! Something went wrong while submitting the form.";

    private readonly LocalHost host = website.Host;

    [BrowserFact]
    public async Task When_the_app_is_away_the_page_says_so_and_keeps_what_was_typed()
    {
        var address = Some.Address();
        await using var visit = await OpenAsync(address);
        await visit.Page.RouteAsync(App, route => route.AbortAsync());

        await visit.SubmitButton("consultation").ClickAsync();
        var fail = visit.Page.Locator(".w-tabs .w-form-fail");
        await LetTimePassUntilVisibleAsync(visit, fail);

        await Expect(fail.Locator("> div").First).ToHaveTextAsync(OwnText);
        await Expect(fail.Locator(".bluesky-next")).ToHaveTextAsync(
            "Something went wrong on our side. All you typed is still here. Please press the button again. "
            + "Or call us at 505-336-0217.");
        await Expect(fail.Locator("a")).ToHaveAttributeAsync("href", "tel:+15053360217");
        await Expect(fail).ToBeFocusedAsync();
        await Expect(fail).ToHaveAttributeAsync("role", "alert");
        await Expect(visit.SubmitButton("consultation")).ToHaveValueAsync("Send");
        await Expect(visit.Form("consultation").Locator("textarea"))
            .ToHaveValueAsync("After five, please.\nThanks — Zoë");
        Assert.Equal(3, visit.Posts.Count);
        Assert.Empty(await host.Rows.OfAsync(address));

        await visit.Page.UnrouteAsync(App);
        await visit.SubmitAsync("consultation");

        await Expect(visit.Page.Locator(".w-tabs .w-form-done")).ToBeVisibleAsync();
        await Expect(fail).ToBeHiddenAsync();
        Assert.Single(await host.Rows.OfAsync(address));
        // One submission, however often it was tried.
        Assert.Single(visit.Posts.Distinct());
        Assert.All(visit.Complaints, complaint =>
            Assert.StartsWith("Failed to load resource", complaint, StringComparison.Ordinal));
    }

    [BrowserFact]
    public async Task A_busy_app_is_asked_again_when_it_said()
    {
        var address = Some.Address();
        await using var visit = await OpenAsync(address);
        var answers = new Queue<int>([503, 429]);
        await visit.Page.RouteAsync(Endpoint, route => answers.TryDequeue(out var status)
            ? route.FulfillAsync(Refusal(status, "3"))
            : route.ContinueAsync());
        // Real time passes no more: on a busy machine a second may be gone before the next line.
        await visit.Page.Clock.PauseAtAsync(TimeProvider.System.GetUtcNow().AddMinutes(1).UtcDateTime);

        await visit.Page.RunAndWaitForRequestAsync(() => visit.SubmitButton("consultation").ClickAsync(), Endpoint);
        await Expect(visit.SubmitButton("consultation")).ToBeDisabledAsync();
        await visit.Page.Clock.RunForAsync(2_900);
        Assert.Single(visit.Posts);
        await LetTimePassUntilVisibleAsync(visit, visit.Page.Locator(".w-tabs .w-form-done"));

        Assert.Equal(3, visit.Posts.Count);
        Assert.Single(await host.Rows.OfAsync(address));
    }

    [BrowserFact]
    public async Task A_visitor_is_told_to_come_back_rather_than_kept_waiting_for_minutes()
    {
        await using var visit = await OpenAsync(Some.Address());
        await visit.Page.RouteAsync(Endpoint, route => route.FulfillAsync(Refusal(429, "60")));

        await visit.SubmitAsync("consultation");

        await Expect(visit.Page.Locator(".w-tabs .w-form-fail")).ToHaveTextAsync("Please try again in a minute.");
        Assert.Single(visit.Posts);
    }

    [BrowserTheory]
    [InlineData(500)]
    [InlineData(null)]
    public async Task An_app_that_fails_or_is_silent_has_been_reached_and_the_page_is_not_left(int? status)
    {
        await using var visit = await OpenAsync(Some.Address());
        await visit.Page.RouteAsync(
            Endpoint, route => status is { } code ? route.FulfillAsync(Refusal(code, "0")) : Task.CompletedTask);

        await visit.SubmitButton("consultation").ClickAsync();
        await LetTimePassUntilVisibleAsync(visit, visit.Page.Locator(".w-tabs .w-form-fail"));

        Assert.Equal("http://localhost:8123/footer.html", visit.Page.Url.TrimEnd('#'));
        Assert.Equal(status is null ? 2 : 3, visit.Posts.Count);
    }

    [BrowserFact]
    public async Task A_fetch_of_the_sites_own_that_never_ends_is_given_up()
    {
        await using var visit = await OpenAsync(Some.Address());
        await visit.Page.EvaluateAsync("window.fetch = () => new Promise(() => 0); 0");

        await visit.SubmitButton("consultation").ClickAsync();

        await LetTimePassUntilVisibleAsync(visit, visit.Page.Locator(".w-tabs .w-form-fail"));
    }

    [BrowserFact]
    public async Task A_lost_answer_makes_no_second_submission()
    {
        var address = Some.Address();
        await using var visit = await OpenAsync(address);
        await visit.Page.RouteAsync(
            Endpoint,
            async route =>
            {
                await route.FetchAsync();
                await route.AbortAsync();
            },
            new() { Times = 1 });

        await visit.SubmitButton("consultation").ClickAsync();
        await LetTimePassUntilVisibleAsync(visit, visit.Page.Locator(".w-tabs .w-form-done"));

        Assert.Equal(2, visit.Posts.Count);
        Assert.Single(await host.Rows.OfAsync(address));
    }

    [BrowserFact]
    public async Task A_post_made_offline_goes_out_when_the_network_is_back()
    {
        var address = Some.Address();
        await using var visit = await OpenAsync(address);
        await visit.Page.Context.SetOfflineAsync(true);

        await visit.SubmitButton("consultation").ClickAsync();
        await Expect(visit.SubmitButton("consultation")).ToHaveValueAsync("Please wait...");
        await visit.Page.Context.SetOfflineAsync(false);

        await Expect(visit.Page.Locator(".w-tabs .w-form-done")).ToBeVisibleAsync();
        Assert.Single(await host.Rows.OfAsync(address));
    }

    [BrowserFact]
    public async Task Whoever_stays_offline_is_told_so_and_can_send_it_later()
    {
        var address = Some.Address();
        await using var visit = await OpenAsync(address);
        await visit.Page.Context.SetOfflineAsync(true);
        await visit.SubmitButton("consultation").ClickAsync();
        var fail = visit.Page.Locator(".w-tabs .w-form-fail");
        await LetTimePassUntilVisibleAsync(visit, fail);

        await Expect(fail).ToHaveTextAsync(
            OwnText + "It looks like you are offline. All you typed is still here. "
            + "Press the button again when you are back online.");

        await visit.Page.Context.SetOfflineAsync(false);
        await visit.SubmitButton("consultation").ClickAsync();
        await Expect(visit.Page.Locator(".w-tabs .w-form-done")).ToBeVisibleAsync();
        await Expect(fail).ToHaveTextAsync(OwnText);
        Assert.Single(await host.Rows.OfAsync(address));
    }

    [BrowserFact]
    public async Task A_double_click_while_the_app_is_slow_is_one_post()
    {
        var address = Some.Address();
        await using var visit = await OpenAsync(address);
        var slow = new TaskCompletionSource();
        await visit.Page.RouteAsync(Endpoint, async route =>
        {
            await slow.Task;
            await route.ContinueAsync();
        });

        await visit.SubmitButton("consultation").DblClickAsync();
        await visit.Form("consultation").DispatchEventAsync("submit", new { cancelable = true, bubbles = true });
        await Expect(visit.SubmitButton("consultation")).ToBeDisabledAsync();
        await Expect(visit.SubmitButton("consultation")).ToHaveValueAsync("Please wait...");
        await Expect(visit.Page.Locator(".w-tabs .w-form")).ToHaveClassAsync("w-form w-form-loading");
        await Expect(visit.Page.Locator("body > [role=status]")).ToHaveTextAsync("Please wait...");
        slow.SetResult();

        await Expect(visit.Page.Locator(".w-tabs .w-form-done")).ToBeVisibleAsync();
        await Expect(visit.Page.Locator(".w-tabs .w-form")).ToHaveClassAsync("w-form");
        Assert.Single(visit.Posts);
        Assert.Single(await host.Rows.OfAsync(address));
        Assert.Empty(visit.Complaints);
    }

    [BrowserFact]
    public async Task Another_content_is_another_submission()
    {
        var (mistyped, address) = (Some.Address(), Some.Address());
        await using var visit = await OpenAsync(mistyped);
        await visit.Page.RouteAsync(Endpoint, route => route.FulfillAsync(Refusal(429, "60")));
        await visit.SubmitAsync("consultation");
        await visit.Page.UnrouteAsync(Endpoint);

        await visit.Form("consultation").Locator("[name=Email-Address]").FillAsync(address);
        await visit.SubmitButton("consultation").ClickAsync();

        await Expect(visit.Page.Locator(".w-tabs .w-form-done")).ToBeVisibleAsync();
        Assert.Equal(2, visit.Posts.Select(post => post.Split("_id=")[1]).Distinct().Count());
    }

    private static RouteFulfillOptions Refusal(int status, string retryAfter) => new()
    {
        Status = status,
        ContentType = "application/json",
        Headers = new Dictionary<string, string>
        {
            ["Access-Control-Allow-Origin"] = TestSettings.PagesOrigin,
            ["Access-Control-Expose-Headers"] = "Retry-After",
            ["Retry-After"] = retryAfter,
        },
        Body = """
            {
              "ok": false, "message": "Please try again in a minute.",
              "errors": [{ "code": "TOO_MANY_REQUESTS", "message": "Please try again in a minute." }]
            }
            """,
    };

    private static async Task LetTimePassUntilVisibleAsync(Visit visit, ILocator what) =>
        await Eventually.BecomesAsync(
            async () =>
            {
                await visit.Page.Clock.RunForAsync(1_000);
                return await what.IsVisibleAsync();
            },
            isVisible => isVisible,
            "it is shown");

    private async Task<Visit> OpenAsync(string address)
    {
        var visit = await browser.VisitAsync(host.Address, "footer");
        // The page's clock is the test's: nobody waits for a retry.
        await visit.Page.Clock.InstallAsync();
        await (await visit.OpenConsultationAsync()).FillConsultationAsync(address);
        return visit;
    }
}
