using BlueSky.EndToEndTests.Hosting;
using BlueSky.EndToEndTests.Posting;

namespace BlueSky.EndToEndTests.Forms;

[Collection(nameof(FormsHost))]
public sealed class RedirectTests(FormsHost forms)
{
    private readonly LocalHost host = forms.Host;

    [Theory]
    [InlineData("/thanks", "https://clinic.webflow.example/thanks")]
    [InlineData("/thanks?from=footer#top", "https://clinic.webflow.example/thanks?from=footer#top")]
    [InlineData("/dankeschön", "https://clinic.webflow.example/dankesch%C3%B6n")]
    [InlineData("/ありがとう?q=ü", "https://clinic.webflow.example/%E3%81%82%E3%82%8A%E3%81%8C%E3%81%A8%E3%81%86?q=%C3%BC")]
    [InlineData("https://www.clinic.example/done", "https://www.clinic.example/done")]
    [InlineData("https://clinic.webflow.example/done", "https://clinic.webflow.example/done")]
    public async Task The_visitor_is_sent_on_within_the_clinics_own_sites(string next, string expected)
    {
        await AssertSentToAsync(next, expected);
    }

    [Theory]
    [InlineData("//evil.example/x")]
    [InlineData("///evil.example/x")]
    [InlineData(@"/\evil.example")]
    [InlineData(@"\\evil.example")]
    [InlineData("/\t/evil.example")]
    [InlineData("/x\r\nSet-Cookie: a=b")]
    [InlineData("/x\u0000")]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,hello")]
    [InlineData("thanks")]
    [InlineData("https://evil.example/done")]
    [InlineData("https:evil.example")]
    [InlineData("https:///evil.example")]
    [InlineData("https://www.clinic.example.evil.example/done")]
    [InlineData("https://evilwww.clinic.example/done")]
    [InlineData("https://www.clinic.example@evil.example/done")]
    [InlineData("http://www.clinic.example/done")]
    [InlineData("https://www.clinic.example:8443/done")]
    [InlineData("https://%65vil.example")]
    public async Task Nobody_is_sent_anywhere_else(string next)
    {
        await AssertSentToAsync(next, TestSettings.ThankYou);
    }

    [Theory]
    [InlineData("_next")]
    [InlineData("_redirect")]
    [InlineData("redirect")]
    [InlineData("redirectTo")]
    public async Task The_field_has_the_names_that_other_form_backends_use(string field)
    {
        var answer = await host.SendAsync(Post.Subscribe(A.Address()).With(field, "/thanks"));

        Assert.Equal($"{TestSettings.ClinicOrigin}/thanks", answer.Next);
    }

    [Fact]
    public async Task User_info_does_not_hide_where_the_visitor_goes()
    {
        var post = Post.Subscribe(A.Address()).With("_next", "https://evil.example:pw@www.clinic.example/done");

        var answer = await host.SendAsync(post);

        Assert.Equal("www.clinic.example", new Uri(answer.Next).Host);
        Assert.DoesNotContain("evil.example", answer.Next, StringComparison.Ordinal);
    }

    private async Task AssertSentToAsync(string next, string expected)
    {
        var post = Post.Subscribe(A.Address()).With("_next", next).From(TestSettings.StagingOrigin);

        var json = await host.SendAsync(post);
        var page = await host.SendAsync(post with { AsksForJson = false });

        Assert.Equal((200, expected), (json.Code, json.Next));
        Assert.Equal((303, expected), (page.Code, page["Location"]));
    }
}
