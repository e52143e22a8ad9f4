using BlueSky.LocalHost.CapturedMail;

namespace BlueSky.LocalHost.Tests.CapturedMail;

public sealed class MailPageTests
{
    [Theory]
    [InlineData("staff-code", "Your sign-in code\\n\\n4821 0937\\n\\nIt works until 9:12 AM.", "4821 0937")]
    [InlineData("staff-code", "Your sign-in code\\r\\n\\r\\n4821 0937\\r\\n\\r\\nIt works once.", "4821 0937")]
    public void The_code_of_a_sign_in_stands_above_everything_else_of_its_email(
        string template, string text, string code)
    {
        var page = MailPage.Render([Mail(template, text)]);

        Assert.Contains(
            $"<article>\n<h2>A test</h2>\n<p class=\"code\">{code}</p>\n<table>", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("staff-notice", "4821 0937")]
    [InlineData("staff-code", "Call 4821 0937 today")]
    public void No_other_number_is_taken_for_a_code(string template, string text) =>
        Assert.DoesNotContain("class=\"code\"", MailPage.Render([Mail(template, text)]), StringComparison.Ordinal);

    private static string Mail(string template, string text) => $$"""
        {
          "messageId": "m", "receivedAt": "2026-01-08T12:00:00Z",
          "request": {
            "personalizations": [{ "to": [{ "email": "rosa@clinic.example" }] }],
            "from": { "email": "care@clinic.example" },
            "subject": "A test",
            "content": [{ "type": "text/plain", "value": "{{text}}" }],
            "categories": ["{{template}}"]
          }
        }
        """;
}
