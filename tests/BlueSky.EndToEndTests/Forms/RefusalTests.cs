using System.Text;
using BlueSky.EndToEndTests.Hosting;
using BlueSky.EndToEndTests.Posting;

namespace BlueSky.EndToEndTests.Forms;

/// <summary>What is refused before a field is looked at: in JSON and as a page, and never stored.</summary>
[Collection(nameof(FormsHost))]
public sealed class RefusalTests(FormsHost forms)
{
    private const string Boundary = "multipart/form-data; boundary=b";

    private readonly LocalHost host = forms.Host;

    [Theory]
    [InlineData("application/json", "{\"email\":")]
    [InlineData("application/json", "")]
    [InlineData("application/json", "[\"email\"]")]
    [InlineData("application/json", "\"email\"")]
    [InlineData("application/json", "{\"email\":\"\\ud800\"}")]
    [InlineData("application/x-www-form-urlencoded", "email=%ff%fe%40example.org")]
    [InlineData("multipart/form-data", "--b--")]
    [InlineData(Boundary, "--b\r\nContent-Disposition: form-data; name=\"email\"\r\n\r\na@exam")]
    [InlineData(Boundary, "no boundary anywhere")]
    public async Task A_malformed_body_is_400(string contentType, string body)
    {
        await AssertRefusedAsync(Post.Raw(contentType, body), 400);
    }

    [Theory]
    [InlineData(BodyType.UrlEncoded)]
    [InlineData(BodyType.Multipart)]
    [InlineData(BodyType.Json)]
    public async Task A_post_of_control_fields_alone_is_EMPTY(BodyType body)
    {
        var answer = await AssertRefusedAsync(
            new Post { Body = body }.With("_next", "/thanks").With("_id", A.Token()), 400);

        Assert.Contains("EMPTY", Assert.Single(answer.Errors), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("https://evil.example")]
    [InlineData("https://clinic.example")]
    [InlineData("https://www.clinic.example.evil.example")]
    [InlineData("https://evilwww.clinic.example")]
    [InlineData("https://www.clinic.example:8443")]
    [InlineData("http://www.clinic.example")]
    [InlineData("https://www.clinic.example@evil.example")]
    [InlineData("https://www.clinic.example,https://evil.example")]
    [InlineData("file://")]
    public async Task A_post_from_another_site_is_403(string origin)
    {
        var address = A.Address();

        await AssertRefusedAsync(Post.Subscribe(address).From(origin), 403);

        Assert.Empty(await host.Rows.OfAsync(address));
    }

    [Fact]
    public async Task A_form_that_does_not_exist_is_404()
    {
        var answer = await AssertRefusedAsync(Post.Subscribe(A.Address()) with { Path = "/api/f/x" }, 404);

        Assert.Contains("FORM_NOT_FOUND", Assert.Single(answer.Errors), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/api/subscribe")]
    [InlineData("GET", "/api/consultation")]
    [InlineData("GET", "/api/f/subscribe")]
    [InlineData("PUT", "/api/subscribe")]
    [InlineData("PATCH", "/api/subscribe")]
    [InlineData("DELETE", "/api/f/consultation")]
    public async Task A_method_other_than_post_is_405_and_says_what_the_form_must_use(string method, string path)
    {
        var answer = await AssertRefusedAsync(
            Post.Subscribe(A.Address()) with { Path = path, Method = new HttpMethod(method) }, 405);

        Assert.Contains("POST", answer["Allow"], StringComparison.Ordinal);
        Assert.Matches("(?i)method=\"?post", answer.Message);
    }

    [Fact]
    public async Task A_HEAD_request_is_405_without_a_body()
    {
        var answer = await host.SendAsync(new Post { Method = HttpMethod.Head });

        Assert.Equal((405, ""), (answer.Code, answer.Body));
        Assert.Contains("POST", answer["Allow"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_over_64_KiB_is_413_with_and_without_a_length(bool chunked)
    {
        var body = Encoding.UTF8.GetBytes($"email=a%40example.org&message={new string('x', 64 * 1024)}");
        var post = Post.Raw("application/x-www-form-urlencoded", body);
        if (chunked)
        {
            post = post.Header("Transfer-Encoding", "chunked");
        }

        await AssertRefusedAsync(post, 413);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    [InlineData("application/jsonp")]
    [InlineData("multipart/mixed; boundary=b")]
    [InlineData("")]
    public async Task Another_content_type_is_415(string contentType)
    {
        await AssertRefusedAsync(Post.Raw(contentType, "email=a@example.org"), 415);
    }

    private async Task<Answer> AssertRefusedAsync(Post post, int code)
    {
        var json = await host.SendAsync(post);
        var page = await host.SendAsync(post with { AsksForJson = false });

        Assert.Equal(code, json.Code);
        ErrorAnswer.AssertIs(json, code);
        Assert.Equal(code, page.Code);
        ErrorAnswer.AssertIsReadablePage(page);
        return json;
    }
}
