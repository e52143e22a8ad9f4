using System.Text.Json;
using BlueSky.Functions.Submissions;
using BlueSky.Functions.Tests.Component;
using Microsoft.AspNetCore.Http;

namespace BlueSky.Functions.Tests.Spam;

public sealed class PostScreenTests : IDisposable
{
    private const string Spam = "name=Eric&email=e%40example.org&message=%5Burl%3Dx%5Dpills.com%5B/url%5D";
    private const string SpamOnTheList =
        "email=e%40example.org&name=pills.com&more=%5Burl%3Dx%5Dbit.ly/pills%5B/url%5D";

    private readonly TestApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task A_suspicious_request_is_stored_and_mailed_to_nobody_and_its_answer_is_like_any_other()
    {
        var person = await ConsultAsync("name=Ada&email=a%40example.org&message=Please+call.");
        var bot = await ConsultAsync(Spam);
        await app.PassAsync(TimeSpan.FromMinutes(10));

        Assert.Equal((200, Shape(person.Body)), (bot.Status, Shape(bot.Body)));
        Assert.Equal(person.Headers.Select(header => header.Key), bot.Headers.Select(header => header.Key));
        var row = app.Submissions.Rows[1];
        Assert.Equal(
            (SubmissionState.Quarantined, "spam signals: no browser, markup, 1 link", "[url=x]pills.com[/url]"),
            (row.State, row.Error, row.Message));
        Assert.All(app.Sender.Sent, mail => Assert.NotEqual("e@example.org", mail.To));
        Assert.DoesNotContain(app.Logs.Lines, line => line.Contains("pills", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_person_without_a_script_is_sent_to_the_thank_you_page_from_quarantine_too()
    {
        var answer = await FormClient.PostAsync(app, Spam, "consultation");

        Assert.Equal((303, "https://www.clinic.example/thank-you"), (answer.Status, $"{answer.Headers.Location}"));
    }

    [Fact]
    public async Task What_is_almost_certainly_spam_is_refused_on_the_list_and_never_as_a_request()
    {
        var onTheList = await FormClient.PostAsync(app, SpamOnTheList, accept: "application/json");
        var asRequest = await ConsultAsync(SpamOnTheList);

        Assert.Equal((403, 200), (onTheList.Status, asRequest.Status));
        Assert.Contains("\"code\":\"BLOCKED\"", onTheList.Body, StringComparison.Ordinal);
        Assert.Equal("consultation", app.Submissions.Single.Kind);
    }

    [Fact]
    public async Task Who_is_refused_keeps_what_was_typed_and_is_told_how_to_call()
    {
        var answer = await FormClient.PostAsync(app, SpamOnTheList, accept: "text/html");

        Assert.Equal(403, answer.Status);
        Assert.Contains("value=\"e@example.org\"", answer.Body, StringComparison.Ordinal);
        Assert.Contains("505-555-0100", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_threshold_of_zero_lets_everything_through()
    {
        using var open = new TestApp(new() { ["Spam:QuarantineAt"] = "0", ["Spam:RefuseAt"] = "0" });
        await FormClient.PostAsync(open, SpamOnTheList);

        Assert.Equal(SubmissionState.Received, open.Submissions.Single.State);
    }

    [Fact]
    public async Task A_retry_is_the_same_submission_although_it_would_look_better_by_then()
    {
        var now = app.Clock.GetUtcNow().ToUnixTimeMilliseconds();
        var body = $"name=Ada&email=a%40example.org&_id=k1&_loadedAt={now}";
        var first = await ConsultAsync(body);
        app.Clock.Advance(TimeSpan.FromSeconds(20));
        var second = await ConsultAsync(body);

        Assert.Equal(first.Body, second.Body);
        Assert.Equal("spam signals: sent at once, no browser", app.Submissions.Single.Error);
    }

    [Fact]
    public async Task A_bots_post_of_an_address_does_not_settle_what_becomes_of_its_owners()
    {
        await PostAtOnceAsync();
        await PostAsAPersonAsync();
        await app.ProcessQueueAsync();

        Assert.Equal((SubmissionState.Processed, null), (app.Submissions.Single.State, app.Submissions.Single.Error));
        Assert.Equal("subscribe-confirm", Assert.Single(app.Sender.Sent).Template);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_repeat_releases_in_processing_so_that_neither_calls_nor_time_tell(bool isHeldBack)
    {
        var first = await (isHeldBack ? PostAtOnceAsync() : PostAsAPersonAsync());
        var repeat = await PostAsAPersonAsync("192.0.2.9");

        Assert.Equal(first.Body, repeat.Body);
        Assert.Equal(["add", "add", "find claim"], app.Submissions.Calls);
        Assert.Equal([false, false, true], app.Queue.Messages.Select(message => message.IsCleanRepeat));
        Assert.Equal(
            isHeldBack ? SubmissionState.Quarantined : SubmissionState.Received, app.Submissions.Single.State);
    }

    [Fact]
    public async Task A_repeat_with_anything_suspicious_about_it_releases_nothing()
    {
        await PostAtOnceAsync();
        await FormClient.PostAsync(app, "email=a%40example.org", client: "192.0.2.1");
        await FormClient.PostAsync(app, "email=a%40example.org&_gotcha=x", client: "192.0.2.1", with: Browser);
        await app.ProcessQueueAsync();

        Assert.Equal(SubmissionState.Quarantined, app.Submissions.Single.State);
        Assert.Empty(app.Sender.Sent);
    }

    [Fact]
    public async Task A_suspicious_repeat_of_what_was_accepted_is_a_repeat()
    {
        var first = await PostAsAPersonAsync();
        var repeat = await PostAtOnceAsync();
        await app.ProcessQueueAsync();

        Assert.Equal(first.Body, repeat.Body);
        Assert.Equal(SubmissionState.Processed, app.Submissions.Single.State);
    }

    [Fact]
    public async Task What_is_held_back_takes_the_steps_of_what_is_not()
    {
        await PostAtOnceAsync();
        using var other = new TestApp();
        await FormClient.PostAsync(other, "email=a%40example.org", with: Browser);

        Assert.Equal(
            [SubmissionState.Quarantined, SubmissionState.Received],
            [app.Submissions.Single.State, other.Submissions.Single.State]);
        Assert.All([app, other], each =>
        {
            Assert.Equal(["add"], each.Submissions.Calls);
            Assert.Single(each.Submissions.Markers);
            Assert.Single(each.Queue.Messages);
        });
    }

    [Fact]
    public async Task Clicking_again_and_again_is_no_burst()
    {
        for (var i = 0; i < 20; i++)
        {
            await ConsultAsync("name=Ada&email=a%40example.org&_id=k1");
        }

        Assert.Equal(SubmissionState.Received, app.Submissions.Single.State);
    }

    [Fact]
    public async Task A_correction_after_a_suspicion_is_judged_anew()
    {
        await ConsultAsync(Spam);
        await ConsultAsync("name=Eric&email=e%40example.org&message=Please+call+me.");

        Assert.Equal(
            [SubmissionState.Quarantined, SubmissionState.Received], app.Submissions.Rows.Select(row => row.State));
    }

    private Task<FormClient.Response> ConsultAsync(string body) =>
        FormClient.PostAsync(app, body, "consultation", accept: "application/json");

    private Task<FormClient.Response> PostAtOnceAsync() => FormClient.PostAsync(
        app, $"email=a%40example.org&_loadedAt={app.Clock.GetUtcNow().ToUnixTimeMilliseconds()}",
        accept: "application/json", client: "203.0.113.7");

    private Task<FormClient.Response> PostAsAPersonAsync(string client = "192.0.2.1") => FormClient.PostAsync(
        app, "email=a%40example.org", accept: "application/json", client: client, with: Browser);

    private static void Browser(HttpRequest request)
    {
        request.Headers.UserAgent = "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0";
        request.Headers.AcceptLanguage = "en-US";
    }

    private static string Shape(string json)
    {
        using var document = JsonDocument.Parse(json);
        var id = document.RootElement.GetProperty("id").GetString()!;
        return json.Replace(id, $"id of {id.Length}", StringComparison.Ordinal);
    }
}
