using System.Globalization;
using System.Text;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Mail;
using BlueSky.Functions.Recipients;
using BlueSky.Functions.Settings;
using BlueSky.Functions.Tests.Component;
using BlueSky.Functions.Webhooks;

namespace BlueSky.Functions.Tests.Webhooks;

public sealed class SendGridWebhookFunctionTests : IDisposable
{
    private const char ByteOrderMark = '\uFEFF';

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

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("[null,1,\"text\",[],{}]")]
    [InlineData("[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]")]
    [InlineData("\uFEFF[]")]
    [InlineData("""[{"event":5,"email":{},"mail_id":[],"timestamp":"soon","category":["a"]}]""")]
    [InlineData("""[{"event":"bounce","email":"\ud800@example.org","reason":"\udc00","timestamp":1e400}]""")]
    [InlineData("""[{"event":"delivered","mail_id":"20260108.BSK-2222-3333.staff-notice"}]""")]
    [InlineData("""[{"event":"delivered","mail_id":"20261399.BSK-2222-3333.staff-notice"}]""")]
    [InlineData("""[{"event":"delivered","mail_id":"../?$filter='x'"}]""")]
    [InlineData("""[{"event":"spamreport","email":"not an address","timestamp":-1}]""")]
    [InlineData("""[{"event":"account_status_change","type":"compliance_suspend"}]""")]
    public async Task What_nothing_follows_from_is_ignored(string body)
    {
        var answer = await app.PostBodyAsync(body);

        Assert.Equal(200, answer.Status);
        Assert.Empty(app.App.Recipients.Rows);
    }

    [Fact]
    public async Task One_event_may_come_without_its_list_and_with_fields_of_any_kind()
    {
        var mail = await app.NoticeAsync();

        var answer = await app.PostBodyAsync(
            WebhookApp.Event("delivered", mail, ",\"category\":\"text\",\"new\":{\"deep\":[1]},\"tls\":1"));

        Assert.Equal(200, answer.Status);
        Assert.Equal(MailState.Delivered, app.App.Mails["staff-notice"].State);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[[{}]]")]
    [InlineData("\"bounce\"")]
    [InlineData("{}")]
    [InlineData("""{"event":5,"email":{"a":[1]},"mail_id":[],"timestamp":true,"reason":7}""")]
    [InlineData("""{"event":null,"email":null,"mail_id":null,"timestamp":null}""")]
    [InlineData("""{"event":"something_new","email":"new@example.org"}""")]
    [InlineData("""{"event":"spamreport","email":"\ud800","\ud800":"\udc00"}""")]
    [InlineData("""{"event":"bounce","email":"\u0000","mail_id":"..."}""")]
    public async Task One_odd_event_among_others_does_no_harm(string odd)
    {
        var mail = await app.NoticeAsync();

        await app.PostAsync(
            """{"event":"spamreport","email":"first@example.org"}""", odd, WebhookApp.Event("delivered", mail), odd,
            """{"event":"spamreport","email":"last@example.org"}""");

        Assert.Equal(MailState.Delivered, app.App.Mails["staff-notice"].State);
        Assert.Equal(
            new[] { KeyOf("first@example.org"), KeyOf("last@example.org") }.Order(),
            app.App.Recipients.Rows.Select(row => row.Key).Order());
    }

    [Fact]
    public async Task Neither_do_a_huge_one_a_deep_one_and_a_byte_order_mark()
    {
        var mail = await app.NoticeAsync();
        var huge = new string('x', 100_000);
        var deep = new string('[', 50_000) + new string(']', 50_000);

        var answer = await app.PostBodyAsync(
            $$"""{{ByteOrderMark}}[{"event":"bounce","email":"{{huge}}@example.org","mail_id":"{{huge}}"},"""
            + $$"""{"{{huge}}":{{deep}}},"""
            + WebhookApp.Event("bounce", mail, $",\"reason\":\"550 {huge}\",\"new\":{deep}") + "]");

        Assert.Equal(200, answer.Status);
        Assert.Equal(MailState.Bounced, app.App.Mails["staff-notice"].State);
        Assert.Equal($"bounced: 550 {new string('x', 996)}", app.App.Mails["staff-notice"].Error);
        Assert.Empty(app.App.Recipients.Rows);
    }

    [Theory]
    [InlineData("Ada <ada@example.org>")]
    [InlineData(" ada@example.org\\r\\n")]
    [InlineData("\\u0061da@example.org")]
    [InlineData("ada@EXAMPLE.ORG")]
    public async Task An_address_may_be_written_in_any_way(string email)
    {
        await app.PostAsync($$"""{"event":"spamreport","email":"{{email}}"}""");

        Assert.Equal([KeyOf("ada@example.org")], app.App.Recipients.Rows.Select(row => row.Key));
    }

    [Theory]
    [InlineData("1767901327", "2026-01-08T19:42:07Z")]
    [InlineData("\"1767901327\"", "2026-01-08T19:42:07Z")]
    [InlineData("1767901327.9", "2026-01-08T19:42:07Z")]
    [InlineData("1.767901327e9", "2026-01-08T19:42:07Z")]
    [InlineData("1e400", null)]
    [InlineData("\"NaN\"", null)]
    [InlineData("-5", null)]
    [InlineData("0", null)]
    [InlineData("null", null)]
    [InlineData("{}", null)]
    public void A_time_is_a_number_of_seconds_however_it_is_written(string timestamp, string? time) =>
        Assert.Equal(
            time is null ? null : DateTimeOffset.Parse(time, CultureInfo.InvariantCulture),
            Assert.Single(SendGridEventBody.Parse(Encoding.UTF8.GetBytes(
                $$"""[{"event":"delivered","timestamp":{{timestamp}}}]"""))).At);

    [Theory]
    [InlineData("""{"event":"bounce","event":"delivered"}""", "delivered")]
    [InlineData("""{"event":"bounce","event":null}""", "bounce")]
    [InlineData("""{"\u0065vent":"bounce"}""", "bounce")]
    public void Of_a_name_that_repeats_the_last_text_counts(string body, string kind) =>
        Assert.Equal(kind, Assert.Single(SendGridEventBody.Parse(Encoding.UTF8.GetBytes(body))).Kind);

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
            ("no-store", "nosniff"), (answer.Headers.CacheControl.ToString(), answer.Headers.XContentTypeOptions.ToString())));
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

    private string KeyOf(string address) =>
        RecipientKey.For(EmailAddress.OfStored(address), app.App.Get<SecretSettings>().AddressKey);

    private Task<FormClient.Response> SendAsync(SendGridVector vector) =>
        app.SendAsync("POST", vector.Body, vector.Timestamp, vector.Signature);
}
