namespace BlueSky.Functions.Tests.Http;

public sealed class OriginPolicyTests
{
    [Theory]
    [InlineData("https://www.example.org")]
    [InlineData("https://forms.example.org")]
    [InlineData("https://xn--bcher-kva.example")]
    [InlineData("http://localhost:8080")]
    public void A_listed_origin_is_allowed_and_named(string origin)
    {
        Assert.True(Sites.Origins.Allows(Sites.RequestFrom(origin)));
        Assert.Equal(origin, Sites.Origins.AllowedOriginOf(Sites.RequestFrom(origin)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("*")]
    [InlineData("http://www.example.org")]
    [InlineData("https://example.org")]
    [InlineData("https://www.example.org.attacker.com")]
    [InlineData("https://attacker.com/https://www.example.org")]
    [InlineData("https://www.example.org@attacker.com")]
    [InlineData("https://wwwwexample.org")]
    [InlineData("https://evil-www.example.org")]
    [InlineData("https://sub.www.example.org")]
    [InlineData("https://www.example.org:8443")]
    [InlineData("https://www.example.org:443")]
    [InlineData("https://www.example.org/")]
    [InlineData("https://www.example.org ")]
    [InlineData("https://www.example.org.")]
    [InlineData("http://localhost")]
    [InlineData("http://localhost:80800")]
    [InlineData("https://bücher.example")]
    [InlineData("https://www.example.org,https://attacker.com")]
    [InlineData("https://attackerwww.example.org")]
    [InlineData("file://")]
    public void Any_other_origin_is_refused_and_never_named(string origin)
    {
        Assert.False(Sites.Origins.Allows(Sites.RequestFrom(origin)));
        Assert.Null(Sites.Origins.AllowedOriginOf(Sites.RequestFrom(origin)));
    }

    [Fact]
    public void A_request_that_names_no_origin_is_allowed_and_has_none()
    {
        Assert.True(Sites.Origins.Allows(Sites.RequestFrom()));
        Assert.Null(Sites.Origins.AllowedOriginOf(Sites.RequestFrom()));
    }

    [Fact]
    public void Two_origins_are_not_an_allowed_one() =>
        Assert.False(Sites.Origins.Allows(Sites.RequestFrom("https://www.example.org", "https://attacker.com")));
}
