using BlueSky.Functions.Mail;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Tests.Mail;

/// <summary>An email that was not sent comes back.</summary>
public sealed class MailRetryTests : IDisposable
{
    private static readonly SendOutcome Down = new SendOutcome.NotSent("SendGrid answered 503", null);

    private readonly TestApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task A_mail_that_was_not_sent_comes_back_by_its_own_delayed_message()
    {
        app.Sender.Answer = mail => mail.Template == "staff-notice" ? Down : new SendOutcome.Accepted("m");
        var id = await app.AcceptConsultationAsync();
        await app.ProcessQueueAsync();

        Assert.Equal(MailState.Accepted, app.Mails["consultation-received"].State);
        Assert.Equal(MailState.Due, app.Mails["staff-notice"].State);
        Assert.Equal("SendGrid answered 503", app.Mails["staff-notice"].Error);
        Assert.Equal($"{id}.staff-notice", Assert.Single(app.Queue.Messages).Mail);
        Assert.InRange(Assert.Single(app.Queue.Delays), TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(45));
        Assert.Single(app.Submissions.Markers);
    }

    [Fact]
    public async Task It_goes_out_once_when_SendGrid_is_back()
    {
        app.Sender.Answer = _ => Down;
        await app.AcceptConsultationAsync();
        await app.ProcessQueueAsync();
        app.Sender.Answer = _ => new SendOutcome.Accepted("m");
        app.Sender.Sent.Clear();

        await app.PassAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(["consultation-received", "staff-notice"], app.Sender.Sent.Select(mail => mail.Template).Order());
        Assert.All(app.Mails.Rows, mail => Assert.Equal(MailState.Accepted, mail.State));
        Assert.All(app.Mails.Rows, mail => Assert.Null(mail.Error));
        Assert.Empty(app.Submissions.Markers);
    }

    [Fact]
    public async Task After_an_hour_of_outage_every_mail_goes_out_within_a_minute()
    {
        app.Sender.Answer = _ => Down;
        await app.AcceptConsultationAsync();
        await app.PassAsync(TimeSpan.FromHours(1));
        app.Sender.Answer = _ => new SendOutcome.Accepted("m");
        app.Sender.Sent.Clear();

        await app.PassAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(["consultation-received", "staff-notice"], app.Sender.Sent.Select(mail => mail.Template).Order());
    }

    [Fact]
    public async Task A_mail_that_the_open_circuit_kept_from_being_sent_has_not_been_tried()
    {
        for (var visitor = 1; visitor <= 20; visitor++)
        {
            await app.AcceptConsultationAsync($"visitor{visitor}@example.org");
        }

        app.Sender.Rest = TimeSpan.FromSeconds(10);
        await app.PassAsync(TimeSpan.FromHours(1));

        Assert.Empty(app.Sender.Sent);
        Assert.Equal(40, app.Mails.Rows.Count);
        Assert.All(app.Mails.Rows, mail => Assert.Equal((MailState.Due, 0), (mail.State, mail.Attempts)));
        Assert.All(app.Mails.Rows, mail => Assert.Equal(
            "SendGrid has been failing; waiting before the next attempt", mail.Error));
        // One message for each, however often Sweep has looked; spread, not in lock-step.
        Assert.InRange(app.Queue.Messages.Count(message => message.Mail is not null), 40, 80);
        Assert.True(app.Queue.Delays.Distinct().Count() > 20);

        app.Sender.Rest = null;
        await app.PassAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(40, app.Sender.Sent.Select(mail => mail.MailId).Distinct().Count());
        Assert.Equal(40, app.Sender.Sent.Count);
        Assert.All(app.Mails.Rows, mail => Assert.Equal((MailState.Accepted, 1), (mail.State, mail.Attempts)));
    }

    [Fact]
    public async Task A_mail_that_waits_for_the_circuit_takes_no_room_under_its_quota()
    {
        using var limited = new TestApp(new() { ["Limits:ConfirmMailsPerHour"] = "1" });
        await limited.AcceptAsync("subscribe", ("email", "ada@example.org"));
        limited.Sender.Rest = TimeSpan.FromSeconds(10);
        await limited.PassAsync(TimeSpan.FromMinutes(5));
        limited.Sender.Rest = null;

        await limited.PassAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(["subscribe-confirm"], limited.Sender.Sent.Select(mail => mail.Template));
    }

    // Seconds: null when nobody asks.
    [Theory]
    [InlineData(1, null, 0, 15)]
    [InlineData(1, null, 30, 45)]
    [InlineData(1_000, null, 30, 45)]
    [InlineData(1, 0, 7, 22)]
    [InlineData(1, 5, 0, 5)]
    [InlineData(1, 5, 30, 35)]
    [InlineData(1_000, 90, 12, 102)]
    [InlineData(1, 86_400, 30, 630)]
    public void A_mail_that_was_not_sent_waits_as_long_as_is_asked_and_a_random_moment(
        int attempts, int? asked, int jitter, int seconds)
    {
        var now = DateTimeOffset.Parse("2026-01-08T19:42:07Z");
        var mail = OutboxMail.From(
            new DueMail("staff-notice", "staff@clinic.example"),
            new SubmissionKey(new(2026, 1, 8), "BSK-2345-6789"), now);

        var after = (mail with { Attempts = attempts }).After(
            new SendOutcome.NotSent("503", asked is { } wait ? TimeSpan.FromSeconds(wait) : null), now,
            app.Get<MailSettings>(), TimeSpan.FromSeconds(jitter));

        Assert.Equal(now.AddSeconds(seconds), after.NextAttemptAt);
    }

    [Theory]
    [InlineData("staff-notice", "consultation-received")]
    [InlineData("consultation-received", "staff-notice")]
    public async Task A_mail_that_is_held_up_for_an_hour_holds_up_no_other_of_its_submission(string held, string other)
    {
        app.Sender.Answer = mail => mail.Template == held ? Down : new SendOutcome.Accepted("m");
        await app.AcceptConsultationAsync();
        await app.ProcessQueueAsync();
        Assert.Equal(MailState.Accepted, app.Mails[other].State);
        await app.PassAsync(TimeSpan.FromHours(1));
        Assert.Equal(MailState.Due, app.Mails[held].State);
        app.Sender.Answer = _ => new SendOutcome.Accepted("m");
        app.Sender.Sent.Clear();

        await app.PassAsync(TimeSpan.FromMinutes(10));

        Assert.Equal([held], app.Sender.Sent.Select(mail => mail.Template));
        Assert.Equal(MailState.Accepted, app.Mails[held].State);
    }
}
