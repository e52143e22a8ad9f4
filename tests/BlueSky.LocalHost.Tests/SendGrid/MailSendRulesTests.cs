using System.Text.Json;
using System.Text.Json.Nodes;
using BlueSky.LocalHost.SendGrid;

namespace BlueSky.LocalHost.Tests.SendGrid;

public sealed class MailSendRulesTests
{
    [Fact]
    public void A_complete_mail_is_taken() => Assert.Empty(Check(_ => { }));

    public static TheoryData<string, Action<JsonObject>> Refused => new()
    {
        { "personalizations", mail => mail.Remove("personalizations") },
        { "personalizations", mail => mail["personalizations"] = new JsonArray() },
        { "personalizations.0.to", mail => First(mail).Remove("to") },
        { "personalizations.0.to.0.email", mail => To(mail, "not an address") },
        { "personalizations.0.to.0.email", mail => To(mail, "zoë@example.com") },
        { "personalizations.0.to.0.email", mail => To(mail, "zoe@müller.example") },
        { "personalizations.0.to.0.email", mail => To(mail, "Zoe <zoe@example.com>") },
        { "personalizations.0.cc.0.email", mail => First(mail)["cc"] = Mailboxes("ZOE@example.com") },
        { "personalizations", mail => First(mail)["bcc"] = Mailboxes(
            [.. Enumerable.Range(0, 1000).Select(number => $"a{number}@example.com")]) },
        { "from", mail => mail.Remove("from") },
        { "from.email", mail => mail["from"] = new JsonObject { ["email"] = "" } },
        { "subject", mail => mail.Remove("subject") },
        { "subject", mail => mail["subject"] = "" },
        { "content", mail => mail.Remove("content") },
        { "content", mail => mail["content"] = new JsonArray(Part("text/html"), Part("text/plain")) },
        { "content", mail => mail["content"] = new JsonArray(Part("text/html"), Part("text/html")) },
        { "content.0.value", mail => mail["content"] = new JsonArray(Part("text/plain", "")) },
        { "reply_to_list", mail => (mail["reply_to"], mail["reply_to_list"]) =
            (Mailbox("a@example.com"), Mailboxes("b@example.com")) },
        { "headers", mail => mail["headers"] = new JsonObject { ["reply-to"] = "a@example.com" } },
        { "personalizations.0.headers", mail => First(mail)["headers"] = new JsonObject { ["Subject"] = "x" } },
        { "categories", mail => mail["categories"] = new JsonArray("a", "a") },
        { "categories", mail => mail["categories"] = new JsonArray(new string('a', 256)) },
        { "categories", mail => mail["categories"] = new JsonArray(
            [.. Enumerable.Range(0, 11).Select(number => JsonValue.Create($"{number}"))]) },
        { "custom_args", mail => mail["custom_args"] = new JsonObject { ["n"] = 1 } },
        { "custom_args", mail => mail["custom_args"] = new JsonObject { ["n"] = new string('a', 10_000) } },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_SendGrid_refuses_is_refused_and_its_field_named(string field, Action<JsonObject> change) =>
        Assert.Equal([field], Check(change).Select(error => error.Field));

    [Theory]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("null")]
    public void A_body_that_is_no_object_is_refused(string json)
    {
        using var body = JsonDocument.Parse(json);

        Assert.Single(MailSendRules.Check(body.RootElement));
    }

    [Fact]
    public void Subjects_in_every_personalization_are_enough() => Assert.Empty(Check(mail =>
    {
        mail.Remove("subject");
        First(mail)["subject"] = "Hello";
    }));

    private static IReadOnlyList<SendGridError> Check(Action<JsonObject> change)
    {
        var mail = new JsonObject
        {
            ["personalizations"] = new JsonArray(new JsonObject { ["to"] = Mailboxes("zoe@example.com") }),
            ["from"] = Mailbox("forms@blueskyclinic.example"),
            ["subject"] = "Hello",
            ["content"] = new JsonArray(Part("text/plain"), Part("text/html")),
            ["categories"] = new JsonArray("staff-notice"),
            ["custom_args"] = new JsonObject { ["mail_id"] = "20260109.BSK-7F3K-9Q2M" },
            ["headers"] = new JsonObject { ["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click" },
        };
        change(mail);
        using var body = JsonDocument.Parse(mail.ToJsonString());
        return MailSendRules.Check(body.RootElement);
    }

    private static JsonObject First(JsonObject mail) => mail["personalizations"]![0]!.AsObject();

    private static void To(JsonObject mail, string email) => First(mail)["to"] = Mailboxes(email);

    private static JsonArray Mailboxes(params string[] emails) => [.. emails.Select(Mailbox)];

    private static JsonObject Mailbox(string email) => new() { ["email"] = email };

    private static JsonObject Part(string type, string value = "Hello") =>
        new() { ["type"] = type, ["value"] = value };
}
