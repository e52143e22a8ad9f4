using System.Net;

namespace BlueSky.Functions.Tests.FrontDesk;

public sealed class SearchTests : IDisposable
{
    private readonly DeskApp desk = new();

    public void Dispose() => desk.Dispose();

    [Theory]
    [InlineData("lope")]
    [InlineData("MARÍA")]
    [InlineData("lopez mar")]
    [InlineData("0142")]
    [InlineData("505 555")]
    [InlineData("maria@")]
    [InlineData("example.org")]
    public async Task A_request_is_found_by_a_part_of_what_is_known(string words)
    {
        await desk.RequestAsync(
            ("name", "Mar\u00EDa L\u00F3pez"), ("phone", "(505) 555-0142"), ("email", "maria@example.org"));
        await desk.RequestAsync(("name", "Tom Begay"), ("phone", "505-777-0177"));
        var rosa = await desk.SignInAsync(DeskApp.Rosa);

        var page = WebUtility.HtmlDecode((await rosa.PostAsync("/staff/search", ("q", words))).Body);

        Assert.Contains($"1 result for “{words}”", page, StringComparison.Ordinal);
        Assert.Contains("Mar\u00EDa L\u00F3pez", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Tom Begay", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reference_is_found_however_it_is_written()
    {
        var id = await desk.RequestAsync();
        var rosa = await desk.SignInAsync(DeskApp.Rosa);

        var page = (await rosa.PostAsync("/staff/search", ("q", id.ToLowerInvariant().Replace('-', ' ')))).Body;

        Assert.Contains($"/staff/requests/{id}", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Done_ones_are_listed_with_who_did_it_and_the_address_is_enough()
    {
        var id = await desk.RequestAsync();
        await desk.RequestAsync(("name", "Tom Begay"), ("phone", "505-777-0177"));
        var rosa = await desk.SignInAsync(DeskApp.Rosa);
        await rosa.DoAsync(id, "booked");

        var page = WebUtility.HtmlDecode((await rosa.GetAsync("/staff/search?state=done")).Body);

        Assert.Contains("Done in the last 30 days", page, StringComparison.Ordinal);
        Assert.Contains("Maria Lopez", page, StringComparison.Ordinal);
        Assert.Contains("Visit booked", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Tom Begay", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Days_are_those_of_the_clinic()
    {
        // Thursday, 10 PM in Denver is Friday in UTC.
        desk.App.Clock.SetUtcNow(DateTimeOffset.Parse("2026-12-04T05:00:00Z"));
        await desk.RequestAsync();
        var rosa = await desk.SignInAsync(DeskApp.Rosa);

        var thursday = await rosa.GetAsync("/staff/search?from=2026-12-03&to=2026-12-03");
        var friday = await rosa.GetAsync("/staff/search?from=2026-12-04&to=2026-12-04");
        Assert.Contains("Maria", thursday.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Maria", friday.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_are_newest_first_and_lead_back_and_forth()
    {
        for (var i = 1; i <= 51; i++)
        {
            await desk.RequestAsync(("name", $"Visitor {i:00}"), ("phone", "505-555-0142"));
            desk.App.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        var rosa = await desk.SignInAsync(DeskApp.Rosa);
        var (first, second) = (
            (await rosa.GetAsync("/staff/search")).Body, (await rosa.GetAsync("/staff/search?page=2")).Body);

        Assert.Contains("Visitor 51", first, StringComparison.Ordinal);
        Assert.DoesNotContain("Visitor 01", first, StringComparison.Ordinal);
        Assert.Contains("name=\"page\" value=\"2\"", first, StringComparison.Ordinal);
        Assert.Contains("Visitor 01", second, StringComparison.Ordinal);
        Assert.DoesNotContain("Visitor 02", second, StringComparison.Ordinal);
        Assert.Contains("name=\"page\" value=\"1\"", second, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_audit_knows_a_search_by_a_hash_only()
    {
        var rosa = await desk.SignInAsync(DeskApp.Rosa);

        await rosa.PostAsync("/staff/search", ("q", "Lopez"));
        await rosa.PostAsync("/staff/search", ("q", "Lopez"));
        await rosa.PostAsync("/staff/search", ("q", "Begay"));

        var searches = desk.App.Externals.Audit.Entries.Where(entry => entry.Command == "staff search").ToList();
        Assert.Equal(2, searches.Select(entry => entry.Subject).Distinct().Count());
        Assert.All(searches, entry => Assert.Matches("^search [0-9a-f]{12}$", entry.Subject));
    }
}
