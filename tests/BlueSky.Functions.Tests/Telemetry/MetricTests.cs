using BlueSky.Functions.Mail;
using BlueSky.Functions.Processing;
using BlueSky.Functions.Submissions;
using BlueSky.Functions.Tests.Component;
using BlueSky.Functions.Tests.Fakes;
using BlueSky.Functions.Webhooks;

namespace BlueSky.Functions.Tests.Telemetry;

public sealed class MetricTests : IDisposable
{
    private readonly TestApp app = new();
    private readonly RecordingTelemetry telemetry;

    public MetricTests() => telemetry = new RecordingTelemetry(app);

    public void Dispose()
    {
        telemetry.Dispose();
        app.Dispose();
    }

    [Fact]
    public async Task Submissions_are_counted_by_form_and_by_what_became_of_them()
    {
        await FormClient.PostAsync(app, "name=Ada&phone=505-555-0100", "consultation");
        await FormClient.PostAsync(app, "name=Ada&phone=505-555-0100", "consultation");
        await FormClient.PostAsync(app, "email=bot%40example.org&_gotcha=x");
        await app.ProcessQueueAsync();
        app.Submissions.IsDown = true;
        await FormClient.PostAsync(app, "name=Eve&phone=505-555-0101", "consultation");

        Assert.Equal(
            [
                "bluesky.submissions 1 {bluesky.form=consultation, bluesky.outcome=received}",
                "bluesky.submissions 1 {bluesky.form=consultation, bluesky.outcome=repeated}",
                "bluesky.submissions 1 {bluesky.form=subscribe, bluesky.outcome=quarantined}",
                "bluesky.submissions 1 {bluesky.form=consultation, bluesky.outcome=processed}",
                "bluesky.submissions 1 {bluesky.form=consultation, bluesky.outcome=unavailable}",
            ],
            telemetry.Of("bluesky.submissions"));
    }

    [Fact]
    public async Task A_submission_that_is_given_up_is_counted()
    {
        var id = await app.AcceptConsultationAsync();
        await app.Get<PoisonedMessages>().FailAsync(new SubmissionMessage("2026-01-08", id), CancellationToken.None);

        Assert.Equal(
            "bluesky.submissions 1 {bluesky.form=consultation, bluesky.outcome=failed}",
            telemetry.Of("bluesky.submissions").Last());
    }

    [Fact]
    public async Task Refusals_are_counted_by_form_and_code_and_name_no_form_that_there_is_not()
    {
        await FormClient.PostAsync(app, "email=nonsense");
        await FormClient.PostAsync(app, "", "consultation");
        await FormClient.PostAsync(app, "email=a%40example.org", "ada@example.org");
        await FormClient.PostAsync(app, "email=a%40example.org", origin: "https://elsewhere.example");

        Assert.Equal(
            [
                "bluesky.refusals 1 {bluesky.form=subscribe, error.type=TYPE_EMAIL}",
                "bluesky.refusals 1 {bluesky.form=consultation, error.type=EMPTY}",
                "bluesky.refusals 1 {bluesky.form=unknown, error.type=FORM_NOT_FOUND}",
                "bluesky.refusals 1 {bluesky.form=subscribe, error.type=ORIGIN_NOT_ALLOWED}",
            ],
            telemetry.Of("bluesky.refusals"));
        // Lines at Information are paid for; refused posts are as many as a stranger likes.
        Assert.All(
            app.Logs.Lines.Where(line => line.Contains("Refused a post", StringComparison.Ordinal)),
            line => Assert.StartsWith("Debug: ", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Mails_are_counted_by_template_and_state_and_SendGrid_s_reports_count_too()
    {
        app.Sender.Answer = _ => new SendOutcome.Denied("no such key");
        await app.AcceptAsync("consultation", ("name", "Ada"), ("phone", "505-555-0100"));
        await app.ProcessQueueAsync();
        app.Sender.Answer = _ => new SendOutcome.Accepted("message-1");
        await app.PassAsync(TimeSpan.FromMinutes(11));
        var bounce = new SendGridEvent(
            "bounce", app.Mails["staff-notice"].Key, "staff@clinic.example", MessageId: null, Type: "bounce",
            Reason: "no such mailbox", app.Clock.GetUtcNow());
        await app.Get<MailEvents>().ApplyAsync([bounce, bounce], CancellationToken.None);

        Assert.Equal(
            [
                "bluesky.mails 1 {bluesky.mail.template=staff-notice, bluesky.outcome=parked}",
                "bluesky.mails 1 {bluesky.mail.template=staff-notice, bluesky.outcome=accepted}",
                "bluesky.mails 1 {bluesky.mail.template=staff-notice, bluesky.outcome=bounced}",
            ],
            telemetry.Of("bluesky.mails"));
    }

    [Fact]
    public async Task The_time_from_the_post_to_the_accepted_mail_is_measured_in_seconds()
    {
        await app.AcceptAsync("consultation", ("name", "Ada"), ("phone", "505-555-0100"));
        app.Clock.Advance(TimeSpan.FromMilliseconds(1_500));
        app.Sender.Answer = _ => new SendOutcome.NotSent("down", null);
        await app.ProcessQueueAsync();
        app.Sender.Answer = _ => new SendOutcome.Accepted("message-1");
        app.Clock.Advance(TimeSpan.FromSeconds(45));
        await app.ProcessQueueAsync();

        Assert.Equal(
            ["bluesky.submission.wait 1.5 {bluesky.form=consultation}"], telemetry.Of("bluesky.submission.wait"));
        Assert.Equal(
            ["bluesky.mail.delay 46.5 {bluesky.mail.template=staff-notice}"], telemetry.Of("bluesky.mail.delay"));
    }

    [Fact]
    public async Task Sweep_tells_how_much_is_open_and_how_old_the_oldest_is()
    {
        await app.Get<Sweeper>().RunAsync(CancellationToken.None);
        await app.AcceptConsultationAsync("one@example.org");
        app.Clock.Advance(TimeSpan.FromSeconds(20));
        await app.AcceptConsultationAsync("two@example.org");
        app.Clock.Advance(TimeSpan.FromSeconds(10));
        await app.Get<Sweeper>().RunAsync(CancellationToken.None);

        Assert.Equal(["bluesky.open 0 {}", "bluesky.open 2 {}"], telemetry.Of("bluesky.open"));
        Assert.Equal(["bluesky.open.age 0 {}", "bluesky.open.age 30 {}"], telemetry.Of("bluesky.open.age"));
    }

    [Fact]
    public async Task What_a_limit_holds_back_is_open_and_not_overdue()
    {
        using var limited = new TestApp(new() { ["Limits:ConfirmMailsPerHour"] = "1" });
        using var heard = new RecordingTelemetry(limited);
        await limited.AcceptAsync("subscribe", ("email", "one@example.org"));
        await limited.AcceptAsync("subscribe", ("email", "two@example.org"));
        await limited.ProcessQueueAsync();
        limited.Clock.Advance(TimeSpan.FromMinutes(5));
        await limited.Get<Sweeper>().RunAsync(CancellationToken.None);

        Assert.Equal(["bluesky.open 1 {}"], heard.Of("bluesky.open"));
        Assert.Equal(["bluesky.open.age 0 {}"], heard.Of("bluesky.open.age"));
    }
}
