using BlueSky.Functions.Digests;
using BlueSky.Functions.Mail;
using BlueSky.Functions.Operations;
using BlueSky.Functions.Processing;

namespace BlueSky.Functions.Tests.Digests;

/// <summary>When there is a digest, and that each thing is told once.</summary>
public sealed class DailyDigestTests : IDisposable
{
    private readonly TestApp app = new();
    private readonly DigestSteps steps;

    public DailyDigestTests() => steps = new DigestSteps(app);

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task When_nobody_waits_and_all_went_well_there_is_no_digest()
    {
        await app.AcceptAsync("subscribe", ("email", "visitor@example.org"));
        await app.ProcessQueueAsync();

        await steps.DigestAsync();

        Assert.Single(app.Submissions.Rows);
        Assert.DoesNotContain(app.Mails.Rows, mail => mail.Template == StaffDigest.TemplateName);
    }

    [Fact]
    public async Task Run_again_on_the_same_day_it_tells_nothing_twice_and_nothing_more()
    {
        await steps.FailedAsync();
        await steps.DigestAsync();
        await steps.FailedAsync("another@example.org");

        await steps.DigestAsync();
        await Task.WhenAll(steps.DigestAsync(), steps.DigestAsync());

        Assert.Single(app.Sender.Sent, mail => mail.Template == StaffDigest.TemplateName);
    }

    [Fact]
    public async Task Each_of_the_staff_gets_one()
    {
        using var two = new TestApp(new() { ["Mail:Staff"] = "a@clinic.example,b@clinic.example" });
        await two.AcceptAsync("consultation", ("name", "Ada"), ("phone", "505 555 0199"), ("_gotcha", "x"));

        await new DigestSteps(two).DigestAsync();

        Assert.Equal(
            ["a@clinic.example", "b@clinic.example"],
            two.Sender.Sent.Where(mail => mail.Template == StaffDigest.TemplateName).Select(mail => mail.To).Order());
    }

    [Fact]
    public async Task The_next_digest_tells_only_what_is_new()
    {
        var first = await steps.FailedAsync();
        await steps.DigestAsync();
        app.Clock.Advance(TimeSpan.FromHours(1));
        var second = await steps.FailedAsync("another@example.org");
        app.Clock.Advance(TimeSpan.FromHours(23));

        await steps.DigestAsync();
        app.Clock.Advance(TimeSpan.FromHours(24));
        await steps.DigestAsync();

        var texts = app.Sender.Sent.Where(mail => mail.Template == StaffDigest.TemplateName)
            .Select(mail => mail.Content.Text).ToList();
        Assert.Equal(2, texts.Count);
        Assert.Contains(first, texts[0], StringComparison.Ordinal);
        Assert.Contains(second, texts[1], StringComparison.Ordinal);
        Assert.DoesNotContain(first, texts[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_is_told_of_each_day_for_as_long_as_it_waits()
    {
        await app.AcceptConsultationAsync();

        for (var day = 0; day < 3; day++)
        {
            await steps.DigestAsync();
            app.Clock.Advance(TimeSpan.FromDays(1));
        }

        Assert.Equal(
            ["1 person is waiting", "1 person is waiting", "1 person is waiting"],
            app.Sender.Sent.Where(mail => mail.Template == StaffDigest.TemplateName)
                .Select(mail => mail.Content.Subject));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(30)]
    public async Task Days_without_a_digest_lose_nothing(int days)
    {
        await steps.FailedAsync("first@example.org");
        await steps.DigestAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        var failed = await steps.FailedAsync();
        var heldBack = await steps.QuarantineAsync("subscribe", ("email", "suspect@example.org"));
        app.Clock.Advance(TimeSpan.FromDays(days));

        await steps.DigestAsync();

        var text = app.Sender.Sent.Last(mail => mail.Template == StaffDigest.TemplateName).Content.Text;
        Assert.Contains(heldBack, text, StringComparison.Ordinal);
        Assert.Contains(failed, text, StringComparison.Ordinal);
        Assert.Contains("Submissions not processed: 1", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_received_before_a_digest_and_failed_after_it_is_in_the_next_one()
    {
        await steps.FailedAsync();
        var late = await app.AcceptConsultationAsync("late@example.org");
        var message = Assert.Single(app.Queue.TakeVisible());
        await steps.DigestAsync();
        await app.Get<PoisonedMessages>().FailAsync(message, CancellationToken.None);
        app.Clock.Advance(TimeSpan.FromHours(24));

        await steps.DigestAsync();

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

        await steps.DigestAsync();

        Assert.Contains(
            "Emails not sent: 1", app.Sender[StaffDigest.TemplateName].Content.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_digest_that_SendGrid_did_not_take_can_be_requeued()
    {
        app.Sender.Answer = _ => new SendOutcome.Refused("400");
        await steps.FailedAsync();
        await steps.DigestAsync();
        var digest = app.Submissions.Rows.Single(row => row.Kind == DigestHandler.KindName);
        app.Sender.Answer = _ => new SendOutcome.Accepted("message-2");

        await app.Get<Requeue>().RunAsync(digest.Id, mail: null, CancellationToken.None);
        await app.ProcessQueueAsync();

        Assert.Equal(MailState.Accepted, app.Mails[StaffDigest.TemplateName].State);
        Assert.Empty(app.Submissions.Markers);
    }
}
