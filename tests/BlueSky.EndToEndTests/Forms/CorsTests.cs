using BlueSky.EndToEndTests.Hosting;
using BlueSky.EndToEndTests.Posting;

namespace BlueSky.EndToEndTests.Forms;

[Collection(nameof(FormsHost))]
public sealed class CorsTests(FormsHost forms)
{
    private readonly LocalHost host = forms.Host;

    [Theory]
    [InlineData(TestSettings.ClinicOrigin)]
    [InlineData(TestSettings.StagingOrigin)]
    [InlineData(TestSettings.Backend)]
    public async Task A_preflight_from_an_allowed_origin_is_answered_with_what_a_form_needs(string origin)
    {
        var answer = await host.SendAsync(Preflight(origin));

        Assert.Equal(204, answer.Code);
        Assert.Equal(origin, answer["Access-Control-Allow-Origin"]);
        Assert.Equal(["OPTIONS", "POST"], List(answer, "Access-Control-Allow-Methods"));
        Assert.Equal(
            ["Accept", "Content-Type", "Formspree-Session-Data", "Idempotency-Key", "X-Requested-With"],
            List(answer, "Access-Control-Allow-Headers"));
        Assert.Contains("Origin", answer["Vary"], StringComparison.Ordinal);
        Assert.Null(answer["Access-Control-Allow-Credentials"]);
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("null")]
    public async Task A_preflight_from_elsewhere_is_refused_without_cors_headers(string origin)
    {
        var answer = await host.SendAsync(Preflight(origin));

        Assert.Equal(403, answer.Code);
        Assert.DoesNotContain(
            answer.Headers, header => header.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task An_allowed_origin_is_echoed_on_success_and_on_errors()
    {
        var accepted = await host.SendAsync(Post.Subscribe(A.Address()).From(TestSettings.StagingOrigin));
        var refused = await host.SendAsync(Post.Subscribe("nobody").From(TestSettings.StagingOrigin));

        Assert.Equal((200, 422), (accepted.Code, refused.Code));
        Assert.All([accepted, refused], answer =>
        {
            Assert.Equal(TestSettings.StagingOrigin, answer["Access-Control-Allow-Origin"]);
            Assert.Contains("Origin", answer["Vary"], StringComparison.Ordinal);
            Assert.Null(answer["Access-Control-Allow-Credentials"]);
        });
    }

    [Fact]
    public async Task No_answer_is_kept_in_a_cache_or_guessed_to_be_of_another_type()
    {
        Answer[] answers =
        [
            await host.SendAsync(Post.Subscribe(A.Address())),
            await host.SendAsync(Post.Subscribe(A.Address()) with { AsksForJson = false }),
            await host.SendAsync(Post.Subscribe("nobody")),
            await host.SendAsync(Post.Subscribe("nobody") with { AsksForJson = false }),
            await host.SendAsync(Post.Subscribe(A.Address()).From("https://evil.example")),
            await host.SendAsync(Post.Subscribe(A.Address()) with { Path = "/api/f/unknown" }),
            await host.SendAsync(Post.Subscribe(A.Address()) with { Method = HttpMethod.Get }),
            await host.SendAsync(Post.Raw("text/plain", "email")),
            await host.SendAsync(Preflight(TestSettings.ClinicOrigin)),
            await host.SendAsync(new Post { Path = "/api/health", Method = HttpMethod.Get }),
        ];

        Assert.All(answers, answer =>
        {
            Assert.Equal("no-store", answer["Cache-Control"]);
            Assert.Equal("nosniff", answer["X-Content-Type-Options"]);
        });
    }

    private static Post Preflight(string origin) =>
        new Post { Method = HttpMethod.Options }
            .From(origin)
            .Header("Access-Control-Request-Method", "POST")
            .Header("Access-Control-Request-Headers", "content-type,idempotency-key");

    private static IEnumerable<string> List(Answer answer, string header) =>
        answer[header]!.Split(',', StringSplitOptions.TrimEntries).Order(StringComparer.OrdinalIgnoreCase);
}
