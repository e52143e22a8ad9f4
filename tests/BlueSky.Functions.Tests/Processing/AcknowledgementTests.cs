using BlueSky.Functions.Mail;
using BlueSky.Functions.Processing;
using BlueSky.Functions.Recipients;
using BlueSky.Functions.Submissions;
using BlueSky.Functions.Tests.Component;

namespace BlueSky.Functions.Tests.Processing;

public sealed class AcknowledgementTests : IDisposable
{
    private readonly TestApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task A_consultation_request_is_acknowledged_and_staff_are_told()
    {
        var id = await app.AcceptConsultationAsync();
        await app.ProcessQueueAsync();

        Assert.Equal("visitor@example.org", app.Sender["consultation-received"].To);
        Assert.Equal("staff@clinic.example", app.Sender["staff-notice"].To);
        Assert.Equal($"20260108.{id}.staff-notice", app.Sender["staff-notice"].MailId);
        Assert.Equal(SubmissionState.Processed, app.Submissions.Single.State);
        Assert.Equal(1, app.Submissions.Single.Attempts);
        Assert.All(app.Mails.Rows, mail => Assert.Equal(MailState.Accepted, mail.State));
        Assert.All(app.Mails.Rows, mail => Assert.Equal("message-1", mail.MessageId));
        Assert.Empty(app.Submissions.Markers);
    }

    [Theory]
    [InlineData("null", "staff-notice")]
    [InlineData("https://www.clinic.example", "consultation-received", "staff-notice")]
    public async Task A_post_whose_page_hides_its_origin_is_not_acknowledged(string origin, params string[] templates)
    {
        await FormClient.PostAsync(
            app, "name=Ada&email=visitor%40example.org", "consultation", origin: origin);
        await app.ProcessQueueAsync();

        Assert.Equal(templates, app.Sender.Sent.Select(mail => mail.Template).Order());
    }

    [Fact]
    public async Task Nothing_that_the_visitor_typed_is_in_the_mail_to_the_visitor()
    {
        await app.AcceptAsync(
            "consultation", ("name", "Ada http://evil.example"), ("email", "a@example.org"),
            ("message", "my condition"));
        await app.ProcessQueueAsync();

        var content = app.Sender["consultation-received"].Content;
        foreach (var part in new[] { content.Subject, content.Text, content.Html })
        {
            Assert.DoesNotContain("Ada", part, StringComparison.Ordinal);
            Assert.DoesNotContain("evil", part, StringComparison.Ordinal);
            Assert.DoesNotContain("condition", part, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task One_address_is_acknowledged_once_an_hour_and_thrice_a_day_whoever_asks()
    {
        for (var i = 0; i < 30; i++)
        {
            await app.AcceptConsultationAsync();
            await app.ProcessQueueAsync();
            app.Clock.Advance(TimeSpan.FromMinutes(30));
        }

        Assert.Equal(3, app.Sender.Sent.Count(mail => mail.Template == "consultation-received"));
        Assert.Equal(30, app.Sender.Sent.Count(mail => mail.Template == "staff-notice"));
    }

    [Fact]
    public async Task Fifty_requests_at_once_for_one_address_send_one_acknowledgement()
    {
        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => app.AcceptAsync(
            "consultation", ("name", $"Ada {i}"), ("email", "victim@example.org"))));
        await Task.WhenAll(app.Queue.TakeVisible().Select(message =>
            Task.Run(() => app.Get<SubmissionProcessor>().ProcessAsync(message, CancellationToken.None))));

        Assert.Single(app.Sender.Sent, mail => mail.Template == "consultation-received");
        Assert.Equal(50, app.Sender.Sent.Count(mail => mail.Template == "staff-notice"));
    }

    [Fact]
    public async Task A_suppressed_address_gets_nothing()
    {
        await app.AcceptConsultationAsync();
        await app.ProcessQueueAsync();
        app.Recipients.Put(app.Recipients.Single with { State = SubscriptionState.Suppressed });
        app.Clock.Advance(TimeSpan.FromDays(2));

        await app.AcceptConsultationAsync();
        await app.AcceptAsync("subscribe", ("email", "visitor@example.org"));
        await app.ProcessQueueAsync();

        Assert.Equal(2, app.Sender.Sent.Count(mail => mail.Template == "staff-notice"));
        Assert.Single(app.Sender.Sent, mail => mail.To == "visitor@example.org");
    }

    [Fact]
    public async Task A_clinic_can_switch_the_acknowledgement_off()
    {
        using var quiet = new TestApp(new() { ["Consultations:Acknowledge"] = "false" });
        await quiet.AcceptConsultationAsync();
        await quiet.ProcessQueueAsync();

        Assert.Equal(["staff-notice"], quiet.Sender.Sent.Select(mail => mail.Template));
    }

    [Fact]
    public async Task A_local_part_outside_ascii_is_stored_and_never_sent_to()
    {
        await app.AcceptConsultationAsync("zoë@example.org");
        await app.ProcessQueueAsync();

        Assert.Equal("zoë@example.org", app.Submissions.Single.Email);
        Assert.Equal(MailState.Failed, app.Mails["consultation-received"].State);
        Assert.Contains("not ASCII", app.Mails["consultation-received"].Error, StringComparison.Ordinal);
        Assert.Equal(["staff-notice"], app.Sender.Sent.Select(mail => mail.Template));
        Assert.Empty(app.Submissions.Markers);
    }

    [Fact]
    public async Task Mail_to_an_international_domain_goes_out_as_punycode()
    {
        await app.AcceptConsultationAsync("a@bücher.example");
        await app.ProcessQueueAsync();

        Assert.Equal("a@xn--bcher-kva.example", app.Sender["consultation-received"].To);
    }
}
