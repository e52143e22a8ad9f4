using System.Globalization;
using BlueSky.EndToEndTests.Hosting;
using BlueSky.EndToEndTests.Posting;

namespace BlueSky.EndToEndTests.Forms;

[Collection(nameof(RateLimitTests))]
public sealed class RateLimitTests(RateLimitTests.LimitedHost limited) : IClassFixture<RateLimitTests.LimitedHost>
{
    private readonly LocalHost host = limited.Host;

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task A_sixth_post_within_a_minute_is_429_and_says_when_to_come_back_whatever_address_it_claims()
    {
        var answers = new List<Answer>();
        for (var n = 0; n < 5; n++)
        {
            answers.Add(await host.SendAsync(
                Post.Subscribe(Some.Address()).Header("X-Forwarded-For", $"203.0.113.{n}")));
        }

        var address = Some.Address();
        var json = await host.SendAsync(Post.Subscribe(address));
        var page = await host.SendAsync(Post.Subscribe(address) with { AsksForJson = false });
        var health = await host.SendAsync(new Post { Path = "/api/health", Method = HttpMethod.Get });

        Assert.All(answers, answer => Assert.Equal(200, answer.Code));
        Assert.Equal(429, json.Code);
        ErrorAnswer.AssertIs(json, 429);
        Assert.Equal(429, page.Code);
        ErrorAnswer.AssertIsReadablePage(page);
        Assert.All([json, page], answer =>
            Assert.InRange(int.Parse(answer["Retry-After"]!, CultureInfo.InvariantCulture), 1, 60));
        Assert.Empty(await host.Rows.OfAsync(address));
        Assert.Equal(200, health.Code);
    }

    public sealed class LimitedHost()
        : LocalHostFixture(new Dictionary<string, string> { ["Limits:PostsPerMinute"] = "5" });
}
