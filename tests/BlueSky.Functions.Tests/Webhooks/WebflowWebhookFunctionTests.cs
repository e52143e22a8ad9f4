using System.Text;
using BlueSky.Functions.Submissions;
using BlueSky.Functions.Tests.Component;

namespace BlueSky.Functions.Tests.Webhooks;

public sealed class WebflowWebhookFunctionTests : IDisposable
{
    private const string AdasFields = """
        {"First Name":"Ada","Last Name":"Lovelace","email":"ada@example.org","Phone Number":15055550199,
        "Message":"Please call.","Insurance":null,"Terms":true,"Days":["Monday","Friday"]}
        """;

    private readonly WebflowApp app = new();

    public void Dispose() => app.Dispose();

    private Submission Row => app.App.Submissions.Single;

    [Fact]
    public async Task A_form_submission_is_stored_as_if_it_came_from_the_website_and_processed()
    {
        var answer = await app.PostAsync(WebflowApp.Contact(AdasFields));

        Assert.Equal(200, answer.Status);
        Assert.Equal(("consultation", SubmissionState.Received, null), (Row.Kind, Row.State, Row.Error));
        Assert.Equal(
            ("Ada Lovelace", "ada@example.org", "15055550199", "15055550199", "Please call."),
            (Row.Name, Row.Email, Row.Phone, Row.PhoneDigits, Row.Message));
        Assert.Equal([new("Insurance", ""), new("Terms", "true"), new("Days", "Monday, Friday")], Row.Fields);
        Assert.Equal("webflow:Contact Us", Row.Source);
        Assert.Equal(Row.Key, Assert.Single(app.App.Submissions.Markers).Key);

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
            ("subscribe", SubmissionState.Received, "ada@example.org"), (Row.Kind, Row.State, Row.Email));
    }

    [Fact]
    public async Task A_hook_from_the_dashboard_is_believed_by_its_key()
    {
        var answer = await app.SendAsync(
            "POST", Encoding.UTF8.GetBytes(WebflowApp.Contact(AdasFields)), null, null,
            $"?key={Uri.EscapeDataString(WebflowApp.Key)}");

        Assert.Equal((200, SubmissionState.Received), (answer.Status, Row.State));
    }

    [Fact]
    public async Task A_hook_that_nothing_verifies_is_unauthorized_and_not_stored()
    {
        var body = Encoding.UTF8.GetBytes(WebflowApp.Contact(AdasFields));
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
            "POST", Encoding.UTF8.GetBytes(WebflowApp.Contact(AdasFields)), null, null, "?key=");

        Assert.Equal(401, answer.Status);
    }

    [Fact]
    public async Task Of_a_hook_that_is_delivered_again_there_is_one_row()
    {
        await app.PostAsync(WebflowApp.Contact(AdasFields));
        app.App.Clock.Advance(TimeSpan.FromMinutes(10));
        await app.PostAsync(WebflowApp.Contact(AdasFields));

        Assert.Single(app.App.Submissions.Rows);
    }

    [Fact]
    public async Task Also_when_midnight_lies_between()
    {
        using var late = new WebflowApp(DateTimeOffset.Parse("2026-01-08T23:55:00Z"));
        await late.PostAsync(WebflowApp.Contact(AdasFields));
        late.App.Clock.Advance(TimeSpan.FromMinutes(30));
        await late.PostAsync(WebflowApp.Contact(AdasFields));

        Assert.Equal(new DateOnly(2026, 1, 8), late.App.Submissions.Single.Key.Day);
    }

    [Fact]
    public async Task The_same_content_under_another_id_is_another_submission()
    {
        await app.PostAsync(WebflowApp.Contact(AdasFields, "1"));
        await app.PostAsync(WebflowApp.Contact(AdasFields, "2"));

        Assert.Equal(2, app.App.Submissions.Rows.Count);
    }

    [Fact]
    public async Task An_unknown_form_is_quarantined_with_its_name_and_all_its_fields()
    {
        var answer = await app.PostAsync(WebflowApp.V2(
            "Job Application", """{"Name":" Ada ","Role":"nurse","cf-turnstile-response":"token"}"""));

        Assert.Equal(200, answer.Status);
        Assert.Equal(
            ("unknown", SubmissionState.Quarantined, "unknown form: no setting Webflow:Forms names it"),
            (Row.Kind, Row.State, Row.Error));
        Assert.Equal([new("_form", "Job Application"), new("Name", "Ada"), new("Role", "nurse")], Row.Fields);
        await app.App.ProcessQueueAsync();
        Assert.Empty(app.App.Submissions.Markers);
        Assert.Empty(app.App.Mails.Rows);
    }

    [Fact]
    public async Task A_broken_rule_quarantines_it_and_what_breaks_it_is_kept_among_the_fields()
    {
        var answer = await app.PostAsync(WebflowApp.Contact(
            """{"Name":"Ada","Email":"ada at example","Phone":"12","Message":"Please call.","Insurance":"none"}"""));

        Assert.Equal(200, answer.Status);
        Assert.Equal(
            (SubmissionState.Quarantined, "breaks the form's rules: TYPE_EMAIL email, TYPE_PHONE phone"),
            (Row.State, Row.Error));
        Assert.Equal(("Ada", "Please call."), (Row.Name, Row.Message));
        Assert.Null(Row.Email);
        Assert.Equal([new("email", "ada at example"), new("phone", "12"), new("Insurance", "none")], Row.Fields);
        await app.App.ProcessQueueAsync();
        Assert.Empty(app.App.Sender.Sent);
    }

    [Fact]
    public async Task Without_an_id_it_is_quarantined_and_still_one_row_when_it_comes_again()
    {
        var hook = WebflowApp.Contact(AdasFields, id: "");
        await app.PostAsync(hook);
        await app.PostAsync(hook);

        Assert.Equal((SubmissionState.Quarantined, "the hook has no id"), (Row.State, Row.Error));
        Assert.Equal("ada@example.org", Row.Email);
    }

    [Fact]
    public async Task A_filled_honeypot_counts_here_too()
    {
        await app.PostAsync(WebflowApp.Contact("""{"name":"Ada","email":"ada@example.org","_gotcha":"x"}"""));

        Assert.Equal((SubmissionState.Quarantined, "honeypot field filled"), (Row.State, Row.Error));
    }

    [Theory]
    [InlineData("", "the hook is not valid JSON")]
    [InlineData("{\"name\":", "the hook is not valid JSON")]
    [InlineData("[]", "the hook holds no form submission")]
    [InlineData("{\"triggerType\":\"form_submission\"}", "the hook holds no form submission")]
    [InlineData("{\"name\":\"Contact Us\",\"data\":[\"Ada\"]}", "the hook holds no form submission")]
    public async Task What_cannot_be_read_is_kept_as_it_is(string body, string reason)
    {
        var answer = await app.PostAsync(body);

        Assert.Equal(200, answer.Status);
        Assert.Equal(("unknown", SubmissionState.Quarantined, reason), (Row.Kind, Row.State, Row.Error));
        Assert.Equal([new("_body", body)], Row.Fields);
    }

    [Fact]
    public async Task What_nobody_sees_or_can_read_in_a_field_does_not_hold_it_back()
    {
        byte[] hook =
        [
            0xEF, 0xBB, 0xBF,
            .. Encoding.UTF8.GetBytes(WebflowApp.Contact("""
                {"name":"Zo|","email":"ada@example.org","Message":"Call me \ud83d\u000bplease\u0007",
                "Days":[["Mon"],{"a":1}]}
                """)),
        ];
        hook[hook.AsSpan().IndexOf((byte)'|')] = 0xEB;

        var answer = await app.PostAsync(hook);

        Assert.Equal((200, SubmissionState.Received, null), (answer.Status, Row.State, Row.Error));
        Assert.Equal(("Zoë", "Call me \uFFFD\nplease"), (Row.Name, Row.Message));
        Assert.Equal([new("Days", """["Mon"], {"a":1}""")], Row.Fields);
    }

    [Fact]
    public async Task An_unknown_forms_fields_are_cleaned_like_all_others()
    {
        await app.PostAsync(WebflowApp.V2("Job Application", """{"Your\tRole":" nurse\u000b\u0000 \ufeff"}"""));

        Assert.Equal([new("_form", "Job Application"), new("Your Role", "nurse")], Row.Fields);
    }

    [Fact]
    public async Task More_values_than_are_taken_are_told_and_the_first_are_kept()
    {
        var many = string.Join(',', Enumerable.Range(1, 2_000));

        await app.PostAsync(WebflowApp.Contact(
            $$"""{"Name":"Ada","Email":"ada@example.org","Days":[{{many}}],"Message":"Please call."}"""));

        Assert.Equal(
            (SubmissionState.Quarantined, "breaks the form's rules: TOO_LONG; cut to what a row can hold"),
            (Row.State, Row.Error));
        Assert.Equal(("Ada", "ada@example.org"), (Row.Name, Row.Email));
        Assert.EndsWith(", 997, 998", Row.Fields[0].Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_than_a_row_can_hold_is_cut_and_its_short_fields_are_kept_whole()
    {
        var novel = string.Concat(Enumerable.Repeat("😀", 40_000));

        var answer = await app.PostAsync(WebflowApp.Contact(
            $$"""
            {"Novel":"{{novel}}","Message":"{{novel}}","Name":"Ada","Email":"ada@example.org","Insurance":"none"}
            """));

        Assert.Equal(200, answer.Status);
        Assert.Equal(
            "breaks the form's rules: TOO_LONG message, TOO_LONG; cut to what a row can hold", Row.Error);
        Assert.Equal(SubmissionState.Quarantined, Row.State);
        Assert.Equal(("Ada", "ada@example.org"), (Row.Name, Row.Email));
        Assert.Equal(["message", "Novel", "Insurance"], Row.Fields.Select(field => field.Name));
        Assert.Equal("none", Row.Fields[2].Value);
        // With the names and the short field, 32,768 characters of JSON, less half an emoji each.
        Assert.All(Row.Fields.Take(2), field => Assert.Equal(16_362, field.Value.Length));
        Assert.All(
            Row.Fields.Take(2), field => Assert.StartsWith(field.Value, novel, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Contact Us", "consultation", "breaks the form's rules: TOO_LONG; cut to what a row can hold")]
    [InlineData(
        "Job Application", "unknown", "unknown form: no setting Webflow:Forms names it; cut to what a row can hold")]
    public async Task Of_more_than_a_thousand_values_the_first_are_kept(string name, string form, string reason)
    {
        var days = string.Join(',', Enumerable.Range(1, 1_001));

        Assert.Equal(200, (await app.PostAsync(WebflowApp.V2(
            name, $$"""{"Name":"Ada","Phone":"5055550199","Days":[{{days}}]}"""))).Status);

        Assert.Equal((form, SubmissionState.Quarantined, reason), (Row.Kind, Row.State, Row.Error));
        Assert.EndsWith(", 997, 998", Row.Fields[^1].Value, StringComparison.Ordinal);
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
        var during = await app.PostAsync(WebflowApp.Contact(AdasFields));
        app.App.Submissions.IsDown = false;
        var after = await app.PostAsync(WebflowApp.Contact(AdasFields));

        Assert.Equal((503, 200), (during.Status, after.Status));
        Assert.Equal(SubmissionState.Received, Row.State);
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
        var hook = Encoding.UTF8.GetBytes(WebflowApp.Contact(AdasFields));
        byte[] mebibyte = [.. hook, .. Enumerable.Repeat((byte)' ', (1024 * 1024) - hook.Length)];

        var full = await app.PostAsync(mebibyte);
        var more = await app.PostAsync([.. mebibyte, (byte)' ']);

        Assert.Equal((200, 413), (full.Status, more.Status));
    }

    [Fact]
    public async Task Neither_what_is_in_a_hook_nor_what_verifies_it_is_logged()
    {
        await app.PostAsync(WebflowApp.Contact(AdasFields));
        await app.PostAsync(WebflowApp.V2("Ada's own form", AdasFields));
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
