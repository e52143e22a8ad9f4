using System.Text;
using BlueSky.EndToEndTests.Hosting;
using BlueSky.EndToEndTests.Posting;

namespace BlueSky.EndToEndTests.Forms;

/// <summary>
/// One post for each class of refusal, told in JSON and as a page, and never stored. Every rule by itself is in the
/// app's own tests.
/// </summary>
[Collection(nameof(FormsHost))]
public sealed class RefusalTests(FormsHost forms)
{
    private readonly LocalHost host = forms.Host;

    [Theory(Timeout = TimeLimit.EndToEnd)]
    [InlineData("application/json", "{\"email\":")]
    [InlineData("text/plain", "{\"email\":")]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"email\"\r\n\r\na@exam")]
    public async Task A_malformed_body_is_400(string contentType, string body)
    {
        await AssertRefusedAsync(Post.Raw(contentType, body), 400);
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task A_post_from_another_site_is_403()
    {
        var address = Some.Address();

        await AssertRefusedAsync(Post.Subscribe(address).From("https://www.clinic.example.evil.example"), 403);

        Assert.Empty(await host.Rows.OfAsync(address));
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task A_form_that_does_not_exist_is_404()
    {
        var answer = await AssertRefusedAsync(Post.Subscribe(Some.Address()) with { Path = "/api/f/x" }, 404);

        Assert.Contains("FORM_NOT_FOUND", Assert.Single(answer.Errors), StringComparison.Ordinal);
    }

    [Theory(Timeout = TimeLimit.EndToEnd)]
    [InlineData("GET", "/api/subscribe")]
    [InlineData("PUT", "/api/consultation")]
    [InlineData("DELETE", "/api/f/consultation")]
    public async Task A_method_other_than_post_is_405_and_says_what_the_form_must_use(string method, string path)
    {
        var answer = await AssertRefusedAsync(
            Post.Subscribe(Some.Address()) with { Path = path, Method = new HttpMethod(method) }, 405);

        Assert.Contains("POST", answer["Allow"], StringComparison.Ordinal);
        Assert.Matches("(?i)method=\"?post", answer.Message);
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task A_HEAD_request_is_405_without_a_body()
    {
        var answer = await host.SendAsync(new Post { Method = HttpMethod.Head });

        Assert.Equal((405, ""), (answer.Code, answer.Body));
        Assert.Contains("POST", answer["Allow"], StringComparison.Ordinal);
    }

    [Theory(Timeout = TimeLimit.EndToEnd)]
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

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task Another_content_type_is_415()
    {
        await AssertRefusedAsync(Post.Raw("application/xml", "<email>a@example.org</email>"), 415);
    }

    [Theory(Timeout = TimeLimit.EndToEnd)]
    [MemberData(nameof(EveryPost.Kinds), MemberType = typeof(EveryPost))]
    public async Task A_wrong_address_is_422_in_every_kind_of_body(string form, BodyType body)
    {
        var typed = $"{Some.Token()} at example.org";

        var answer = await host.SendAsync(Post.To(form, typed) with { Body = body });

        ErrorAnswer.AssertIs(answer, 422);
        Assert.Equal("TYPE_EMAIL email", Assert.Single(answer.Errors));
        Assert.Empty(await host.Rows.OfAsync(typed));
    }

    private async Task<Answer> AssertRefusedAsync(Post post, int code)
    {
        var json = await host.SendAsync(post);
        var page = await host.SendAsync(post with { AsksForJson = false });

        ErrorAnswer.AssertIs(json, code);
        Assert.Equal(code, page.Code);
        ErrorAnswer.AssertIsReadablePage(page);
        return json;
    }
}
