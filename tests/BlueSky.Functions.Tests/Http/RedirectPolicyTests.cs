using BlueSky.Functions.Http;
using BlueSky.Functions.Tests.Hostile;
using CsCheck;
using Microsoft.AspNetCore.Http;

namespace BlueSky.Functions.Tests.Http;

public sealed class RedirectPolicyTests
{
    private static readonly RedirectPolicy Redirects = new(Sites.Site, Sites.Origins);

    [Theory]
    [InlineData("/done", "https://www.example.org/done")]
    [InlineData("/", "https://www.example.org/")]
    [InlineData("/a/b?c=d&e=f#g", "https://www.example.org/a/b?c=d&e=f#g")]
    [InlineData("/a/../b", "https://www.example.org/b")]
    [InlineData("/grüße/漢 字?q=ü#é", "https://www.example.org/gr%C3%BC%C3%9Fe/%E6%BC%A2%20%E5%AD%97?q=%C3%BC#%C3%A9")]
    [InlineData("/a%2Fb%20c", "https://www.example.org/a%2Fb%20c")]
    [InlineData("https://www.example.org", "https://www.example.org/")]
    [InlineData("https://www.example.org/done?x=1#y", "https://www.example.org/done?x=1#y")]
    [InlineData("HTTPS://WWW.EXAMPLE.ORG/Done", "https://www.example.org/Done")]
    [InlineData("https://www.example.org:443/done", "https://www.example.org/done")]
    [InlineData("https://forms.example.org/done", "https://forms.example.org/done")]
    [InlineData("http://localhost:8080/done", "http://localhost:8080/done")]
    [InlineData("https://bücher.example/done", "https://xn--bcher-kva.example/done")]
    [InlineData("//www.example.org/done", "https://www.example.org/done")]
    [InlineData("done", "https://www.example.org/done")]
    [InlineData("./done", "https://www.example.org/done")]
    [InlineData("?done=1", "https://www.example.org/thank-you?done=1")]
    [InlineData("#done", "https://www.example.org/thank-you#done")]
    [InlineData("https://xn--bcher-kva.example/grüße", "https://xn--bcher-kva.example/gr%C3%BC%C3%9Fe")]
    public void A_page_of_an_allowed_site_is_where_the_visitor_lands(string wish, string expected) =>
        Assert.Equal(expected, Redirects.Resolve(wish, null));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("//attacker.com")]
    [InlineData("///attacker.com")]
    [InlineData("/\\attacker.com")]
    [InlineData("\\\\attacker.com")]
    [InlineData("/a\\b")]
    [InlineData("/\t/attacker.com")]
    [InlineData("/\r\nSet-Cookie: a=b")]
    [InlineData("/x\r\nSet-Cookie: a=b")]
    [InlineData("/\0")]
    [InlineData("/x\0")]
    [InlineData("/\u007F")]
    [InlineData("/\u0085")]
    [InlineData("\t//attacker.com")]
    [InlineData("https://attacker.com")]
    [InlineData("https://attacker.com/https://www.example.org")]
    [InlineData("https://www.example.org.attacker.com/")]
    [InlineData("https://attackerwww.example.org/")]
    [InlineData("https://%61ttacker.com")]
    [InlineData("https://www.example.org@attacker.com/")]
    [InlineData("https://attacker.com:pw@www.example.org/")]
    [InlineData("https://user:secret@www.example.org/")]
    [InlineData("https://user@www.example.org/")]
    [InlineData("https:\\\\www.example.org/")]
    [InlineData("https:attacker.com")]
    [InlineData("https:///attacker.com")]
    [InlineData("http://www.example.org/")]
    [InlineData("https://www.example.org:8443/")]
    [InlineData("https://example.org/")]
    [InlineData("ftp://www.example.org/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("javascript://www.example.org/%0Aalert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("file:///etc/passwd")]
    [InlineData("mailto:ada@example.org")]
    [InlineData("//evil.example\U00049942")]
    [InlineData("https://xn--a\u0378/")]
    public void Any_other_wish_is_not_followed(string? wish) => Assert.Null(Redirects.Resolve(wish, null));

    [Fact]
    public void A_relative_wish_means_a_page_beside_the_posting_one()
    {
        var page = new Uri("http://localhost:8080/contact/us.html?from=footer#form");

        Assert.Equal("http://localhost:8080/done", Redirects.Resolve("/done", page));
        Assert.Equal("http://localhost:8080/contact/done.html", Redirects.Resolve("done.html", page));
        Assert.Equal("http://localhost:8080/contact/done.html", Redirects.Resolve("./done.html", page));
        Assert.Equal("http://localhost:8080/done.html", Redirects.Resolve("../done.html", page));
        Assert.Equal("http://localhost:8080/contact/us.html?ok=1", Redirects.Resolve("?ok=1", page));
        Assert.Equal("http://localhost:8080/contact/us.html?from=footer#ok", Redirects.Resolve("#ok", page));
        Assert.Equal("http://localhost:8080/done", Redirects.Resolve("//localhost:8080/done", page));
    }

    [Theory]
    [InlineData("https://www.example.org/a/b?c", "https://attacker.com", "https://www.example.org/a/b?c")]
    [InlineData("https://attacker.com/a", "https://www.example.org", "https://www.example.org/")]
    [InlineData("https://attacker.com/a", null, null)]
    [InlineData("about:blank", null, null)]
    [InlineData("https://evil.example\U00049942/", null, null)]
    [InlineData(null, null, null)]
    public void The_posting_page_is_what_an_allowed_site_says_it_is(string? referer, string? origin, string? page)
    {
        var request = new DefaultHttpContext().Request;
        request.Headers.Referer = referer;
        request.Headers.Origin = origin;

        Assert.Equal(page, Redirects.PageOf(request)?.AbsoluteUri);
    }

    [Fact]
    public void An_absolute_wish_and_none_at_all_do_not_depend_on_the_posting_page()
    {
        Assert.Equal(
            "https://www.example.org/x", Redirects.Resolve("https://www.example.org/x", new Uri("http://localhost:8080")));
        Assert.Null(Redirects.Resolve(null, new Uri("http://localhost:8080")));
        Assert.Null(Redirects.Resolve("https://attacker.com", new Uri("http://localhost:8080")));
    }

    [Theory]
    [InlineData("/.//attacker.com")]
    [InlineData("/..//attacker.com")]
    [InlineData("/%5C/attacker.com")]
    [InlineData("/@attacker.com")]
    [InlineData("/:80@attacker.com")]
    public void A_path_that_only_looks_like_another_site_stays_on_this_one(string wish) =>
        Assert.StartsWith("https://www.example.org/", Redirects.Resolve(wish, null), StringComparison.Ordinal);

    [Fact]
    public void A_wish_may_have_2000_characters()
    {
        var longest = "/" + new string('x', 1_999);

        Assert.Equal("https://www.example.org" + longest, Redirects.Resolve(longest, null));
        Assert.Null(Redirects.Resolve(longest + "x", null));
    }

    [Fact]
    public void Without_a_thank_you_page_a_relative_wish_means_a_page_of_this_app() => Assert.Equal(
        "https://forms.example.org/done",
        new RedirectPolicy(Sites.Site with { ThankYouUrl = null }, Sites.Origins).Resolve("done", null));

    [Fact]
    public void Whatever_is_wished_the_answer_is_an_ascii_address_of_an_allowed_site() => HostileInputs.Hold(
        Gen.OneOf(
            Gen.OneOf(
                "/", "//", "\\", "https:", "http:", "www.example.org", "attacker.com", "@", ":", "?", "#", "%2F", "ü",
                " ", "😀", ".", "\t"),
            HostileText.Any).Array[0, 8].Select(parts => string.Concat(parts)),
        wish =>
        {
            var target = Redirects.Resolve(wish, null);

            Assert.StartsWith(
                "https://www.example.org/", target ?? "https://www.example.org/", StringComparison.Ordinal);
            Assert.All(target ?? "", c => Assert.InRange(c, '!', '~'));
        });
}
