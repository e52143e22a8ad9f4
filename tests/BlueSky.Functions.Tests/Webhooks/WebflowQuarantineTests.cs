using System.Text;
using BlueSky.Functions.Mail;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Tests.Webhooks;

/// <summary>What is held back of the hooks, and what is kept of it.</summary>
public sealed class WebflowQuarantineTests : IDisposable
{
    private readonly WebflowApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task An_unknown_form_is_quarantined_with_its_name_and_all_its_fields()
    {
        var answer = await app.PostAsync(WebflowApp.V2(
            "Job Application", """{"Name":" Ada ","Role":"nurse","cf-turnstile-response":"token"}"""));

        Assert.Equal(200, answer.Status);
        Assert.Equal(
            ("unknown", SubmissionState.Quarantined, "unknown form: no setting Webflow:Forms names it"),
            (app.Row.Kind, app.Row.State, app.Row.Error));
        Assert.Equal([new("_form", "Job Application"), new("Name", "Ada"), new("Role", "nurse")], app.Row.Fields);
        await app.App.ProcessQueueAsync();
        Assert.Empty(app.App.Submissions.Markers);
        Assert.Equal(StaffNotice.TemplateName, Assert.Single(app.App.Mails.Rows).Template);
    }

    [Fact]
    public async Task A_broken_rule_quarantines_it_and_what_breaks_it_is_kept_among_the_fields()
    {
        var answer = await app.PostAsync(WebflowApp.Contact(
            """{"Name":"Ada","Email":"ada at example","Phone":"12","Message":"Please call.","Insurance":"none"}"""));

        Assert.Equal(200, answer.Status);
        Assert.Equal(
            (SubmissionState.Quarantined, "breaks the form's rules: TYPE_PHONE phone, TYPE_EMAIL email"),
            (app.Row.State, app.Row.Error));
        Assert.Equal(("Ada", "Please call."), (app.Row.Name, app.Row.Message));
        Assert.Null(app.Row.Email);
        Assert.Equal([new("phone", "12"), new("email", "ada at example"), new("Insurance", "none")], app.Row.Fields);
        await app.App.ProcessQueueAsync();
        Assert.Equal(StaffNotice.TemplateName, Assert.Single(app.App.Sender.Sent).Template);
    }

    [Fact]
    public async Task Without_an_id_it_is_quarantined_and_still_one_row_when_it_comes_again()
    {
        var hook = WebflowApp.Contact(WebflowApp.AdasFields, id: "");
        await app.PostAsync(hook);
        await app.PostAsync(hook);

        Assert.Equal((SubmissionState.Quarantined, "the hook has no id"), (app.Row.State, app.Row.Error));
        Assert.Equal("ada@example.org", app.Row.Email);
    }

    [Fact]
    public async Task A_filled_honeypot_counts_here_too()
    {
        await app.PostAsync(WebflowApp.Contact("""{"name":"Ada","email":"ada@example.org","_gotcha":"x"}"""));

        Assert.Equal((SubmissionState.Quarantined, "honeypot field filled"), (app.Row.State, app.Row.Error));
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
        Assert.Equal(("unknown", SubmissionState.Quarantined, reason), (app.Row.Kind, app.Row.State, app.Row.Error));
        Assert.Equal([new("_body", body)], app.Row.Fields);
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

        Assert.Equal((200, SubmissionState.Received, null), (answer.Status, app.Row.State, app.Row.Error));
        Assert.Equal(("Zoë", "Call me \uFFFD\nplease"), (app.Row.Name, app.Row.Message));
        Assert.Equal([new("Days", """["Mon"], {"a":1}""")], app.Row.Fields);
    }

    [Fact]
    public async Task An_unknown_forms_fields_are_cleaned_like_all_others()
    {
        await app.PostAsync(WebflowApp.V2("Job Application", """{"Your\tRole":" nurse\u000b\u0000 \ufeff"}"""));

        Assert.Equal([new("_form", "Job Application"), new("Your Role", "nurse")], app.Row.Fields);
    }

    [Fact]
    public async Task More_values_than_are_taken_are_told_and_the_first_are_kept()
    {
        var many = string.Join(',', Enumerable.Range(1, 2_000));

        await app.PostAsync(WebflowApp.Contact(
            $$"""{"Name":"Ada","Email":"ada@example.org","Days":[{{many}}],"Message":"Please call."}"""));

        Assert.Equal(
            (SubmissionState.Quarantined, "breaks the form's rules: TOO_LONG; cut to what a row can hold"),
            (app.Row.State, app.Row.Error));
        Assert.Equal(("Ada", "ada@example.org"), (app.Row.Name, app.Row.Email));
        Assert.EndsWith(", 997, 998", app.Row.Fields[0].Value, StringComparison.Ordinal);
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
            "breaks the form's rules: TOO_LONG message, TOO_LONG; cut to what a row can hold", app.Row.Error);
        Assert.Equal(SubmissionState.Quarantined, app.Row.State);
        Assert.Equal(("Ada", "ada@example.org"), (app.Row.Name, app.Row.Email));
        Assert.Equal(["message", "Novel", "Insurance"], app.Row.Fields.Select(field => field.Name));
        Assert.Equal("none", app.Row.Fields[2].Value);
        // With the names and the short field, 32,768 characters of JSON, less half an emoji each.
        Assert.All(app.Row.Fields.Take(2), field => Assert.Equal(16_362, field.Value.Length));
        Assert.All(
            app.Row.Fields.Take(2), field => Assert.StartsWith(field.Value, novel, StringComparison.Ordinal));
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

        Assert.Equal((form, SubmissionState.Quarantined, reason), (app.Row.Kind, app.Row.State, app.Row.Error));
        Assert.EndsWith(", 997, 998", app.Row.Fields[^1].Value, StringComparison.Ordinal);
    }
}
