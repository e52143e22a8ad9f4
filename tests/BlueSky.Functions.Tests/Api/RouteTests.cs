namespace BlueSky.Functions.Tests.Api;

/// <summary>
/// The host takes the first function, by name, whose route matches an address: so no address may match two.
/// </summary>
public sealed class RouteTests
{
    [Fact]
    public void No_two_routes_match_one_address()
    {
        var templates = Endpoint.All.Select(endpoint => endpoint.Path).ToList();

        Assert.True(templates.Count > 10, $"{templates.Count} routes");
        Assert.All(
            templates.SelectMany((one, i) => templates.Skip(i + 1), (one, other) => (one, other)),
            pair => Assert.False(Overlap(pair.one, pair.other), $"{pair.one} and {pair.other}"));
    }

    [Theory]
    [InlineData("/api/f/{form}", "/api/f/subscribe", true)]
    [InlineData("/api/f/{form}", "/api/{kind}/consultation", true)]
    [InlineData("/api/subscribe", "/API/Subscribe", true)]
    [InlineData("/staff/subscribers/{key:length(64)}", "/staff/subscribers/import", false)]
    [InlineData("/staff/subscribers/{key}", "/staff/subscribers/import", true)]
    [InlineData("/staff/requests/{id}", "/staff/requests.csv", false)]
    [InlineData("/api/forms.js", "/api/f/{form}", false)]
    public void Routes_overlap_when_an_address_matches_both(string one, string other, bool expected) =>
        Assert.Equal(expected, Overlap(one, other));

    // Addresses below admin and runtime are the host's own: a function there is never reached.
    [Fact]
    public void Each_route_is_below_api_or_staff() => Assert.All(
        Endpoint.All, endpoint => Assert.Matches("^/(api/|staff(/|$))", endpoint.Path));

    private static bool Overlap(string one, string other) => new RoutePattern(one).Overlaps(new RoutePattern(other));
}
