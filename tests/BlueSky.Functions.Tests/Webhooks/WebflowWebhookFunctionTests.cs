using System.Text;
using BlueSky.Functions.Submissions;
using BlueSky.Functions.Tests.Component;

namespace BlueSky.Functions.Tests.Webhooks;

public sealed class WebflowWebhookFunctionTests : IDisposable
{
    private readonly WebflowApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task A_form_submission_is_stored_as_if_it_came_from_the_website_and_processed()
    {
        var answer = await app.PostAsync(WebflowApp.Contact(WebflowApp.AdasFields));

        Assert.Equal(200, answer.Status);
        Assert.Equal(("consultation", SubmissionState.Received, null), (app.Row.Kind, app.Row.State, app.Row.Error));
        Assert.Equal(
            ("Ada Lovelace", "ada@example.org", "15055550199", "15055550199", "Please call."),
            (app.Row.Name, app.Row.Email, app.Row.Phone, app.Row.PhoneDigits, app.Row.Message));
        Assert.Equal([new("Insurance", ""), new("Terms", "true"), new("Days", "Monday, Friday")], app.Row.Fields);
        Assert.Equal("webflow:Contact Us", app.Row.Source);
        Assert.Equal(app.Row.Key, Assert.Single(app.App.Submissions.Markers).Key);

        await app.App.ProcessQueueAsync();

        Assert.Equal(
            ["consultation-received", "staff-notice"], app.App.Sender.Sent.Select(mail => mail.Template).Order());
    }

    [Fact]
    public async Task Version_1_is_taken_too()
    {
        var answer = await app.PostAsync("""
            {"name":"Newsletter 2","site":"5d9","data":{"Email-4":"ada@example.org"},"d":"2026-01-08T19:42:00.117Z",
            "_id":"5f2"}
            """);

        Assert.Equal(200, answer.Status);
        Assert.Equal(
            ("subscribe", SubmissionState.Received, "ada@example.org"), (app.Row.Kind, app.Row.State, app.Row.Email));
    }

    [Fact]
    public async Task A_hook_from_the_dashboard_is_believed_by_its_key()
    {
        var answer = await app.SendAsync(
            "POST", Encoding.UTF8.GetBytes(WebflowApp.Contact(WebflowApp.AdasFields)), null, null,
            $"?key={Uri.EscapeDataString(WebflowApp.Key)}");

        Assert.Equal((200, SubmissionState.Received), (answer.Status, app.Row.State));
    }

    [Fact]
    public async Task A_hook_that_nothing_verifies_is_unauthorized_and_not_stored()
    {
        var body = Encoding.UTF8.GetBytes(WebflowApp.Contact(WebflowApp.AdasFields));
        // Now, and 35 minutes and a millisecond ago.
        const string now = "1767901327000";
        const string old = "1767899226999";
        FormClient.Response[] answers =
        [
            await app.SendAsync("POST", body, null, null),
            await app.SendAsync("POST", body, now, WebflowApp.Sign(now, [.. body, (byte)' '])),
            await app.SendAsync("POST", body, old, WebflowApp.Sign(old, body)),
            await app.SendAsync("POST", body, null, null, "?key=a%20wrong%20key%20for%20hooks"),
        ];

        Assert.All(answers, answer => Assert.Equal(401, answer.Status));
        Assert.Empty(app.App.Submissions.Rows);
    }

    [Fact]
    public async Task A_hook_is_refused_when_neither_secret_nor_key_is_set()
    {
        using var bare = new WebflowApp(settings: []);

        var answer = await bare.SendAsync(
            "POST", Encoding.UTF8.GetBytes(WebflowApp.Contact(WebflowApp.AdasFields)), null, null, "?key=");

        Assert.Equal(401, answer.Status);
    }

    [Fact]
    public async Task Of_a_hook_that_is_delivered_again_there_is_one_row()
    {
        await app.PostAsync(WebflowApp.Contact(WebflowApp.AdasFields));
        app.App.Clock.Advance(TimeSpan.FromMinutes(10));
        await app.PostAsync(WebflowApp.Contact(WebflowApp.AdasFields));

        Assert.Single(app.App.Submissions.Rows);
    }

    [Fact]
    public async Task Also_when_midnight_lies_between()
    {
        using var late = new WebflowApp(DateTimeOffset.Parse("2026-01-08T23:55:00Z"));
        await late.PostAsync(WebflowApp.Contact(WebflowApp.AdasFields));
        late.App.Clock.Advance(TimeSpan.FromMinutes(30));
        await late.PostAsync(WebflowApp.Contact(WebflowApp.AdasFields));

        Assert.Equal(new DateOnly(2026, 1, 8), late.App.Submissions.Single.Key.Day);
    }

    [Fact]
    public async Task The_same_content_under_another_id_is_another_submission()
    {
        await app.PostAsync(WebflowApp.Contact(WebflowApp.AdasFields, "1"));
        await app.PostAsync(WebflowApp.Contact(WebflowApp.AdasFields, "2"));

        Assert.Equal(2, app.App.Submissions.Rows.Count);
    }

    [Theory]
    [InlineData("""{"triggerType":"site_publish","payload":{"siteId":"65427cf4"}}""")]
    [InlineData("""{"triggerType":"comment_created","payload":{"data":{"name":"x"}}}""")]
    public async Task A_hook_about_something_else_is_ignored(string body)
    {
        Assert.Equal(200, (await app.PostAsync(body)).Status);
        Assert.Empty(app.App.Submissions.Rows);
    }

    [Fact]
    public async Task A_storage_outage_has_Webflow_post_again()
    {
        app.App.Submissions.IsDown = true;
        var during = await app.PostAsync(WebflowApp.Contact(WebflowApp.AdasFields));
        app.App.Submissions.IsDown = false;
        var after = await app.PostAsync(WebflowApp.Contact(WebflowApp.AdasFields));

        Assert.Equal((503, 200), (during.Status, after.Status));
        Assert.Equal(SubmissionState.Received, app.Row.State);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    [InlineData("OPTIONS")]
    public async Task Any_other_method_is_told_to_post(string method)
    {
        var answer = await app.SendAsync(method, [], null, null);

        Assert.Equal((405, "POST"), (answer.Status, answer.Headers.Allow.ToString()));
    }

    [Fact]
    public async Task A_mebibyte_is_taken_and_one_byte_more_is_not()
    {
        var hook = Encoding.UTF8.GetBytes(WebflowApp.Contact(WebflowApp.AdasFields));
        byte[] mebibyte = [.. hook, .. Enumerable.Repeat((byte)' ', (1024 * 1024) - hook.Length)];

        var full = await app.PostAsync(mebibyte);
        var more = await app.PostAsync([.. mebibyte, (byte)' ']);

        Assert.Equal((200, 413), (full.Status, more.Status));
    }

    [Fact]
    public async Task Neither_what_is_in_a_hook_nor_what_verifies_it_is_logged()
    {
        await app.PostAsync(WebflowApp.Contact(WebflowApp.AdasFields));
        await app.PostAsync(WebflowApp.V2("Ada's own form", WebflowApp.AdasFields));
        await app.PostAsync("Ada Lovelace");
        await app.SendAsync("POST", "Ada"u8.ToArray(), "1767901327000", "0f0f", "?key=a-wrong-key");

        Assert.NotEmpty(app.App.Logs.Lines);
        Assert.All(app.App.Logs.Lines, line =>
        {
            foreach (var secret in (string[])["Ada", "ada@", "5055550199", "key for", "a-wrong-key", "0f0f", "whsec"])
            {
                Assert.DoesNotContain(secret, line, StringComparison.Ordinal);
            }
        });
    }
}
