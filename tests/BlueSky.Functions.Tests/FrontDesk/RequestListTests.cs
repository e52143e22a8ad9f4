using System.Net;
using BlueSky.Functions.Requests;

namespace BlueSky.Functions.Tests.FrontDesk;

public sealed class RequestListTests : IDisposable
{
    private readonly DeskApp desk = new();

    public void Dispose() => desk.Dispose();

    [Fact]
    public async Task A_request_is_on_the_list_with_the_number_to_call_and_the_promise()
    {
        var id = await desk.RequestAsync(
            ("name", "Maria Lopez"), ("phone", "505-555-0142"), ("preferred_time", "weekday mornings"),
            ("message", "My back hurts."));

        var page = await ListAsync(DeskApp.Rosa);

        Assert.Contains("1 person is waiting", page, StringComparison.Ordinal);
        Assert.Contains($"href=\"/staff/requests/{id}\"", page, StringComparison.Ordinal);
        Assert.Contains("href=\"tel:+15055550142\"", page, StringComparison.Ordinal);
        Assert.Contains("weekday mornings", page, StringComparison.Ordinal);
        Assert.Contains("Today, 12:00\u00A0PM. Call by Monday, 5\u00A0PM", page, StringComparison.Ordinal);
        Assert.Contains("New to you", page, StringComparison.Ordinal);
        Assert.DoesNotContain("My back hurts", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_past_its_promise_is_among_those_that_wait_too_long()
    {
        await desk.RequestAsync();
        desk.App.Clock.Advance(TimeSpan.FromDays(4));

        var page = await ListAsync(DeskApp.Rosa);

        Assert.Contains("Waiting too long", page, StringComparison.Ordinal);
        Assert.Contains("Since Friday, 12:00\u00A0PM (4 days)", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_was_not_reached_is_tried_again_at_the_next_opening()
    {
        var id = await desk.RequestAsync();
        var rosa = await desk.SignInAsync(DeskApp.Rosa);
        await rosa.DoAsync(id, "no-answer");

        Assert.Contains(
            "You called just now. Try again Monday morning.", await ListAsync(rosa), StringComparison.Ordinal);
        Assert.Equal(RequestGroup.Tried, Line().GroupAt(DeskApp.Noon));
        // Monday, 9 AM in Denver.
        Assert.Equal(DateTimeOffset.Parse("2026-11-30T16:00:00Z"), Line().Handling.TryAgainAt);
        Assert.Equal(RequestGroup.New, Line().GroupAt(DateTimeOffset.Parse("2026-11-30T16:00:00Z")));
    }

    [Fact]
    public async Task What_is_held_back_is_apart_with_the_reason_in_words_and_no_number_to_call()
    {
        await desk.HeldBackAsync(("name", "J. Smith"), ("phone", "505-555-0119"));

        var page = await ListAsync(DeskApp.Rosa);

        Assert.Contains("No one is waiting", page, StringComparison.Ordinal);
        Assert.Contains("Held back: is this real?", page, StringComparison.Ordinal);
        Assert.Contains("A field that people cannot see was filled in", page, StringComparison.Ordinal);
        Assert.DoesNotContain("tel:", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_colleague_who_has_it_open_is_named_and_it_is_new_to_the_others_only()
    {
        var id = await desk.RequestAsync();
        var (rosa, kim) = (await desk.SignInAsync(DeskApp.Rosa), await desk.SignInAsync(DeskApp.Kim));
        await rosa.GetAsync($"/staff/requests/{id}");
        desk.App.Clock.Advance(TimeSpan.FromMinutes(3));

        var (rosas, kims) = (await ListAsync(rosa), await ListAsync(kim));

        Assert.Contains("Rosa opened it 3\u00A0min ago", kims, StringComparison.Ordinal);
        Assert.Contains("New to you", kims, StringComparison.Ordinal);
        Assert.DoesNotContain("opened it", rosas, StringComparison.Ordinal);
        Assert.DoesNotContain("New to you", rosas, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_language_and_the_wish_for_email_are_shown()
    {
        await desk.RequestAsync(
            ("name", "Ana"), ("email", "ana@example.org"), ("phone", "505-555-0131"),
            ("preferred_contact", "Email"));
        desk.App.Submissions.Put(desk.App.Submissions.Single with { Language = "es" });
        await desk.App.Get<RequestIndexing>().UpdateAsync(desk.App.Submissions.Single, CancellationToken.None);

        var page = await ListAsync(DeskApp.Rosa);

        Assert.Contains("Prefers email", page, StringComparison.Ordinal);
        Assert.Contains("Language: Spanish (es)", page, StringComparison.Ordinal);
        Assert.Contains("href=\"mailto:ana@example.org\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_visitor_typed_is_text_on_the_page()
    {
        await desk.RequestAsync(("name", "<script>alert(1)</script>"), ("phone", "505-555-0142"));

        var page = await ListAsync(DeskApp.Rosa);

        Assert.DoesNotContain("<script>", page, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_call_list_has_everyone_who_waits_and_not_what_is_held_back()
    {
        await desk.RequestAsync();
        await desk.HeldBackAsync();
        var rosa = await desk.SignInAsync(DeskApp.Rosa);

        var page = (await rosa.GetAsync("/staff/call-list")).Body;

        Assert.Contains("Call list, Friday, November\u00A027", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.Contains("Maria Lopez", page, StringComparison.Ordinal);
        Assert.DoesNotContain("J. Smith", page, StringComparison.Ordinal);
    }

    private RequestLine Line() => Assert.Single(desk.App.Requests.Lines);

    private async Task<string> ListAsync(string email) => await ListAsync(await desk.SignInAsync(email));

    private static async Task<string> ListAsync(DeskVisitor visitor)
    {
        var page = await visitor.GetAsync("/staff");
        Assert.Equal(200, page.Status);
        return page.Body.Replace("&#xA0;", "\u00A0", StringComparison.Ordinal)
            .Replace("&#x2B;", "+", StringComparison.Ordinal);
    }
}
