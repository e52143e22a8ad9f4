using BlueSky.Functions.Forms;
using BlueSky.Functions.Recipients;
using BlueSky.Functions.Tests.Component;
using BlueSky.Functions.Tests.FrontDesk;

namespace BlueSky.Functions.Tests.Subscribers;

public sealed class SubscriberPagesTests : IDisposable
{
    private static readonly Consent Agreed = new(
        "Subscribe for news", "2026-01", "https://www.clinic.example/", DeskApp.Noon.AddDays(-1), "BSK-2345-6789");

    private readonly DeskApp desk = new();

    public void Dispose() => desk.Dispose();

    [Fact]
    public async Task The_page_has_the_counts_the_months_and_the_newest_first()
    {
        await AddAsync("ada@example.org", SubscriptionState.Confirmed, DeskApp.Noon.AddHours(-3));
        await AddAsync("eve@example.org", SubscriptionState.Confirmed, DeskApp.Noon.AddDays(-40));
        await AddAsync("lee@example.org", SubscriptionState.Unsubscribed, DeskApp.Noon.AddHours(-2));

        var page = await GetAsync("/staff/subscribers");

        Assert.Contains("1 new in November, 1 in October", page.Body, StringComparison.Ordinal);
        Assert.True(IndexOf(page, "lee@example.org") < IndexOf(page, "ada@example.org"));
        Assert.True(IndexOf(page, "ada@example.org") < IndexOf(page, "eve@example.org"));
        Assert.Contains("Today, 9:00\u00A0AM", System.Net.WebUtility.HtmlDecode(page.Body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_state_is_listed_alone_and_more_than_fifty_on_further_pages()
    {
        for (var i = 0; i < 60; i++)
        {
            await AddAsync($"person-{i}@example.org", SubscriptionState.Confirmed, DeskApp.Noon.AddMinutes(-i));
        }

        await AddAsync("lee@example.org", SubscriptionState.Suppressed, DeskApp.Noon);

        var first = await GetAsync("/staff/subscribers?state=confirmed");
        var second = await GetAsync("/staff/subscribers?state=confirmed&page=2");

        Assert.Contains("person-49@", first.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("person-50@", first.Body, StringComparison.Ordinal);
        Assert.Contains("/staff/subscribers?state=confirmed&amp;page=2", first.Body, StringComparison.Ordinal);
        Assert.Contains("person-50@", second.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Next 50", second.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("lee@", first.Body + second.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ADA@example.org", "Signed up")]
    [InlineData("eve@example.org", "This address is not on the list.")]
    [InlineData("ada", "Please type the whole email address")]
    public async Task One_is_found_by_the_whole_address(string typed, string expected)
    {
        await AddAsync("ada@example.org", SubscriptionState.Confirmed, DeskApp.Noon);
        var kim = await desk.SignInAsync(DeskApp.Kim);

        var page = await kim.PostAsync("/staff/subscribers", ("q", typed));

        Assert.Contains(expected, page.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(
            desk.App.Externals.Audit.Entries, entry => entry.Subject.Contains("example", StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_has_the_consent_record_and_can_be_unsubscribed()
    {
        var key = await AddAsync("ada@example.org", SubscriptionState.Confirmed, DeskApp.Noon);
        var kim = await desk.SignInAsync(DeskApp.Kim);

        var before = await kim.GetAsync($"/staff/subscribers/{key}");
        await kim.PostAsync($"/staff/subscribers/{key}", ("do", "unsubscribe"));
        var after = await kim.GetAsync($"/staff/subscribers/{key}?saved=unsubscribe");

        Assert.Contains("Subscribe for news", before.Body, StringComparison.Ordinal);
        Assert.Contains("https://www.clinic.example/", before.Body, StringComparison.Ordinal);
        Assert.Contains("This address is unsubscribed.", after.Body, StringComparison.Ordinal);
        Assert.Contains("by the clinic, on request", after.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"unsubscribe\"", after.Body, StringComparison.Ordinal);
        Assert.Equal(SubscriptionState.Unsubscribed, desk.App.Recipients.Single.State);
    }

    [Fact]
    public async Task A_suppression_is_lifted_and_the_opt_out_stays()
    {
        var key = await AddAsync("ada@example.org", SubscriptionState.Suppressed, DeskApp.Noon);
        var kim = await desk.SignInAsync(DeskApp.Kim);

        await kim.PostAsync($"/staff/subscribers/{key}", ("do", "lift"));

        Assert.Equal(SubscriptionState.None, desk.App.Recipients.Single.State);
        Assert.Contains(desk.App.Externals.Audit.Entries, entry => entry.Command == "staff lift suppression");
    }

    [Fact]
    public async Task An_erasure_needs_a_tick_and_takes_the_address_and_the_requests()
    {
        await desk.RequestAsync(("name", "Ada Lovelace"), ("email", "ada@example.org"));
        var key = await AddAsync("ada@example.org", SubscriptionState.Confirmed, DeskApp.Noon);
        var kim = await desk.SignInAsync(DeskApp.Kim);

        Assert.Equal(422, (await kim.PostAsync($"/staff/subscribers/{key}", ("do", "erase"))).Status);
        Assert.Equal("ada@example.org", desk.App.Recipients.Single.Email);
        await kim.PostAsync($"/staff/subscribers/{key}", ("do", "erase"), ("confirm", "1"));

        Assert.Null(desk.App.Recipients.Single.Email);
        Assert.Empty(desk.App.Submissions.Rows);
        Assert.Equal(404, (await kim.GetAsync($"/staff/subscribers/{key}")).Status);
        Assert.Empty(desk.App.Externals.Subscribers.Lines);
    }

    [Fact]
    public async Task The_export_has_all_and_calculates_nothing()
    {
        await AddAsync("ada@example.org", SubscriptionState.Confirmed, DeskApp.Noon);
        await desk.App.Get<RecipientBook>().ChangeAsync(
            EmailAddress.TryParse("=eve@example.org")!,
            current => current with
            {
                Email = "=eve@example.org", State = SubscriptionState.Unsubscribed, UnsubscribedAt = DeskApp.Noon,
            },
            default);

        var file = await GetAsync("/staff/subscribers.csv");

        Assert.Equal("attachment; filename=\"subscribers.csv\"", file.Headers.ContentDisposition);
        var lines = file.Body.TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(
            "Email,State,Signed up,Confirmed,Unsubscribed,Suppressed,Reason,Consent text,Consent version,Page,Source",
            lines[0]);
        Assert.Contains(
            "ada@example.org,confirmed,2026-11-26 12:00,2026-11-27 12:00,,,,Subscribe for news,2026-01,"
            + "https://www.clinic.example/,",
            lines);
        Assert.Contains("'=eve@example.org,unsubscribed,,,2026-11-27 12:00,,,,,,", lines);
    }

    [Fact]
    public async Task Only_managers_see_subscribers()
    {
        var rosa = await desk.SignInAsync(DeskApp.Rosa);

        Assert.Equal(403, (await rosa.GetAsync("/staff/subscribers")).Status);
        Assert.Equal(403, (await rosa.GetAsync("/staff/subscribers.csv")).Status);
        Assert.DoesNotContain("/staff/news", (await rosa.GetAsync("/staff")).Body, StringComparison.Ordinal);
    }

    private async Task<string> AddAsync(string address, SubscriptionState state, DateTimeOffset since) =>
        (await desk.App.Get<RecipientBook>().ChangeAsync(
            EmailAddress.TryParse(address)!,
            current => current with
            {
                Email = address, State = state, Consent = Agreed,
                ConfirmedAt = state == SubscriptionState.Confirmed ? since : null,
                UnsubscribedAt = state == SubscriptionState.Unsubscribed ? since : null,
                SuppressedAt = state == SubscriptionState.Suppressed ? since : null,
            },
            default)).Key;

    private async Task<FormClient.Response> GetAsync(string address) =>
        await (await desk.SignInAsync(DeskApp.Kim)).GetAsync(address);

    private static int IndexOf(FormClient.Response page, string text) =>
        page.Body.IndexOf($">{text}<", StringComparison.Ordinal) is >= 0 and var at
            ? at
            : throw new Xunit.Sdk.XunitException($"{text} is not on the page");
}
