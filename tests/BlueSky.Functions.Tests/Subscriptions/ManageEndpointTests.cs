using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Tests.Subscriptions;

/// <summary>The page for somebody who has no link to unsubscribe.</summary>
public sealed class ManageEndpointTests : IDisposable
{
    private static readonly Uri Address = new("https://forms.clinic.example/api/unsubscribe");

    private readonly TestApp app = new();
    private readonly LinkVisit visit;

    public ManageEndpointTests() => visit = new LinkVisit(app);

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task Without_a_token_an_address_is_asked_for_and_nothing_is_stored()
    {
        var page = await visit.GetAsync(Address);
        var head = await visit.HeadAsync(Address);

        Assert.Equal((200, "Do you want to unsubscribe?"), (page.Status, page.Title));
        Assert.Equal(200, head.Status);
        Assert.Equal("text/html; charset=utf-8", page.Headers.ContentType);
        Assert.Equal("no-store", page.Headers.CacheControl);
        Assert.Equal("no-referrer", page.Headers["Referrer-Policy"]);
        Assert.Contains("<form class=\"fields\" method=\"post\"", page.Body, StringComparison.Ordinal);
        Assert.True(page.HasButton("Send me the link"));
        Assert.Empty(app.Submissions.Rows);
    }

    [Fact]
    public async Task An_address_is_stored_before_it_is_answered_and_no_recipient_is_read()
    {
        app.Recipients.IsDown = true;

        var page = await visit.PostAsync(Address, "email=ada%40example.org");

        Assert.Equal((200, "Please check your inbox"), (page.Status, page.Title));
        var row = app.Submissions.Single;
        Assert.Equal(
            ("manage", "ada@example.org", "https://forms.clinic.example/api/unsubscribe", SubmissionState.Received),
            (row.Kind, row.Email, row.Source, row.State));
        Assert.Single(app.Submissions.Markers);
        Assert.Single(app.Queue.TakeVisible());
    }

    [Fact]
    public async Task The_answer_is_the_same_for_every_address()
    {
        await new Subscriber(app, "subscriber@example.org").SubscribeAsync();
        await new Subscriber(app, "pending@example.org").AskAsync();

        var pages = new List<Page>();
        foreach (var address in (string[])["subscriber", "pending", "stranger", "subscriber"])
        {
            pages.Add(await visit.PostAsync(Address, $"email={address}%40example.org"));
            await app.ProcessQueueAsync();
        }

        Assert.Single(pages.Select(page => (page.Status, page.Body, Headers(page))).Distinct());
    }

    [Fact]
    public async Task A_double_click_is_one_submission()
    {
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => visit.PostAsync(Address, "email=ada%40example.org")));

        Assert.Single(app.Submissions.Rows);
    }

    [Theory]
    [InlineData("email=", "Enter your email address.", "")]
    [InlineData("email=+", "Enter your email address.", "")]
    [InlineData("email=nobody", "Enter a full email address, like name@example.org.", "nobody")]
    [InlineData(
        "email=a%40b%22%3E%3Cscript%3E", "Enter a full email address, like name@example.org.",
        "a@b&quot;&gt;&lt;script&gt;")]
    public async Task A_mistake_gets_the_page_again_with_what_was_typed(string body, string sentence, string typed)
    {
        var page = await visit.PostAsync(Address, body);

        Assert.Equal((422, "Please check your email address"), (page.Status, page.Title));
        Assert.Contains(
            $"<p class=\"problem\" id=\"email-problem\"><span class=\"hidden\">Problem: </span>{sentence}</p>",
            page.Body, StringComparison.Ordinal);
        Assert.Contains($"value=\"{typed}\"", page.Body, StringComparison.Ordinal);
        Assert.True(page.HasButton("Send me the link"));
        Assert.Empty(app.Submissions.Rows);
    }

    [Fact]
    public async Task An_endless_address_is_told_that_it_is_too_long()
    {
        var page = await visit.PostAsync(Address, $"email={new string('a', 300)}%40example.org");

        Assert.Equal(422, page.Status);
        Assert.Contains("This is a bit too long. Please use at most 254 characters.", page.Body, StringComparison.Ordinal);
    }

    // A mail program's one click, an empty post, a script's, and one that names the address where addresses are logged.
    [Theory]
    [InlineData("", "List-Unsubscribe=One-Click")]
    [InlineData("", "List-Unsubscribe=One-Click&email=ada%40example.org")]
    [InlineData("", null)]
    [InlineData("", "undo=1")]
    [InlineData("?email=ada%40example.org", "")]
    [InlineData("?t=k1.abc.def", "email=ada%40example.org")]
    [InlineData("?t=", "email=ada%40example.org")]
    [InlineData("", "t=k1.abc.def&email=ada%40example.org")]
    public async Task What_is_no_post_of_this_page_is_a_link_that_does_not_work(string query, string? body)
    {
        var page = await visit.PostAsync(new Uri(Address, query), body);

        Assert.Equal((400, "This link does not work"), (page.Status, page.Title));
        Assert.Empty(app.Submissions.Rows);
    }

    [Fact]
    public async Task Posts_count_under_the_limit_of_their_network_and_links_that_are_ours_do_not()
    {
        using var limited = new TestApp(new() { ["Limits:PostsPerMinute"] = "2" });
        var ada = new Subscriber(limited);
        await ada.SubscribeAsync();

        var pages = new List<Page>();
        for (var i = 0; i < 3; i++)
        {
            pages.Add(await ada.Visit.PostAsync(Address, $"email=a{i}%40example.org"));
        }

        Assert.Equal([200, 200, 429], pages.Select(page => page.Status));
        Assert.Equal("Please wait a moment", pages[2].Title);
        Assert.InRange(int.Parse(pages[2].Headers.RetryAfter!), 1, 60);
        Assert.Contains("value=\"a2@example.org\"", pages[2].Body, StringComparison.Ordinal);
        Assert.Equal(200, (await ada.Visit.PostAsync(ada.Link("unsubscribe"))).Status);
        Assert.Equal(200, (await ada.Visit.GetAsync(Address)).Status);
    }

    [Fact]
    public async Task An_outage_of_storage_is_said_and_what_was_typed_is_still_there()
    {
        app.Submissions.IsDown = true;

        var page = await visit.PostAsync(Address, "email=ada%40example.org");

        Assert.Equal((503, "Please try again in a minute", "10"),
            (page.Status, page.Title, page.Headers.RetryAfter.ToString()));
        Assert.Contains("value=\"ada@example.org\"", page.Body, StringComparison.Ordinal);
        app.Submissions.IsDown = false;
        Assert.Equal(200, (await visit.PostAsync(Address, "email=ada%40example.org")).Status);
    }

    [Fact]
    public async Task No_log_line_holds_what_was_typed()
    {
        await visit.PostAsync(Address, "email=nobody-at-all");
        await visit.PostAsync(Address, "email=ada%40example.org");
        await app.ProcessQueueAsync();

        Assert.Contains(app.Logs.Lines, line => line.Contains(
            "Refused a post for an unsubscribe link with 422 TYPE_EMAIL", StringComparison.Ordinal));
        Assert.All(app.Logs.Lines, line => Assert.DoesNotMatch("nobody-at-all|ada@", line));
    }

    private static string Headers(Page page) => string.Join(
        '\n', page.Headers.Select(header => $"{header.Key}: {header.Value}").Order(StringComparer.Ordinal));
}
