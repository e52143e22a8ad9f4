using BlueSky.Functions.Forms;
using BlueSky.Functions.Submissions;
using BlueSky.Functions.Tests.Subscriptions;

namespace BlueSky.Functions.Tests.Mail;

/// <summary>Emails to visitors: their language, what they promise, and where answers go.</summary>
public sealed class VisitorMailTests
{
    [Fact]
    public async Task A_Spanish_request_is_answered_in_Spanish()
    {
        using var app = new TestApp();
        await AcceptAsync(app, "consultation", "es-MX", ("name", "Ada"), ("email", "ada@example.org"));

        var mail = app.Sender["consultation-received"].Content;
        Assert.Equal("Recibimos su solicitud. Esto es lo que sigue", mail.Subject);
        Assert.Contains(
            "Le contactaremos a más tardar el\nviernes 9 de enero a las 5 p. m.\n", mail.Text, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"es\"", mail.Html, StringComparison.Ordinal);
        Assert.StartsWith(
            "A new request is waiting", app.Sender["staff-notice"].Content.Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_links_of_a_Spanish_email_open_Spanish_pages()
    {
        using var app = new TestApp(new() { ["Subscriptions:DoubleOptIn"] = "false" });
        await AcceptAsync(app, "subscribe", "es", ("email", "ada@example.org"));

        var mail = app.Sender["subscribe-welcome"];
        Assert.Equal("Su suscripción está activa", mail.Content.Subject);
        Assert.Matches(@"/api/unsubscribe\?t=[\w.-]+&lang=es\n", mail.Content.Text);
        Assert.EndsWith("&lang=es>", mail.Headers["List-Unsubscribe"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_confirms_on_a_Spanish_page_is_welcomed_in_Spanish()
    {
        using var app = new TestApp();
        await AcceptAsync(app, "subscribe", "es", ("email", "ada@example.org"));

        await new Subscriber(app).ConfirmAsync();

        Assert.Equal("Por favor, confirme su correo electrónico", app.Sender["subscribe-confirm"].Content.Subject);
        Assert.Equal("Su suscripción está activa", app.Sender["subscribe-welcome"].Content.Subject);
    }

    [Theory]
    [InlineData("en", "until Thursday, January 15.")]
    [InlineData("es", "hasta el jueves 15 de enero.")]
    public async Task A_confirmation_email_names_the_last_day_of_its_link(string language, string day)
    {
        // 10 PM on the 8th at the clinic.
        using var app = new TestApp(startsAt: DateTimeOffset.Parse("2026-01-09T05:00:00Z"));
        await AcceptAsync(app, "subscribe", language, ("email", "ada@example.org"));

        Assert.Contains(
            day, app.Sender["subscribe-confirm"].Content.Text.Replace('\n', ' '), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_language_without_texts_is_answered_in_English()
    {
        using var app = new TestApp();
        await AcceptAsync(app, "subscribe", "fr", ("email", "ada@example.org"));

        var mail = app.Sender["subscribe-confirm"].Content;
        Assert.Equal("Please confirm your email address", mail.Subject);
        Assert.DoesNotContain("lang=", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_acknowledgement_says_how_and_by_when_the_clinic_gets_in_touch()
    {
        using var app = new TestApp(new()
        {
            ["Clinic:Hours"] = "Mon-Fri 09:00-17:00",
            ["Clinic:CallsFrom"] = "505-555-0111",
            ["Clinic:Doctor"] = "Dr. Rosen",
        });
        await AcceptAsync(
            app, "consultation", null, ("name", "Ada"), ("email", "ada@example.org"), ("phone", "505 555 0199"));

        Assert.StartsWith(
            """
            We got your request
            ===================

            Thank you for reaching out. We will contact you by Friday, January 9,
            5 PM.

            What happens next
            -----------------

            1. A person from our team calls you, or writes to you if you asked for
               that. The number we call from is 505-555-0111.
            2. We listen, answer your questions, and find a time to talk with
               Dr. Rosen.
            """.ReplaceLineEndings("\n"),
            app.Sender["consultation-received"].Content.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_phone_number_nobody_says_that_the_visitor_is_called()
    {
        using var app = new TestApp(new() { ["Clinic:CallsFrom"] = "505-555-0111" });
        await app.AcceptConsultationAsync();
        await app.ProcessQueueAsync();

        var text = app.Sender["consultation-received"].Content.Text;
        Assert.Contains("1. A person from our team writes to you.\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("0111", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_acknowledgement_that_comes_too_late_promises_no_time()
    {
        using var app = new TestApp();
        await app.AcceptConsultationAsync();
        app.Clock.Advance(TimeSpan.FromDays(3));
        await app.ProcessQueueAsync();

        Assert.Contains(
            "We will contact you.\n", app.Sender["consultation-received"].Content.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_to_visitors_emails_go_where_the_clinic_reads_them()
    {
        using var app = new TestApp(new()
        {
            ["Clinic:ReplyTo"] = "desk@clinic.example", ["Subscriptions:DoubleOptIn"] = "false",
        });
        await app.AcceptConsultationAsync();
        await app.AcceptAsync("subscribe", ("email", "ada@example.org"));
        await app.ProcessQueueAsync();

        Assert.Equal(
            [("consultation-received", "desk@clinic.example"), ("staff-notice", null),
                ("staff-notice", null), ("subscribe-welcome", "desk@clinic.example")],
            app.Sender.Sent.Select(mail => (mail.Template, mail.ReplyTo)).Order());
    }

    [Fact]
    public async Task A_resource_names_its_language()
    {
        using var app = new TestApp(new()
        {
            ["Subscriptions:DoubleOptIn"] = "false",
            ["Subscriptions:Resources:0:Title"] = "Primeros pasos",
            ["Subscriptions:Resources:0:Url"] = "https://www.clinic.example/primeros-pasos",
            ["Subscriptions:Resources:0:Language"] = "es",
        });
        await app.AcceptAsync("subscribe", ("email", "ada@example.org"));
        await app.ProcessQueueAsync();

        var text = app.Sender["subscribe-welcome"].Content.Text;
        Assert.Contains("Thank you for signing up. Here are", text, StringComparison.Ordinal);
        Assert.Contains("* Primeros pasos (in Spanish)\n", text, StringComparison.Ordinal);
    }

    private static async Task AcceptAsync(
        TestApp app, string form, string? language, params (string Name, string Value)[] fields)
    {
        var definition = app.Get<FormCatalog>().Find(form)!;
        var posted = new PostedForm(fields.Select(field => new PostedField(field.Name, field.Value)).ToList());
        await app.Get<Intake>().AcceptAsync(
            SubmissionDraft.FromForm(definition, FormEntry.From(definition, posted), new PostedFrom(null), new Judgement())
                with { Language = language });
        await app.ProcessQueueAsync();
    }
}
