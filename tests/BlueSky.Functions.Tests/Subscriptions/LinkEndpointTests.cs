using BlueSky.Functions.Recipients;

namespace BlueSky.Functions.Tests.Subscriptions;

public sealed class LinkEndpointTests : IDisposable
{
    private static readonly string[] Kinds = ["confirm", "not-me", "unsubscribe", "resources"];

    private readonly TestApp app = new(new() { ["Limits:PostsPerMinute"] = "0" });
    private readonly Subscriber ada;

    public LinkEndpointTests() => ada = new Subscriber(app);

    public void Dispose() => app.Dispose();

    [Theory]
    [InlineData("GET", "")]
    [InlineData("GET", "?t=")]
    [InlineData("GET", "?t=k1.abc.def")]
    [InlineData("POST", "?t=nonsense")]
    public async Task A_link_that_is_not_ours_says_so(string method, string query)
    {
        foreach (var kind in Kinds.Where(kind => method == "GET" || kind != "resources"))
        {
            // Without any token the page for those who have no link is there: see ManageEndpointTests.
            var page = await ada.Visit.RequestAsync(
                method, At(kind, kind == "unsubscribe" && query == "" ? "?t=no" : query), body: null);

            Assert.Equal((400, "This link does not work"), (page.Status, page.Title));
        }
    }

    [Fact]
    public async Task Wrong_tokens_are_counted_by_network_and_good_ones_never()
    {
        using var limited = new TestApp(new() { ["Limits:PostsPerMinute"] = "3" });
        var bob = new Subscriber(limited, "bob@example.org");
        await bob.SubscribeAsync();
        var statuses = new List<int>();
        for (var i = 0; i < 4; i++)
        {
            statuses.Add((await bob.Visit.PostAsync(At("unsubscribe", "?t=nonsense"))).Status);
            statuses.Add((await bob.Visit.PostAsync(bob.Link("unsubscribe"), "List-Unsubscribe=One-Click")).Status);
        }

        var refused = await bob.Visit.GetAsync(At("confirm", "?t=nonsense"));

        Assert.Equal([400, 200, 400, 200, 400, 200, 429, 200], statuses);
        Assert.Equal((429, "Please wait a moment"), (refused.Status, refused.Title));
        Assert.InRange(int.Parse(refused.Headers.RetryAfter!), 1, 60);
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("OPTIONS")]
    public async Task Other_methods_are_refused(string method)
    {
        foreach (var kind in Kinds)
        {
            var page = await ada.Visit.RequestAsync(method, At(kind, "?t=x"), body: null);

            Assert.Equal(405, page.Status);
            Assert.Equal(kind == "resources" ? "GET, HEAD" : "GET, HEAD, POST", page.Headers.Allow.ToString());
        }
    }

    [Fact]
    public async Task The_token_may_be_in_the_body()
    {
        await ada.AskAsync();
        var token = ada.Link("confirm").Query["?t=".Length..];

        var page = await ada.Visit.PostAsync(At("confirm", ""), $"t={token}");
        await app.ProcessQueueAsync();

        Assert.Equal("You are signed up", page.Title);
        Assert.Equal(SubscriptionState.Confirmed, app.Recipients.Single.State);
    }

    [Fact]
    public async Task A_link_that_is_not_ours_is_answered_before_its_body_is_read()
    {
        foreach (var kind in Kinds.Where(kind => kind != "resources"))
        {
            var page = await ada.Visit.PostAsync(At(kind, "?t=k1.abc.def"), new UnreadableBody());

            Assert.Equal((400, "This link does not work"), (page.Status, page.Title));
        }
    }

    [Theory]
    [InlineData(4_096, "Please check your inbox")]
    [InlineData(4_097, "You are signed up")]
    public async Task Of_a_body_no_more_is_read_than_a_button_sends(int bytes, string title)
    {
        await ada.AskAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(20));

        var page = await ada.Visit.PostAsync(ada.Link("confirm"), "again=1&x=".PadRight(bytes, 'x'));

        Assert.Equal(title, page.Title);
    }

    [Fact]
    public async Task Every_page_keeps_its_token_to_itself_and_runs_nothing()
    {
        await ada.SubscribeAsync();
        foreach (var link in ada.Links)
        {
            var page = await ada.Visit.GetAsync(link);

            Assert.Equal("no-referrer", page.Headers["Referrer-Policy"].ToString());
            Assert.Equal("no-store", page.Headers.CacheControl.ToString());
            Assert.StartsWith("default-src 'none';", page.Headers.ContentSecurityPolicy.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain("<script", page.Body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Resources_are_listed_for_ever()
    {
        using var stocked = new TestApp(new()
        {
            ["Subscriptions:Resources:0:Title"] = "First steps",
            ["Subscriptions:Resources:0:Url"] = "https://www.clinic.example/first-steps",
        });
        var reader = new Subscriber(stocked);
        await reader.SubscribeAsync();
        stocked.Clock.Advance(TimeSpan.FromDays(1_000));

        var page = await reader.Visit.GetAsync(reader.Link("resources"));

        Assert.Equal(200, page.Status);
        Assert.Contains("href=\"https://www.clinic.example/first-steps\">First steps</a>", page.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_resources_are_right_on_the_page_that_confirms()
    {
        using var stocked = new TestApp(new()
        {
            ["Subscriptions:Resources:0:Title"] = "First steps",
            ["Subscriptions:Resources:0:Url"] = "https://www.clinic.example/first-steps",
        });
        var reader = new Subscriber(stocked);
        await reader.AskAsync();

        var confirmed = await reader.ConfirmAsync();
        var again = await reader.ConfirmAsync();

        Assert.Equal(("You are signed up", "You are already signed up"), (confirmed.Title, again.Title));
        Assert.All([confirmed, again], page => Assert.Contains(
            "href=\"https://www.clinic.example/first-steps\">First steps</a>", page.Body, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_page_that_could_not_be_read_is_opened_again_by_its_own_address()
    {
        await ada.AskAsync();
        app.Recipients.IsDown = true;

        var page = await ada.Visit.GetAsync(ada.Link("confirm"));

        Assert.Equal((503, "30"), (page.Status, page.Headers.RetryAfter.ToString()));
        Assert.Contains("<a class=\"button\" href>Try again</a>", page.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_outage_of_storage_is_said_and_changes_nothing()
    {
        await ada.AskAsync();
        app.Submissions.IsDown = true;

        var page = await ada.Visit.PostAsync(ada.Link("confirm"), "source=email");

        Assert.Equal((503, "30"), (page.Status, page.Headers.RetryAfter.ToString()));
        Assert.Equal("Please try again in a minute", page.Title);
        Assert.Contains(
            "<form class=\"act\" method=\"post\"><input type=\"hidden\" name=\"source\" value=\"email\"",
            page.Body, StringComparison.Ordinal);
        Assert.True(page.HasButton("Try again"));
        app.Submissions.IsDown = false;
        Assert.Equal("You are signed up", (await ada.ConfirmAsync()).Title);
    }

    private sealed class UnreadableBody : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new InvalidOperationException("The body was read.");
    }

    private static Uri At(string kind, string query) => new($"https://forms.clinic.example/api/{kind}{query}");
}
