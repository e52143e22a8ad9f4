using BlueSky.EndToEndTests.Hosting;
using BlueSky.EndToEndTests.Posting;

namespace BlueSky.EndToEndTests.Forms;

/// <summary>What answers say to browsers, beside their content: of sharing, keeping and guessing.</summary>
[Collection(nameof(FormsHost))]
public sealed class HeaderTests(FormsHost forms)
{
    private readonly LocalHost host = forms.Host;

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task A_preflight_from_an_allowed_origin_is_answered_with_what_a_form_needs()
    {
        var answer = await host.SendAsync(Preflight());

        Assert.Equal(204, answer.Code);
        Assert.Equal(TestSettings.StagingOrigin, answer["Access-Control-Allow-Origin"]);
        Assert.Equal(["OPTIONS", "POST"], List(answer, "Access-Control-Allow-Methods"));
        Assert.Equal(["content-type", "idempotency-key"], List(answer, "Access-Control-Allow-Headers"));
        Assert.Contains("Origin", answer["Vary"], StringComparison.Ordinal);
        Assert.Null(answer["Access-Control-Allow-Credentials"]);
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task No_answer_is_kept_in_a_cache_or_guessed_to_be_of_another_type()
    {
        Answer[] answers =
        [
            await host.SendAsync(Post.Subscribe(Some.Address())),
            await host.SendAsync(Post.Subscribe(Some.Address()) with { AsksForJson = false }),
            await host.SendAsync(Post.Subscribe("nobody")),
            await host.SendAsync(Post.Subscribe("nobody") with { AsksForJson = false }),
            await host.SendAsync(Post.Subscribe(Some.Address()).From("https://evil.example")),
            await host.SendAsync(Post.Subscribe(Some.Address()) with { Path = "/api/f/unknown" }),
            await host.SendAsync(Post.Subscribe(Some.Address()) with { Method = HttpMethod.Get }),
            await host.SendAsync(Post.Raw("text/plain", "email")),
            await host.SendAsync(Preflight()),
            await host.SendAsync(new Post { Path = "/api/health", Method = HttpMethod.Get }),
        ];

        Assert.All(answers, answer =>
        {
            Assert.Equal("no-store", answer["Cache-Control"]);
            Assert.Equal("nosniff", answer["X-Content-Type-Options"]);
        });
    }

    private static Post Preflight() =>
        new Post { Method = HttpMethod.Options }
            .From(TestSettings.StagingOrigin)
            .Header("Access-Control-Request-Method", "POST")
            .Header("Access-Control-Request-Headers", "content-type,idempotency-key");

    private static IEnumerable<string> List(Answer answer, string header) =>
        answer[header]!.Split(',', StringSplitOptions.TrimEntries).Order(StringComparer.OrdinalIgnoreCase);
}
