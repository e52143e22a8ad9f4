using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using BlueSky.EndToEndTests.Hosting;
using BlueSky.EndToEndTests.Posting;

namespace BlueSky.EndToEndTests.Mail;

/// <summary>What SendGrid is asked to send.</summary>
[Collection(nameof(FormsHost))]
public sealed class MailTests(FormsHost forms)
{
    private readonly LocalHost host = forms.Host;

    [Theory]
    [InlineData("subscribe")]
    [InlineData("consultation")]
    public async Task Every_mail_keeps_SendGrids_rules_and_ours(string form)
    {
        var submission = await SubmittedAsync(Post.To(form, A.Address()).With("message", "my secret pain"));

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

    [Fact]
    public async Task The_mail_id_is_the_ledgers_key_and_tells_nothing()
    {
        var submission = await SubmittedAsync(Post.Consultation(A.Address()));

        Assert.Equal(
            submission.Ledger.Select(line => $"{line.PartitionKey.Replace("-", "", StringComparison.Ordinal)}.{line.RowKey}").Order(),
            submission.Mails.Select(mail => mail.MailId).Order());
    }

    [Fact]
    public async Task The_ledger_knows_to_whom_and_under_which_number_each_mail_went()
    {
        var address = A.Address();

        var submission = await SubmittedAsync(Post.Subscribe(address));

        var line = Assert.Single(submission.Ledger, line => line.RowKey == $"{submission.Row.RowKey}.subscribe-welcome");
        Assert.Equal(address, line.GetString("To"));
        Assert.Contains(line.GetString("State"), new[] { "accepted", "delivered" });
        Assert.Equal(submission.Mails.Single(mail => mail.To == address).MessageId, line.GetString("MessageId"));
        Assert.Equal(1, line.GetInt32("Attempts"));
    }

    [Fact]
    public async Task The_welcome_can_be_answered_with_one_click_to_unsubscribe()
    {
        var address = A.Address();

        var submission = await SubmittedAsync(Post.Subscribe(address));
        var welcome = Assert.Single(submission.Mails, mail => mail.Template == "subscribe-welcome");

        Assert.Equal(address, welcome.To);
        Assert.Equal("List-Unsubscribe=One-Click", welcome.Headers["List-Unsubscribe-Post"]);
        var link = Regex.Match(
            welcome.Headers["List-Unsubscribe"], @"^<(https://api\.clinic\.example/api/unsubscribe\?t=[A-Za-z0-9._~-]+)>$");
        Assert.True(link.Success, welcome.Headers["List-Unsubscribe"]);
        Assert.Contains("/api/unsubscribe?t=", welcome.Text, StringComparison.Ordinal);
        Assert.Contains(Links(welcome), href => href.Contains("/api/unsubscribe?t=", StringComparison.Ordinal));
        Assert.Contains(TestSettings.PostalAddress, welcome.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_acknowledgement_says_nothing_of_what_the_visitor_typed()
    {
        var address = A.Address();

        var submission = await SubmittedAsync(
            Post.Consultation(address).With("phone", "505-336-0217 7").With("message", "my secret pain").With("condition", "CRPS"));
        var mail = Assert.Single(submission.Mails, mail => mail.To == address);

        Assert.Equal("consultation-received", mail.Template);
        AssertHoldsNone(mail, "Zoë", "Ångström", "secret pain", "CRPS", "0217 7");
        Assert.Empty(mail.Headers);
    }

    [Fact]
    public async Task Staff_get_a_reference_and_a_link_and_nothing_personal()
    {
        var address = A.Address();

        var submission = await SubmittedAsync(
            Post.Consultation(address).With("phone", "505-336-0217 8").With("message", "my secret pain"));
        var notices = submission.Mails.Where(mail => mail.Template == "staff-notice").ToList();

        Assert.Equal([TestSettings.FirstStaff, TestSettings.SecondStaff], notices.Select(mail => mail.To).Order());
        Assert.All(notices, notice =>
        {
            Assert.Contains(submission.Row.RowKey, notice.Text, StringComparison.Ordinal);
            Assert.Contains($"https://staff.clinic.example/requests/{submission.Row.RowKey}", notice.Text, StringComparison.Ordinal);
            Assert.Contains($"https://staff.clinic.example/requests/{submission.Row.RowKey}", Links(notice));
            Assert.Matches("America/Denver|Mountain|M[SD]T", notice.Text);
            AssertHoldsNone(notice, address, "Zoë", "Ångström", "secret pain", "0217 8");
            Assert.False(notice.Request.TryGetProperty("reply_to", out _));
        });
    }

    [Fact]
    public async Task A_request_with_a_phone_number_alone_is_told_to_staff_only()
    {
        var submission = await SubmittedAsync(
            Post.Consultation("").Without("email").With("phone", "505 336 0217").With("message", A.Token()));

        Assert.Equal(
            [$"staff-notice to {TestSettings.FirstStaff}", $"staff-notice to {TestSettings.SecondStaff}"],
            submission.Deliveries);
    }

    [Fact]
    public async Task An_hour_has_one_acknowledgement_for_an_address_and_a_notice_for_each_request()
    {
        var address = A.Address();

        await SubmittedAsync(Post.Consultation(address).With("message", "first"));
        var second = await SubmittedAsync(Post.Consultation(address).With("message", "second"));

        Assert.Equal(
            [$"staff-notice to {TestSettings.FirstStaff}", $"staff-notice to {TestSettings.SecondStaff}"],
            second.Deliveries);
    }

    [Fact]
    public async Task An_international_domain_goes_out_as_punycode()
    {
        var local = A.Token();

        var submission = await SubmittedAsync(Post.Subscribe($"{local}@bücher.example"));

        Assert.Contains($"subscribe-welcome to {local}@xn--bcher-kva.example", submission.Deliveries);
    }

    [Fact]
    public async Task A_local_part_outside_ascii_is_never_sent_to_and_staff_still_hear_of_it()
    {
        var address = $"zoë{A.Token()}@example.org";

        var submission = await SubmittedAsync(Post.Consultation(address));

        var line = Assert.Single(submission.Ledger, line => line.GetString("To") == address);
        Assert.Equal("failed", line.GetString("State"));
        Assert.NotEmpty(line.GetString("Error")!);
        Assert.Equal(2, submission.Mails.Count);
    }

    private async Task<Submission> SubmittedAsync(Post post) =>
        await host.SettledAsync((await host.SendAsync(post)).Id);

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

    private static IEnumerable<string> Links(SentMail mail) =>
        new HtmlParser().ParseDocument(mail.Html).QuerySelectorAll("a[href]").Select(link => link.GetAttribute("href")!);

    private static void AssertHoldsNone(SentMail mail, params string[] secrets)
    {
        var decoded = new HtmlParser().ParseDocument(mail.Html).DocumentElement.TextContent;
        Assert.All(secrets, secret =>
        {
            Assert.DoesNotContain(secret, mail.Subject + mail.Text + decoded, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(secret, string.Concat(Links(mail)), StringComparison.OrdinalIgnoreCase);
        });
    }
}
