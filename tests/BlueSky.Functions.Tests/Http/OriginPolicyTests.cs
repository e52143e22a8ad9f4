using BlueSky.Functions.Settings;

namespace BlueSky.Functions.Tests.Http;

public sealed class OriginPolicyTests
{
    [Theory]
    [InlineData("https://www.example.org")]
    [InlineData("https://forms.example.org")]
    [InlineData("https://xn--bcher-kva.example")]
    [InlineData("http://localhost:8080")]
    [InlineData("https://www-example-org.translate.goog")]
    public void A_listed_origin_is_allowed_and_named(string origin)
    {
        Assert.True(Sites.Origins.Allows(Sites.RequestFrom(origin)));
        Assert.Equal(origin, Sites.Origins.AllowedOriginOf(Sites.RequestFrom(origin)));
    }

    [Theory]
    [InlineData("")]
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
    [InlineData("NULL")]
    [InlineData("null, null")]
    [InlineData("https://www-attacker-com.translate.goog")]
    [InlineData("http://www-example-org.translate.goog")]
    [InlineData("https://www-example-org.translate.goog.attacker.com")]
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
    public void A_hidden_origin_is_allowed_and_never_named()
    {
        Assert.True(Sites.Origins.Allows(Sites.RequestFrom("null")));
        Assert.Null(Sites.Origins.AllowedOriginOf(Sites.RequestFrom("null")));
    }

    [Theory]
    [InlineData("https://www.clinic.example", "https://www-clinic-example.translate.goog")]
    [InlineData("http://clinic.example", "https://clinic-example.translate.goog")]
    [InlineData("https://blue-sky.clinic.example", "https://blue--sky-clinic-example.translate.goog")]
    [InlineData("https://en-us.example.com", "https://0-en--us-example-com-0.translate.goog")]
    [InlineData("https://xn--bcher-kva.example", "https://xn--bcher-example-wob.translate.goog")]
    [InlineData("http://localhost:8080", null)]
    [InlineData("http://localhost", null)]
    [InlineData("https://192.0.2.1", null)]
    [InlineData("https://www.clinic.example:8443", null)]
    public void A_website_has_one_origin_at_Google_Translate(string origin, string? translated) =>
        Assert.Equal(translated, TranslatedOrigin.Of(origin));

    [Fact]
    public void Two_origins_are_not_an_allowed_one() =>
        Assert.False(Sites.Origins.Allows(Sites.RequestFrom("https://www.example.org", "https://attacker.com")));
}
