using BlueSky.Functions.Digests;
using BlueSky.Functions.Mail;
using BlueSky.Functions.Tests.Webhooks;

namespace BlueSky.Functions.Tests.Digests;

/// <summary>What a digest says.</summary>
public sealed class StaffDigestTests : IDisposable
{
    private readonly TestApp app = new();
    private readonly DigestSteps steps;

    public StaffDigestTests() => steps = new DigestSteps(app);

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task What_waits_for_a_person_is_counted_and_listed_by_reference()
    {
        var failed = await steps.FailedAsync();
        await app.AcceptAsync("subscribe", ("email", "bot1@example.org"), ("_gotcha", "x"));
        await app.AcceptAsync("subscribe", ("email", "bot2@example.org"), ("_gotcha", "x"));
        var caught = await app.AcceptAsync(
            "consultation", ("name", "Grace Hopper"), ("email", "grace@example.org"), ("_gotcha", "x"));
        app.Sender.Answer = mail => mail.Template == StaffNotice.TemplateName
            ? new SendOutcome.Refused("400: staff@clinic.example is not welcome")
            : new SendOutcome.Accepted("message-1");
        var unsent = await app.AcceptAsync("consultation", ("name", "Ada Lovelace"), ("phone", "505 555 0199"));
        await app.ProcessQueueAsync();

        await steps.DigestAsync();

        var mail = app.Sender[StaffDigest.TemplateName];
        Assert.Equal("staff@clinic.example", mail.To);
        foreach (var line in (string[])[
            "Submissions not processed: 1", "Mails not sent: 2", "Submissions held back: 1",
            "Submissions held back as robots: 2", failed, $"{unsent}.staff-notice", $"{caught}.staff-notice", caught, "Consultation request",
            "2026, 12:42 PM"])
        {
            Assert.Contains(line, mail.Content.Text, StringComparison.Ordinal);
        }

        // With what the visitors wrote, and what SendGrid answered.
        foreach (var personal in (string[])[
            "Ada", "Grace", "example.org", "staff@", "welcome", "555 0199", "5550199", "Please call"])
        {
            Assert.DoesNotContain(personal, mail.Content.Text + mail.Content.Html, StringComparison.Ordinal);
            Assert.DoesNotContain(
                app.Submissions.Rows.Single(row => row.Kind == DigestHandler.KindName).Fields,
                field => field.ToString().Contains(personal, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_flood_of_suspect_subscriptions_does_not_hide_a_suspect_patient()
    {
        for (var i = 0; i < 60; i++)
        {
            await steps.QuarantineAsync("subscribe", ("email", $"bot{i}@example.org"));
        }

        var patient = await steps.QuarantineAsync("consultation", ("name", "Ada"), ("email", "ada@example.org"));
        await steps.DigestAsync();

        var text = app.Sender[StaffDigest.TemplateName].Content.Text;
        Assert.Contains($"{patient}\n  Consultation request, held back", text, StringComparison.Ordinal);
        Assert.Contains("And 11 more.", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_quarantined_hook_is_listed()
    {
        using var webflow = new WebflowApp();
        await webflow.PostAsync(WebflowApp.V2("Job Application", """{"Name":"Ada Lovelace"}"""));
        var id = webflow.App.Submissions.Single.Id;

        await new DigestSteps(webflow.App).DigestAsync();

        var text = webflow.App.Sender[StaffDigest.TemplateName].Content.Text;
        Assert.Contains($"{id}\n  unknown, held back, Thursday, January 8, 2026", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Ada", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Job", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_than_fifty_are_counted_and_the_first_fifty_listed()
    {
        for (var i = 0; i < 53; i++)
        {
            await app.AcceptAsync("consultation", ("name", $"Bot {i}"), ("phone", "505 555 0199"), ("_gotcha", "x"));
        }

        await steps.DigestAsync();

        var text = app.Sender[StaffDigest.TemplateName].Content.Text;
        Assert.Contains("Submissions held back: 53", text, StringComparison.Ordinal);
        Assert.Equal(50, text.Split("held back, honeypot").Length - 1);
        Assert.Contains("And 3 more.", text, StringComparison.Ordinal);
    }
}
