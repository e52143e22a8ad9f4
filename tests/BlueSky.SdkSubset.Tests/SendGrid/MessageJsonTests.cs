using System.Text.Json.Nodes;
using SendGrid.Helpers.Mail;

namespace BlueSky.SdkSubset.Tests.SendGrid;

/// <summary>The expected values are what SendGrid 9.29.3 writes for the same messages.</summary>
public sealed class MessageJsonTests
{
    [Fact]
    public void A_whole_mail_is_written_as_the_published_package_writes_it()
    {
        var message = new SendGridMessage
        {
            From = new EmailAddress("a@b.example", "Blue Sky"),
            Subject = "Zoë's <b> \"x\" & 😀",
            HtmlContent = "<p>Hi ☃ مرحبا</p>",
            PlainTextContent = "Hi\r\n'there'",
            ReplyTo = new EmailAddress("v@x.example"),
        };
        message.AddTo("to@x.example", "To");
        message.AddHeader("List-Unsubscribe", "<https://x.example/u?t=1&a=2>");
        message.AddHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        message.AddCustomArg("mail_id", "20260101.X");
        message.AddCategory("subscribe-welcome");
        message.SetClickTracking(false, false);
        message.SetOpenTracking(false);
        message.SetSubscriptionTracking(false);
        message.SetGoogleAnalytics(false);

        var json = message.Serialize();

        AssertSameJson(
            """
            {
              "from": { "name": "Blue Sky", "email": "a@b.example" },
              "subject": "Zoë's <b> \"x\" & 😀",
              "personalizations": [{
                "to": [{ "name": "To", "email": "to@x.example" }],
                "headers": {
                  "List-Unsubscribe": "<https://x.example/u?t=1&a=2>",
                  "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"
                },
                "custom_args": { "mail_id": "20260101.X" }
              }],
              "content": [
                { "type": "text/plain", "value": "Hi\r\n'there'" },
                { "type": "text/html", "value": "<p>Hi ☃ مرحبا</p>" }
              ],
              "categories": ["subscribe-welcome"],
              "tracking_settings": {
                "click_tracking": { "enable": false, "enable_text": false },
                "open_tracking": { "enable": false },
                "subscription_tracking": { "enable": false },
                "ganalytics": { "enable": false }
              },
              "reply_to": { "email": "v@x.example" }
            }
            """,
            json);
    }

    [Fact]
    public void Text_comes_first_then_html_then_the_rest_and_empty_parts_are_dropped()
    {
        var message = new SendGridMessage
        {
            Contents =
            [
                new Content("text/html", "h"),
                new Content("text/calendar", "c"),
                new Content("text/plain", "t"),
                new Content("text/x-empty", ""),
            ],
        };

        AssertSameJson(
            """
            {
              "content": [
                { "type": "text/plain", "value": "t" },
                { "type": "text/html", "value": "h" },
                { "type": "text/calendar", "value": "c" }
              ]
            }
            """,
            message.Serialize());
    }

    [Fact]
    public void An_address_given_twice_is_written_once()
    {
        var message = new SendGridMessage();
        message.AddTo("to@x.example", "To");
        message.AddTo(new EmailAddress("TO@x.example"));

        AssertSameJson(
            """{ "personalizations": [{ "to": [{ "name": "To", "email": "to@x.example" }] }] }""", message.Serialize());
    }

    [Fact]
    public void A_personalization_of_the_callers_and_the_next_free_index_both_add_one()
    {
        var message = new SendGridMessage();
        message.AddTo(
            new EmailAddress("a@x.example"), 0, new Personalization { CustomArgs = new() { ["mail_id"] = "1" } });
        message.AddTo(new EmailAddress("b@x.example"), 1);

        AssertSameJson(
            """
            { "personalizations": [
              { "to": [{ "email": "a@x.example" }], "custom_args": { "mail_id": "1" } },
              { "to": [{ "email": "b@x.example" }] }
            ] }
            """,
            message.Serialize());
    }

    [Fact]
    public void Settings_of_the_whole_message_are_written_beside_the_personalizations()
    {
        var message = new SendGridMessage();
        message.AddGlobalHeader("X-A", "b");
        message.AddGlobalCustomArg("mail_id", "1");
        message.SetGoogleAnalytics(true, "campaign", "content", "medium", "source", "term");

        AssertSameJson(
            """
            {
              "headers": { "X-A": "b" },
              "custom_args": { "mail_id": "1" },
              "tracking_settings": { "ganalytics": {
                "enable": true, "utm_source": "source", "utm_medium": "medium", "utm_term": "term",
                "utm_content": "content", "utm_campaign": "campaign"
              } }
            }
            """,
            message.Serialize());
    }

    // The order of the members counts too: with indentation gone both texts are compared as they are.
    private static void AssertSameJson(string expected, string actual) =>
        Assert.Equal(JsonNode.Parse(expected)!.ToJsonString(), JsonNode.Parse(actual)!.ToJsonString());
}
