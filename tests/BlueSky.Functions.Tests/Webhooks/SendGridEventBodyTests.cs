using System.Globalization;
using System.Text;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Mail;
using BlueSky.Functions.Recipients;
using BlueSky.Functions.Settings;
using BlueSky.Functions.Webhooks;

namespace BlueSky.Functions.Tests.Webhooks;

/// <summary>What an event may look like.</summary>
public sealed class SendGridEventBodyTests : IDisposable
{
    private const char ByteOrderMark = '\uFEFF';

    private readonly WebhookApp app = new();

    public void Dispose() => app.Dispose();

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

    private string KeyOf(string address) =>
        RecipientKey.For(EmailAddress.OfStored(address), app.App.Get<SecretSettings>().AddressKey);
}
