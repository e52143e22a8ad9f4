using BlueSky.Functions.Digests;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Mail;
using BlueSky.Functions.Operations;
using BlueSky.Functions.Processing;
using BlueSky.Functions.Submissions;
using BlueSky.Functions.Tests.Webhooks;

namespace BlueSky.Functions.Tests.Digests;

public sealed class DailyDigestTests : IDisposable
{
    private readonly TestApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task When_all_went_well_there_is_no_digest()
    {
        await app.AcceptConsultationAsync();
        await app.ProcessQueueAsync();

        await DigestAsync();

        Assert.Single(app.Submissions.Rows);
        Assert.DoesNotContain(app.Mails.Rows, mail => mail.Template == StaffDigest.TemplateName);
    }

    [Fact]
    public async Task What_waits_for_a_person_is_counted_and_listed_by_reference()
    {
        var failed = await FailedAsync();
        await app.AcceptAsync("subscribe", ("email", "bot1@example.org"), ("_gotcha", "x"));
        await app.AcceptAsync("subscribe", ("email", "bot2@example.org"), ("_gotcha", "x"));
        var caught = await app.AcceptAsync(
            "consultation", ("name", "Grace Hopper"), ("email", "grace@example.org"), ("_gotcha", "x"));
        app.Sender.Answer = mail => mail.Template == StaffNotice.TemplateName
            ? new SendOutcome.Refused("400: staff@clinic.example is not welcome")
            : new SendOutcome.Accepted("message-1");
        var unsent = await app.AcceptAsync("consultation", ("name", "Ada Lovelace"), ("phone", "505 555 0199"));
        await app.ProcessQueueAsync();

        await DigestAsync();

        var mail = app.Sender[StaffDigest.TemplateName];
        Assert.Equal("staff@clinic.example", mail.To);
        foreach (var line in (string[])[
            "Submissions not processed: 1", "Mails not sent: 1", "Submissions held back: 1",
            "Submissions held back as robots: 2", failed, $"{unsent}.staff-notice", caught, "Consultation request",
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
            await QuarantineAsync("subscribe", ("email", $"bot{i}@example.org"));
        }

        var patient = await QuarantineAsync("consultation", ("name", "Ada"), ("email", "ada@example.org"));
        await DigestAsync();

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

        await DigestAsync(webflow.App);

        var text = webflow.App.Sender[StaffDigest.TemplateName].Content.Text;
        Assert.Contains($"{id}\n  unknown, held back, Thursday, January 8, 2026", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Ada", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Job", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_again_on_the_same_day_it_tells_nothing_twice_and_nothing_more()
    {
        await FailedAsync();
        await DigestAsync();
        await FailedAsync("another@example.org");

        await DigestAsync();
        await Task.WhenAll(DigestAsync(), DigestAsync());

        Assert.Single(app.Sender.Sent, mail => mail.Template == StaffDigest.TemplateName);
    }

    [Fact]
    public async Task Each_of_the_staff_gets_one()
    {
        using var two = new TestApp(new() { ["Mail:Staff"] = "a@clinic.example,b@clinic.example" });
        await two.AcceptAsync("consultation", ("name", "Ada"), ("phone", "505 555 0199"), ("_gotcha", "x"));

        await DigestAsync(two);

        Assert.Equal(["a@clinic.example", "b@clinic.example"], two.Sender.Sent.Select(mail => mail.To).Order());
    }

    [Fact]
    public async Task The_next_digest_tells_only_what_is_new()
    {
        var first = await FailedAsync();
        await DigestAsync();
        app.Clock.Advance(TimeSpan.FromHours(1));
        var second = await app.AcceptAsync(
            "consultation", ("name", "Ada"), ("phone", "505 555 0198"), ("_gotcha", "x"));
        app.Clock.Advance(TimeSpan.FromHours(23));

        await DigestAsync();
        app.Clock.Advance(TimeSpan.FromHours(24));
        await DigestAsync();

        var texts = app.Sender.Sent.Where(mail => mail.Template == StaffDigest.TemplateName)
            .Select(mail => mail.Content.Text).ToList();
        Assert.Equal(2, texts.Count);
        Assert.Contains(first, texts[0], StringComparison.Ordinal);
        Assert.Contains(second, texts[1], StringComparison.Ordinal);
        Assert.DoesNotContain(first, texts[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(30)]
    public async Task Days_without_a_digest_lose_nothing(int days)
    {
        await FailedAsync("first@example.org");
        await DigestAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        var failed = await FailedAsync();
        var heldBack = await QuarantineAsync("consultation", ("name", "Ada"), ("phone", "505 555 0199"));
        app.Clock.Advance(TimeSpan.FromDays(days));

        await DigestAsync();

        var text = app.Sender.Sent.Last(mail => mail.Template == StaffDigest.TemplateName).Content.Text;
        Assert.Contains(heldBack, text, StringComparison.Ordinal);
        Assert.Contains(failed, text, StringComparison.Ordinal);
        Assert.Contains("Submissions not processed: 1", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_received_before_a_digest_and_failed_after_it_is_in_the_next_one()
    {
        await FailedAsync();
        var late = await app.AcceptConsultationAsync("late@example.org");
        var message = Assert.Single(app.Queue.TakeVisible());
        await DigestAsync();
        await app.Get<SubmissionProcessor>().FailAsync(message, CancellationToken.None);
        app.Clock.Advance(TimeSpan.FromHours(24));

        await DigestAsync();

        Assert.Contains(
            late,
            app.Sender.Sent.Last(mail => mail.Template == StaffDigest.TemplateName).Content.Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_that_fails_days_after_its_submission_is_told_of()
    {
        app.Sender.Answer = _ => new SendOutcome.NotSent("503", null);
        await app.AcceptAsync("consultation", ("name", "Ada"), ("phone", "505 555 0199"));
        await app.ProcessQueueAsync();
        app.Clock.Advance(TimeSpan.FromDays(4));
        app.Sender.Answer = mail => mail.Template == StaffNotice.TemplateName
            ? new SendOutcome.Refused("400")
            : new SendOutcome.Accepted("message-1");
        await app.ProcessQueueAsync();

        await DigestAsync();

        Assert.Contains(
            "Mails not sent: 1", app.Sender[StaffDigest.TemplateName].Content.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_than_fifty_are_counted_and_the_first_fifty_listed()
    {
        for (var i = 0; i < 53; i++)
        {
            await app.AcceptAsync("consultation", ("name", $"Bot {i}"), ("phone", "505 555 0199"), ("_gotcha", "x"));
        }

        await DigestAsync();

        var text = app.Sender[StaffDigest.TemplateName].Content.Text;
        Assert.Contains("Submissions held back: 53", text, StringComparison.Ordinal);
        Assert.Equal(50, text.Split("held back, honeypot").Length - 1);
        Assert.Contains("And 3 more.", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_digest_that_SendGrid_did_not_take_can_be_requeued()
    {
        app.Sender.Answer = _ => new SendOutcome.Refused("400");
        await FailedAsync();
        await DigestAsync();
        var digest = app.Submissions.Rows.Single(row => row.Kind == DigestHandler.KindName);
        app.Sender.Answer = _ => new SendOutcome.Accepted("message-2");

        await app.Get<Requeue>().RunAsync(digest.Id, mail: null, CancellationToken.None);
        await app.ProcessQueueAsync();

        Assert.Equal(MailState.Accepted, app.Mails[StaffDigest.TemplateName].State);
        Assert.Empty(app.Submissions.Markers);
    }

    private Task DigestAsync() => DigestAsync(app);

    private static async Task DigestAsync(TestApp app)
    {
        await app.Get<DailyDigest>().RunAsync(CancellationToken.None);
        await app.ProcessQueueAsync();
    }

    private async Task<string> FailedAsync(string email = "visitor@example.org")
    {
        var id = await app.AcceptConsultationAsync(email);
        await app.Get<SubmissionProcessor>().FailAsync(Assert.Single(app.Queue.TakeVisible()), CancellationToken.None);
        return id;
    }

    private async Task<string> QuarantineAsync(string form, params (string Name, string Value)[] fields)
    {
        var definition = app.Get<FormCatalog>().Find(form)!;
        var posted = new PostedForm(fields.Select(field => new PostedField(field.Name, field.Value)).ToList());
        var receipt = await app.Get<Intake>().AcceptAsync(SubmissionDraft.FromForm(
            definition, FormEntry.From(definition, posted), new PostedFrom(Page: null),
            new Judgement("spam signals: markup")));
        return receipt.Id;
    }
}
