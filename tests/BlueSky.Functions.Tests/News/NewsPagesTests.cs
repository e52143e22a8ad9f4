using System.Net;
using BlueSky.Functions.Mail;
using BlueSky.Functions.News;
using BlueSky.Functions.Recipients;
using BlueSky.Functions.Tests.Component;
using BlueSky.Functions.Tests.FrontDesk;

namespace BlueSky.Functions.Tests.News;

public sealed class NewsPagesTests : IDisposable
{
    private readonly DeskApp desk = new();

    public void Dispose() => desk.Dispose();

    private NewsItem News => desk.App.Externals.News.Single;

    [Fact]
    public async Task An_empty_draft_is_used_again_and_a_written_one_is_not()
    {
        var kim = await desk.SignInAsync(DeskApp.Kim);

        var first = (await kim.PostAsync("/staff/news")).Headers.Location.ToString();
        Assert.Equal(first, (await kim.PostAsync("/staff/news")).Headers.Location.ToString());
        await SaveAsync(kim, first, "Hours", "We are open.", version: "0");
        var second = (await kim.PostAsync("/staff/news")).Headers.Location.ToString();

        Assert.NotEqual(first, second);
    }

    [Fact]
    public async Task A_draft_is_kept_even_with_problems_and_they_are_told_before_it_is_seen()
    {
        var (kim, path) = await DraftAsync();

        var page = await SaveAsync(
            kim, path, "Hours", "One\n\n[two](http://example.org)", version: "0", ("then", "preview"));

        Assert.Equal(422, page.Status);
        Assert.Contains("Line 3: A link must begin with https://", WebUtility.HtmlDecode(page.Body), StringComparison.Ordinal);
        Assert.Equal(("Hours", 1), (News.Subject, News.Changes));
    }

    [Fact]
    public async Task Two_people_see_each_others_text_and_lose_none()
    {
        var (kim, path) = await DraftAsync();
        await SaveAsync(kim, path, "Mine", "My text.", version: "0");

        var page = await SaveAsync(kim, path, "Older", "Their text.", version: "0");

        Assert.Equal(409, page.Status);
        Assert.Contains("My text.", page.Body, StringComparison.Ordinal);
        Assert.Contains("Their text.", page.Body, StringComparison.Ordinal);
        Assert.Equal("Mine", News.Subject);
    }

    [Fact]
    public async Task Sending_needs_the_number_of_people_and_happens_once()
    {
        var (kim, path) = await ReadyAsync("ada@example.org", "eve@example.org");

        Assert.Equal(422, (await kim.PostAsync(path, ("do", "send"), ("count", "3"))).Status);
        Assert.Equal(NewsState.Draft, News.State);
        Assert.Equal(303, (await kim.PostAsync(path, ("do", "send"), ("count", "2"))).Status);
        var messages = desk.App.Externals.NewsQueue.Count;
        Assert.Equal(303, (await kim.PostAsync(path, ("do", "send"), ("count", "2"))).Status);

        Assert.Equal((NewsState.Sending, 2), (News.State, News.Recipients));
        Assert.Equal(messages, desk.App.Externals.NewsQueue.Count);
        Assert.Contains("Sending: Hours", (await kim.GetAsync(path)).Body, StringComparison.Ordinal);
        Assert.Contains(desk.App.Externals.Audit.Entries, entry => entry.Command == "staff send news");
    }

    [Theory]
    [InlineData("2026-11-27T11:59", "This time is over.")]
    [InlineData("2028-01-01T09:00", "This is too far ahead")]
    [InlineData("tomorrow", "Please choose a day and a time.")]
    public async Task A_time_that_cannot_be_is_told(string at, string problem)
    {
        var (kim, path) = await ReadyAsync("ada@example.org");

        var page = await kim.PostAsync(path, ("do", "send"), ("count", "1"), ("at", at));

        Assert.Equal(422, page.Status);
        Assert.Contains(problem, page.Body, StringComparison.Ordinal);
        Assert.Equal(NewsState.Draft, News.State);
    }

    [Fact]
    public async Task A_time_is_the_clinics_and_what_is_planned_can_be_taken_back()
    {
        var (kim, path) = await ReadyAsync("ada@example.org");

        await kim.PostAsync(path, ("do", "send"), ("count", "1"), ("at", "2026-11-30T09:00"));
        Assert.Equal(
            (NewsState.Scheduled, DateTimeOffset.Parse("2026-11-30T16:00:00Z")), (News.State, News.ScheduledFor!.Value));
        await kim.PostAsync(path, ("do", "stop"));

        Assert.Equal((NewsState.Draft, null), (News.State, News.ScheduledFor));
    }

    [Fact]
    public async Task Without_a_postal_address_nothing_is_sent()
    {
        using var other = new DeskApp(new() { ["Clinic:PostalAddress"] = "replace-me" });
        var kim = await other.SignInAsync(DeskApp.Kim);
        await SubscribeAsync(other, "ada@example.org");
        var path = (await kim.PostAsync("/staff/news")).Headers.Location.ToString();
        await SaveAsync(kim, path, "Hours", "We are open.", version: "0");

        var page = await kim.PostAsync(path, ("do", "send"), ("count", "1"));

        Assert.Equal(422, page.Status);
        Assert.Equal(NewsState.Draft, other.App.Externals.News.Single.State);
    }

    [Fact]
    public async Task Sending_is_paused_resumed_and_stopped()
    {
        var (kim, path) = await ReadyAsync("ada@example.org");
        await kim.PostAsync(path, ("do", "send"), ("count", "1"));

        await kim.PostAsync(path, ("do", "pause"));
        Assert.Equal(NewsState.Paused, News.State);
        Assert.Contains("Nothing is sent until you press", (await kim.GetAsync(path)).Body, StringComparison.Ordinal);
        await kim.PostAsync(path, ("do", "resume"));
        Assert.Equal(NewsState.Sending, News.State);
        await kim.PostAsync(path, ("do", "stop"));

        Assert.Equal(NewsState.Stopped, News.State);
        await kim.PostAsync(path, ("do", "resume"));
        Assert.Equal(NewsState.Stopped, News.State);
    }

    [Fact]
    public async Task What_SendGrid_refused_can_be_tried_again()
    {
        var (kim, path) = await ReadyAsync("ada@example.org");
        desk.App.Sender.AnswersWith(new SendOutcome.Refused("busy"));
        await kim.PostAsync(path, ("do", "send"), ("count", "1"));
        Assert.DoesNotContain("again", (await kim.GetAsync(path)).Body, StringComparison.Ordinal);
        await WorkAsync();

        Assert.Contains("Try 1 email again", (await kim.GetAsync(path)).Body, StringComparison.Ordinal);
        await kim.PostAsync(path, ("do", "retry"));
        Assert.Equal(NewsState.Sending, News.State);
        await WorkAsync();

        var page = (await kim.GetAsync(path)).Body;
        Assert.Contains("1 of 1 sent.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("again", page, StringComparison.Ordinal);
        await kim.PostAsync(path, ("do", "retry"));
        Assert.Equal(NewsState.Sent, News.State);
    }

    [Fact]
    public async Task When_all_are_sent_the_page_counts_again()
    {
        var (kim, path) = await ReadyAsync("ada@example.org");
        await kim.PostAsync(path, ("do", "send"), ("count", "1"));
        Assert.Contains("0 of 1 sent.", (await kim.GetAsync(path)).Body, StringComparison.Ordinal);
        await WorkAsync();

        var page = await kim.GetAsync(path);

        Assert.Contains("Sent: Hours", page.Body, StringComparison.Ordinal);
        Assert.Contains("1 of 1 sent.", page.Body, StringComparison.Ordinal);
    }

    /// <summary>A second later: all messages for parts of news.</summary>
    private async Task WorkAsync()
    {
        desk.App.Clock.Advance(TimeSpan.FromSeconds(1));
        foreach (var message in desk.App.Externals.NewsQueue.TakeVisible())
        {
            await desk.App.Get<NewsSending>().RunAsync(message, default);
        }
    }

    private async Task<(DeskVisitor Kim, string Path)> DraftAsync()
    {
        var kim = await desk.SignInAsync(DeskApp.Kim);
        return (kim, (await kim.PostAsync("/staff/news")).Headers.Location.ToString());
    }

    private async Task<(DeskVisitor Kim, string Path)> ReadyAsync(params string[] addresses)
    {
        foreach (var address in addresses)
        {
            await SubscribeAsync(desk, address);
        }

        var (kim, path) = await DraftAsync();
        await SaveAsync(kim, path, "Hours", "We are open.", version: "0");
        return (kim, path);
    }

    private static Task<Recipient> SubscribeAsync(DeskApp desk, string address) =>
        desk.App.Get<RecipientBook>().ChangeAsync(
            Functions.Forms.EmailAddress.TryParse(address)!,
            current => current with
            {
                Email = address, State = SubscriptionState.Confirmed, ConfirmedAt = DeskApp.Noon.AddDays(-1),
            },
            default);

    private static Task<FormClient.Response> SaveAsync(
        DeskVisitor kim, string path, string subject, string text, string version,
        params (string Name, string Value)[] more) =>
        kim.PostAsync(path, [("do", "save"), ("subject", subject), ("text", text), ("version", version), .. more]);
}
