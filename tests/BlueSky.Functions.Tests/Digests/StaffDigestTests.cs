using BlueSky.Functions.Digests;
using BlueSky.Functions.Mail;
using BlueSky.Functions.Requests;
using BlueSky.Functions.Submissions;
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
    public async Task What_waits_for_a_person_is_counted_and_what_failed_is_listed_by_reference()
    {
        var failed = await steps.FailedAsync();
        await app.AcceptAsync("subscribe", ("email", "bot1@example.org"), ("_gotcha", "x"));
        await app.AcceptAsync("subscribe", ("email", "bot2@example.org"), ("_gotcha", "x"));
        app.Sender.Answer = mail => mail.Template == StaffNotice.TemplateName
            ? new SendOutcome.Refused("400: staff@clinic.example is not welcome")
            : new SendOutcome.Accepted("message-1");
        await app.AcceptAsync(
            "consultation", ("name", "Grace Hopper"), ("email", "grace@example.org"), ("_gotcha", "x"));
        var unsent = await app.AcceptAsync("consultation", ("name", "Ada Lovelace"), ("phone", "505 555 0199"));

        await steps.DigestAsync();

        var mail = app.Sender[StaffDigest.TemplateName];
        Assert.Equal("staff@clinic.example", mail.To);
        foreach (var line in (string[])[
            "New: 1", "Held back: is it a real person?: 1", "Submissions not processed: 1", "Emails not sent: 2",
            "Submissions held back as robots: 2", failed, $"{unsent}.staff-notice", "2026, 12:42 PM"])
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

    // Thursday noon: the first request was promised an answer by Wednesday, the second by Friday.
    [Fact]
    public async Task It_says_how_many_wait_in_each_group_and_since_when()
    {
        await AddAsync(Line("BSK-1", "2026-01-06T15:10:00Z", "2026-01-08T00:00:00Z"));
        await AddAsync(Line("BSK-2", "2026-01-08T15:10:00Z", "2026-01-10T00:00:00Z"));
        await AddAsync(Line("BSK-3", "2026-01-08T16:10:00Z", "2026-01-10T00:00:00Z") with
        {
            Handling = new Handling(HandlingState.Tried, TryAgainAt: DateTimeOffset.Parse("2026-01-09T16:00:00Z")),
        });
        await AddAsync(Line("BSK-4", "2026-01-08T16:20:00Z", "2026-01-10T00:00:00Z") with { IsHeldBack = true });

        await steps.DigestAsync();

        var mail = app.Sender[StaffDigest.TemplateName].Content;
        Assert.StartsWith(
            """
            3 people are waiting
            ====================

            The oldest request came on Tuesday, January 6, at 8:10 AM. It is past
            the time we promised.

            Waiting too long: 1
            New: 1
            Tried, no answer: 1
            Held back: is it a real person?: 1

            Open the list:
            https://forms.clinic.example/staff

            This email comes at 8 AM on business days, as long as someone is
            waiting. It stops when the list is empty.

            As of:
            """.ReplaceLineEndings("\n"),
            mail.Text, StringComparison.Ordinal);
        Assert.Equal("3 people are waiting", mail.Subject);
    }

    [Fact]
    public async Task While_there_is_time_it_names_the_promise()
    {
        await AddAsync(Line("BSK-2", "2026-01-08T15:10:00Z", "2026-01-10T00:00:00Z"));

        await steps.DigestAsync();

        Assert.Contains(
            "came today, Thursday, January 8, at 8:10 AM. There is still time: we promised an answer by Friday, "
            + "January 9, 5 PM.",
            app.Sender[StaffDigest.TemplateName].Content.Text.Replace('\n', ' '), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_flood_of_suspect_subscriptions_does_not_hide_a_suspect_patient()
    {
        for (var i = 0; i < 60; i++)
        {
            await steps.QuarantineAsync("subscribe", ("email", $"bot{i}@example.org"));
        }

        await steps.QuarantineAsync("consultation", ("name", "Ada"), ("email", "ada@example.org"));
        await steps.DigestAsync();

        var mail = app.Sender[StaffDigest.TemplateName].Content;
        Assert.Equal("Is this a real person? 1 request is held back", mail.Subject);
        Assert.Contains("And 10 more.", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_quarantined_hook_is_counted()
    {
        using var webflow = new WebflowApp();
        await webflow.PostAsync(WebflowApp.V2("Job Application", """{"Name":"Ada Lovelace"}"""));

        await new DigestSteps(webflow.App).DigestAsync();

        var text = webflow.App.Sender[StaffDigest.TemplateName].Content.Text;
        Assert.Contains("Held back: is it a real person?: 1", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Ada", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Job", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_than_fifty_are_counted_and_the_first_fifty_listed()
    {
        for (var i = 0; i < 53; i++)
        {
            await steps.QuarantineAsync("subscribe", ("email", $"bot{i}@example.org"));
        }

        await steps.DigestAsync();

        var text = app.Sender[StaffDigest.TemplateName].Content.Text;
        Assert.Contains("Submissions held back: 53", text, StringComparison.Ordinal);
        Assert.Equal(50, text.Split("Subscriber, held back").Length - 1);
        Assert.Contains("And 3 more.", text, StringComparison.Ordinal);
    }

    private Task AddAsync(RequestLine line) => app.Externals.Requests.PutAsync(line, CancellationToken.None);

    private static RequestLine Line(string id, string receivedAt, string promisedBy) => new()
    {
        Key = new SubmissionKey(SubmissionKey.DayOf(DateTimeOffset.Parse(receivedAt)), id),
        Kind = "consultation",
        ReceivedAt = DateTimeOffset.Parse(receivedAt),
        PromisedBy = DateTimeOffset.Parse(promisedBy),
        Handling = Handling.New,
    };
}
