using BlueSky.Functions.Settings;

namespace BlueSky.Functions.Tests.Http;

public sealed class OriginTests
{
    [Theory]
    [InlineData("https://www.example.org", "https://www.example.org")]
    [InlineData("https://www.example.org/", "https://www.example.org")]
    [InlineData("HTTPS://WWW.Example.ORG", "https://www.example.org")]
    [InlineData("https://www.example.org:443", "https://www.example.org")]
    [InlineData("http://www.example.org:80", "http://www.example.org")]
    [InlineData("https://www.example.org:8443", "https://www.example.org:8443")]
    [InlineData("http://localhost:7071", "http://localhost:7071")]
    [InlineData("http://127.0.0.1:7071", "http://127.0.0.1:7071")]
    [InlineData("http://[::1]:7071", "http://[::1]:7071")]
    [InlineData("https://bücher.example", "https://xn--bcher-kva.example")]
    [InlineData("https://BÜCHER.example/", "https://xn--bcher-kva.example")]
    public void An_origin_is_spelt_as_browsers_send_it(string text, string expected) =>
        Assert.Equal(expected, Origin.TryNormalize(text));

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("*")]
    [InlineData("www.example.org")]
    [InlineData("//www.example.org")]
    [InlineData("https://")]
    [InlineData("https://*.example.org")]
    [InlineData("https://www.example.org/path")]
    [InlineData("https://www.example.org/?q")]
    [InlineData("https://www.example.org/#f")]
    [InlineData("https://user@www.example.org")]
    [InlineData("ftp://www.example.org")]
    [InlineData("file:///etc")]
    [InlineData("/path")]
    [InlineData("javascript:alert(1)")]
    [InlineData("https://example\U00049942/")]
    public void Anything_else_is_no_origin(string text) => Assert.Null(Origin.TryNormalize(text));

    [Theory]
    [InlineData("https://www.example.org/a/b?c=d#e", "https://www.example.org")]
    [InlineData("http://example.org:8080/a", "http://example.org:8080")]
    [InlineData("http://[::1]:7071/a", "http://[::1]:7071")]
    [InlineData("https://Bücher.example/a", "https://xn--bcher-kva.example")]
    [InlineData("https://example\U00049942/a", "https://example\U00049942")]
    public void A_page_has_the_origin_of_its_site(string url, string expected) =>
        Assert.Equal(expected, Origin.Of(new Uri(url)));
}
