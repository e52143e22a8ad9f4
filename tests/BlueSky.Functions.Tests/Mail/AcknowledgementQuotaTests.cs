using BlueSky.Functions.Mail;
using BlueSky.Functions.Processing;

namespace BlueSky.Functions.Tests.Mail;

public sealed class AcknowledgementQuotaTests
{
    [Fact]
    public async Task Acknowledgements_over_the_quota_are_left_out_and_staff_are_told_of_each_request()
    {
        using var app = QuotaApp.With(("Limits:AcknowledgementsPerHour", "3"));
        await QuotaApp.ConsultAsync(app, 5);

        Assert.Equal(3, QuotaApp.Count(app, "consultation-received"));
        Assert.Equal(5, QuotaApp.Count(app, "staff-notice"));
        var leftOut = app.Mails.Rows.Where(mail => mail.State == MailState.Dropped).ToList();
        Assert.Equal(2, leftOut.Count);
        Assert.All(leftOut, mail => Assert.Equal(
            ("consultation-received", "over Limits:AcknowledgementsPerHour"), (mail.Template, mail.Error)));
        var alert = Assert.Single(app.Sender.Sent, mail => mail.Template == "staff-alert");
        Assert.Equal("Some visitors get no email from us", alert.Content.Subject);
        Assert.Empty(app.Submissions.Markers);

        await app.PassAsync(TimeSpan.FromHours(1));
        await QuotaApp.ConsultAsync(app, 1, from: 5);
        Assert.Equal(4, QuotaApp.Count(app, "consultation-received"));
    }

    [Fact]
    public async Task An_alert_outlives_a_lost_message()
    {
        using var app = QuotaApp.With(("Limits:AcknowledgementsPerHour", "1"));
        await QuotaApp.ConsultAsync(app, 1);
        await app.AcceptConsultationAsync("second@example.org");
        await app.Get<SubmissionProcessor>().ProcessAsync(
            Assert.Single(app.Queue.TakeVisible()), CancellationToken.None);
        Assert.Single(app.Queue.TakeVisible());
        Assert.Equal(0, QuotaApp.Count(app, "staff-alert"));

        await app.PassAsync(TimeSpan.FromMinutes(5));

        Assert.Equal(1, QuotaApp.Count(app, "staff-alert"));
        Assert.Empty(app.Submissions.Markers);
    }

    [Fact]
    public async Task Zero_switches_them_off()
    {
        using var app = QuotaApp.With(("Limits:StaffNoticesPerHour", "0"), ("Limits:AcknowledgementsPerHour", "0"));
        await QuotaApp.ConsultAsync(app, 100);

        Assert.Equal((100, 100), (QuotaApp.Count(app, "consultation-received"), QuotaApp.Count(app, "staff-notice")));
    }
}
