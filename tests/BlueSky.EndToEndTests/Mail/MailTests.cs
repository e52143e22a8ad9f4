using System.Text.Json;
using Azure.Data.Tables;
using BlueSky.EndToEndTests.Hosting;
using BlueSky.EndToEndTests.Posting;

namespace BlueSky.EndToEndTests.Mail;

/// <summary>What SendGrid is asked to send.</summary>
[Collection(nameof(FormsHost))]
public sealed class MailTests(FormsHost forms)
{
    private readonly LocalHost host = forms.Host;

    [Theory(Timeout = TimeLimit.EndToEnd)]
    [InlineData("subscribe")]
    [InlineData("consultation")]
    public async Task Every_mail_keeps_SendGrids_rules_and_ours(string form)
    {
        var submission = await SubmittedAsync(Post.To(form, Some.Address()).With("message", "my secret pain"));

        Assert.All(submission.Mails, mail =>
        {
            Assert.Empty(SendGridV3Rules.Violations(mail.Request));
            Assert.True(mail.WasAuthorized);
            Assert.Single(mail.Request.GetProperty("personalizations").EnumerateArray());
            Assert.Single(mail.Request.GetProperty("personalizations")[0].GetProperty("to").EnumerateArray());
            Assert.Equal(["text/plain", "text/html"], ContentTypes(mail));
            Assert.Equal(TestSettings.From, mail.Request.GetProperty("from").GetProperty("email").GetString());
            Assert.Equal(["mail_id"], Names(mail.Request.GetProperty("custom_args")));
            Assert.Single(mail.Request.GetProperty("categories").EnumerateArray());
            Assert.Equal(
                ["click_tracking.enable", "click_tracking.enable_text", "ganalytics.enable", "open_tracking.enable",
                    "subscription_tracking.enable"],
                SwitchedOff(mail.Request.GetProperty("tracking_settings")));
        });
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task The_mail_id_is_the_outboxes_key_and_tells_nothing()
    {
        var submission = await SubmittedAsync(Post.Consultation(Some.Address()));

        Assert.Equal(
            submission.OutboxRows.Select(MailIdOf).Order(),
            submission.Mails.Select(mail => mail.MailId).Order());
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task The_outbox_knows_to_whom_and_under_which_number_each_mail_went()
    {
        var address = Some.Address();

        var submission = await SubmittedAsync(Post.Subscribe(address));

        var key = $"{submission.Row.RowKey}.subscribe-welcome";
        var line = Assert.Single(submission.OutboxRows, line => line.RowKey == key);
        Assert.Equal(address, line.GetString("To"));
        Assert.Contains(line.GetString("State"), new[] { "accepted", "delivered" });
        Assert.Equal(submission.Mails.Single(mail => mail.To == address).MessageId, line.GetString("MessageId"));
        Assert.Equal(1, line.GetInt32("Attempts"));
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task A_request_with_a_phone_number_alone_is_told_to_staff_only()
    {
        var submission = await SubmittedAsync(
            Post.Consultation("").Without("email").With("phone", "505 336 0217").With("message", Some.Token()));

        Assert.Equal(
            [$"staff-notice to {TestSettings.FirstStaff}", $"staff-notice to {TestSettings.SecondStaff}"],
            submission.Deliveries);
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task An_hour_has_one_acknowledgement_for_an_address_and_a_notice_for_each_request()
    {
        var address = Some.Address();

        await SubmittedAsync(Post.Consultation(address).With("message", "first"));
        var second = await SubmittedAsync(Post.Consultation(address).With("message", "second"));

        Assert.Equal(
            [$"staff-notice to {TestSettings.FirstStaff}", $"staff-notice to {TestSettings.SecondStaff}"],
            second.Deliveries);
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task An_international_domain_goes_out_as_punycode()
    {
        var local = Some.Token();

        var submission = await SubmittedAsync(Post.Subscribe($"{local}@bücher.example"));

        Assert.Contains($"subscribe-welcome to {local}@xn--bcher-kva.example", submission.Deliveries);
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task A_local_part_outside_ascii_is_never_sent_to_and_staff_still_hear_of_it()
    {
        var address = $"zoë{Some.Token()}@example.org";

        var submission = await SubmittedAsync(Post.Consultation(address).With("phone", "505-336-0217"));

        var line = Assert.Single(submission.OutboxRows, line => line.GetString("To") == address);
        Assert.Equal("failed", line.GetString("State"));
        Assert.NotEmpty(line.GetString("Error")!);
        Assert.Equal(2, submission.Mails.Count);
    }

    private async Task<Submission> SubmittedAsync(Post post) =>
        await host.SettledAsync((await host.SendAsync(post)).Id);

    private static string MailIdOf(TableEntity line) =>
        $"{line.PartitionKey.Replace("-", "", StringComparison.Ordinal)}.{line.RowKey}";

    private static IEnumerable<string> ContentTypes(SentMail mail) =>
        mail.Request.GetProperty("content").EnumerateArray().Select(part => part.GetProperty("type").GetString()!);

    private static IEnumerable<string> Names(JsonElement element) =>
        element.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal);

    private static IEnumerable<string> SwitchedOff(JsonElement tracking) =>
        from kind in tracking.EnumerateObject()
        from value in kind.Value.EnumerateObject()
        where value.Value.ValueKind == JsonValueKind.False
        orderby $"{kind.Name}.{value.Name}"
        select $"{kind.Name}.{value.Name}";
}
