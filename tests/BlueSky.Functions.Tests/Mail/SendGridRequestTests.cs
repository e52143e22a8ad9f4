using System.Text.Json;
using BlueSky.Functions.Mail;

namespace BlueSky.Functions.Tests.Mail;

public sealed class SendGridRequestTests
{
    private readonly ScriptedSendGrid sendGrid = new();

    [Fact(Timeout = TimeLimit.InProcess)]
    public async Task The_request_is_one_mail_to_one_recipient_with_all_tracking_off()
    {
        sendGrid.Accept();

        var outcome = await sendGrid.SendAsync();

        Assert.Equal(new SendOutcome.Accepted("abc"), outcome);
        using var body = JsonDocument.Parse(sendGrid.Requests[0].Serialize());
        Assert.Equal(
            """{"email":"forms@clinic.example","name":"Blue Sky"}""",
            Sorted(body.RootElement.GetProperty("from")));
        Assert.Equal(
            """[{"to":[{"email":"staff@clinic.example"}]}]""",
            body.RootElement.GetProperty("personalizations").GetRawText());
        Assert.Equal(["text/plain", "text/html"], body.RootElement.GetProperty("content").EnumerateArray()
            .Select(part => part.GetProperty("type").GetString()));
        Assert.Equal("""{"mail_id":"20260108.BSK-2345-6789.staff-notice"}""",
            body.RootElement.GetProperty("custom_args").GetRawText());
        Assert.Equal("""["staff-notice"]""", body.RootElement.GetProperty("categories").GetRawText());
        var tracking = body.RootElement.GetProperty("tracking_settings");
        Assert.False(tracking.GetProperty("click_tracking").GetProperty("enable").GetBoolean());
        Assert.False(tracking.GetProperty("click_tracking").GetProperty("enable_text").GetBoolean());
        Assert.False(tracking.GetProperty("open_tracking").GetProperty("enable").GetBoolean());
        Assert.False(tracking.GetProperty("subscription_tracking").GetProperty("enable").GetBoolean());
        Assert.False(tracking.GetProperty("ganalytics").GetProperty("enable").GetBoolean());
    }

    private static string Sorted(JsonElement element)
    {
        var properties = element.EnumerateObject().OrderBy(property => property.Name, StringComparer.Ordinal)
            .Select(property => $"\"{property.Name}\":{property.Value.GetRawText()}");
        return $"{{{string.Join(',', properties)}}}";
    }
}
