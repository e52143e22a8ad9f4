using System.Text;
using BlueSky.Functions.Mail;
using BlueSky.Functions.Recipients;
using BlueSky.Functions.Tests.Component;

namespace BlueSky.Functions.Tests.Webhooks;

public sealed class SendGridWebhookFunctionTests : IDisposable
{
    private readonly WebhookApp app = new(SendGridVector.One.PublicKey, SendGridVector.Two.PublicKey);

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task A_post_that_SendGrid_signed_itself_is_taken()
    {
        var one = await SendAsync(SendGridVector.One);
        var two = await SendAsync(SendGridVector.Two);

        Assert.Equal((200, 200), (one.Status, two.Status));
        // The address of the second vector was only blocked.
        Assert.Equal(
            (SubscriptionState.Suppressed, "dropped: Bounced Address"),
            (app.App.Recipients.Single.State, app.App.Recipients.Single.SuppressedReason));
    }

    [Fact]
    public async Task A_wrong_or_missing_signature_is_unauthorized_and_changes_nothing()
    {
        var mail = await app.NoticeAsync();
        var body = Encoding.UTF8.GetBytes($"[{WebhookApp.Event("delivered", mail)}]");
        FormClient.Response[] answers =
        [
            await app.SendAsync("POST", body, "1767901330", app.Sign("1767901331", body)),
            await app.SendAsync("POST", body, "1767901330", null),
            await app.SendAsync("POST", body, null, app.Sign("", body)),
            await app.SendAsync("POST", body, "1767901330", "%%%"),
            await app.SendAsync("POST", Encoding.UTF8.GetBytes("not json"), "1767901330", SendGridVector.One.Signature),
        ];

        Assert.All(answers, answer => Assert.Equal(401, answer.Status));
        Assert.Equal(MailState.Accepted, app.App.Mails["staff-notice"].State);
    }

    [Fact]
    public async Task A_flood_of_unsigned_posts_is_one_log_line_in_ten_seconds()
    {
        await app.SendAsync("POST", "[]"u8.ToArray(), "1767901330", "%%%");
        await app.SendAsync("POST", "[]"u8.ToArray(), "1767901330", "%%%");
        await app.App.PassAsync(TimeSpan.FromSeconds(10));
        await app.SendAsync("POST", "[]"u8.ToArray(), "1767901330", "%%%");

        Assert.Equal(2, app.App.Logs.Lines.Count(line =>
            line.StartsWith("Warning: An event post was refused", StringComparison.Ordinal)));
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
        var mebibyte = Encoding.UTF8.GetBytes("[]" + new string(' ', (1024 * 1024) - 2));

        var full = await app.PostBodyAsync(mebibyte);
        var more = await app.PostBodyAsync([.. mebibyte, (byte)' ']);

        Assert.Equal((200, 413), (full.Status, more.Status));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("[{]")]
    [InlineData("\"text\"")]
    [InlineData("null")]
    public async Task What_is_signed_but_not_a_list_of_events_is_a_bad_request(string body)
    {
        var answer = await app.PostBodyAsync(body);

        Assert.Equal(400, answer.Status);
        Assert.EndsWith(".", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_storage_outage_has_SendGrid_post_again()
    {
        var mail = await app.NoticeAsync();
        app.App.Mails.IsDown = true;

        var during = await app.PostBodyAsync($"[{WebhookApp.Event("delivered", mail)}]");
        app.App.Mails.IsDown = false;
        var after = await app.PostBodyAsync($"[{WebhookApp.Event("delivered", mail)}]");

        Assert.Equal((503, 200), (during.Status, after.Status));
        Assert.Equal(MailState.Delivered, app.App.Mails["staff-notice"].State);
    }

    [Fact]
    public async Task Every_answer_is_private_and_keeps_its_type()
    {
        FormClient.Response[] answers =
        [
            await SendAsync(SendGridVector.One), await app.PostBodyAsync("nonsense"),
            await app.SendAsync("GET", [], null, null), await app.SendAsync("POST", [], null, null),
        ];

        Assert.Equal([200, 400, 405, 401], answers.Select(answer => answer.Status));
        Assert.All(answers, answer => Assert.Equal(
            ("no-store", "nosniff"),
            (answer.Headers.CacheControl.ToString(), answer.Headers.XContentTypeOptions.ToString())));
    }

    [Fact]
    public async Task Neither_addresses_nor_reasons_are_logged()
    {
        var mail = await app.AcknowledgementAsync();
        await app.PostAsync(
            WebhookApp.Event("bounce", mail, ",\"reason\":\"550 no mailbox for visitor\""),
            """{"event":"bounce","email":"staff@clinic.example","reason":"550 no mailbox for staff"}""",
            """{"event":"spamreport","email":"stranger@example.net"}""");
        await app.PostBodyAsync("\"visitor@example.org\"");

        Assert.Contains(app.App.Logs.Lines, line => line.Contains("suppressed", StringComparison.Ordinal));
        foreach (var personal in new[] { "visitor", "staff@", "stranger", "550" })
        {
            Assert.DoesNotContain(app.App.Logs.Lines, line => line.Contains(personal, StringComparison.Ordinal));
        }
    }

    private Task<FormClient.Response> SendAsync(SendGridVector vector) =>
        app.SendAsync("POST", vector.Body, vector.Timestamp, vector.Signature);
}
