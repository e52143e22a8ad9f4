namespace BlueSky.Functions.Tests.Component;

public sealed class ClientLimitTests
{
    [Fact]
    public async Task Too_many_posts_from_one_address_wait()
    {
        using var app = Limited(to: 2);
        await PostAsync(app, 1);
        await PostAsync(app, 2);
        var third = await PostAsync(app, 3);
        var neighbour = await PostAsync(app, 4, client: "192.0.2.2");

        Assert.Equal(429, third.Status);
        Assert.InRange(int.Parse(third.Headers.RetryAfter!), 1, 60);
        Assert.Equal(303, neighbour.Status);
    }

    [Fact]
    public async Task Of_fifty_at_once_from_one_network_as_many_are_taken_as_the_limit_says()
    {
        using var app = Limited(to: 20);

        var answers = await Task.WhenAll(Enumerable.Range(0, 50)
            .Select(i => Task.Run(() => PostAsync(app, i, client: $"2001:db8:1:2::{i:x}"))));

        Assert.Equal(20, answers.Count(answer => answer.Status == 303));
        Assert.Equal(20, app.Submissions.Rows.Count);
        Assert.All(answers.Where(answer => answer.Status != 303), answer =>
        {
            Assert.Equal(429, answer.Status);
            Assert.InRange(int.Parse(answer.Headers.RetryAfter!), 1, 60);
        });
    }

    [Fact]
    public async Task Fifty_at_once_from_as_many_networks_are_all_taken()
    {
        using var app = Limited(to: 1);

        var answers = await Task.WhenAll(Enumerable.Range(0, 50)
            .Select(i => Task.Run(() => PostAsync(app, i, client: $"2001:db8:1:{i:x}::1"))));

        Assert.All(answers, answer => Assert.Equal(303, answer.Status));
    }

    [Fact]
    public async Task Posts_whose_page_hides_its_origin_are_of_one_network()
    {
        using var app = Limited(to: 1);

        var first = await PostAsync(app, 1, origin: "null");
        var second = await PostAsync(app, 2, client: "192.0.2.2", origin: "null");
        var other = await PostAsync(app, 3);

        Assert.Equal([303, 429, 303], new[] { first, second, other }.Select(answer => answer.Status));
    }

    [Fact]
    public async Task A_post_over_the_limit_asks_storage_nothing()
    {
        using var app = Limited(to: 1);
        await PostAsync(app, 0);
        app.Submissions.IsDown = true;

        var answers = await Task.WhenAll(Enumerable.Range(1, 50).Select(i => Task.Run(() => PostAsync(app, i))));

        // Any call to storage would have made a 503.
        Assert.All(answers, answer => Assert.Equal(429, answer.Status));
    }

    [Fact]
    public async Task Behind_a_proxy_visitors_are_told_apart_by_its_header()
    {
        using var app = new TestApp(new()
        {
            ["Limits:PostsPerMinute"] = "1", ["Limits:ClientAddressFrom"] = "X-Azure-ClientIP",
        });

        var first = await PostAsync(app, 1, header: "203.0.113.7");
        var other = await PostAsync(app, 2, header: "203.0.113.8");
        var again = await PostAsync(app, 3, header: "203.0.113.7");

        Assert.Equal([303, 303, 429], new[] { first, other, again }.Select(answer => answer.Status));
        Assert.DoesNotContain(app.Logs.Lines, line => line.Contains("203.0.113", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("10.0.1.7", true)]
    [InlineData("::ffff:10.0.1.7", true)]
    [InlineData("172.31.255.255", true)]
    [InlineData("192.168.0.1", true)]
    [InlineData("100.64.0.1", true)]
    [InlineData("169.254.129.3", true)]
    [InlineData("127.0.0.1", true)]
    [InlineData("::1", true)]
    [InlineData("fd00::7", true)]
    [InlineData("fe80::7", true)]
    [InlineData("192.0.2.1", false)]
    [InlineData("172.32.0.1", false)]
    [InlineData("2001:db8::7", false)]
    public async Task A_refusal_that_may_have_hit_all_visitors_is_told_to_the_operator(string client, bool isTold)
    {
        using var app = Limited(to: 1);
        await PostAsync(app, 1, client);
        Assert.DoesNotContain(app.Logs.Lines, IsOfSharing);

        await PostAsync(app, 2, client);

        Assert.Equal(isTold, app.Logs.Lines.Any(IsOfSharing));
        Assert.DoesNotContain(app.Logs.Lines, line => line.Contains(client, StringComparison.Ordinal));
    }

    private static bool IsOfSharing(string line) =>
        line.Contains("an address that all visitors may share: see Limits:ClientAddressFrom", StringComparison.Ordinal);

    private static TestApp Limited(int to) => new(new() { ["Limits:PostsPerMinute"] = $"{to}" });

    private static Task<FormClient.Response> PostAsync(
        TestApp app, int number, string client = "192.0.2.1", string? header = null,
        string? origin = null) =>
        FormClient.PostAsync(
            app, $"email=a{number}%40example.org", client: client, origin: origin,
            with: request => request.Headers["X-Azure-ClientIP"] = header);
}
