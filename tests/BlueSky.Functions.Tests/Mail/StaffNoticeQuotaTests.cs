using BlueSky.Functions.Mail;
using BlueSky.Functions.Processing;

namespace BlueSky.Functions.Tests.Mail;

/// <summary>However many posts there are, so many notices go out in an hour, and nothing is lost by it.</summary>
public sealed class StaffNoticeQuotaTests
{
    [Fact]
    public async Task Notices_over_the_quota_are_told_in_one_summary_when_the_hour_is_over()
    {
        using var app = QuotaApp.With(
            ("Limits:StaffNoticesPerHour", "2"), ("Notifications:StaffLink", "https://staff.example/{id}"));
        await QuotaApp.ConsultAsync(app, 6);

        Assert.Equal(2, QuotaApp.Count(app, "staff-notice"));
        await app.PassAsync(TimeSpan.FromMinutes(60));
        Assert.Equal(2, QuotaApp.Count(app, "staff-notice"));
        await app.PassAsync(TimeSpan.FromMinutes(3));

        var summary = app.Sender.Sent.Where(mail => mail.Template == "staff-notice").Skip(2).Single();
        Assert.Equal("4 more requests came in", summary.Content.Subject);
        var untold = app.Submissions.Rows.Skip(2).Select(row => row.Id).ToList();
        Assert.All(untold, id =>
            Assert.Contains($"* {id}\n  https://staff.example/{id}\n", summary.Content.Text, StringComparison.Ordinal));
        Assert.DoesNotContain("Ada", summary.Content.Text, StringComparison.Ordinal);
        Assert.Empty(app.Submissions.Markers);
    }

    [Fact]
    public async Task A_summary_uses_nothing_up_of_its_hour_and_each_hour_has_one()
    {
        using var app = QuotaApp.With(("Limits:StaffNoticesPerHour", "2"));
        await QuotaApp.ConsultAsync(app, 4);
        await app.PassAsync(TimeSpan.FromMinutes(62));
        await QuotaApp.ConsultAsync(app, 5, from: 4);
        await app.PassAsync(TimeSpan.FromMinutes(62));

        Assert.Equal(
            ["2 more requests came in", "3 more requests came in"],
            app.Sender.Sent.Select(mail => mail.Content.Subject)
                .Where(subject => subject.Contains("more", StringComparison.Ordinal)));
        Assert.Equal(6, QuotaApp.Count(app, "staff-notice"));
    }

    [Fact]
    public async Task A_summary_that_is_parked_for_days_still_lists_every_notice()
    {
        using var app = QuotaApp.With(("Limits:StaffNoticesPerHour", "2"));
        await QuotaApp.ConsultAsync(app, 4);
        app.Sender.Answer = _ => new SendOutcome.Denied("403");
        await app.PassAsync(TimeSpan.FromMinutes(63));
        app.Clock.Advance(TimeSpan.FromDays(3));
        await app.PassAsync(TimeSpan.FromMinutes(12));

        app.Sender.Answer = _ => new SendOutcome.Accepted("message-1");
        await app.PassAsync(TimeSpan.FromMinutes(12));

        var summary = app.Sender.Sent.Last();
        Assert.Equal("2 more requests came in", summary.Content.Subject);
        Assert.All(app.Submissions.Rows.Skip(2), row =>
            Assert.Contains(row.Id, summary.Content.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Each_of_the_staff_has_the_same_notices_and_a_summary()
    {
        using var app = QuotaApp.With(
            ("Limits:StaffNoticesPerHour", "2"),
            ("Mail:Staff:0", "a@clinic.example"), ("Mail:Staff:1", "b@clinic.example"));
        await QuotaApp.ConsultAsync(app, 4);
        await app.PassAsync(TimeSpan.FromMinutes(63));

        Assert.Equal(
            app.Sender.Sent.Where(mail => mail.To == "a@clinic.example").Select(mail => mail.Content.Subject),
            app.Sender.Sent.Where(mail => mail.To == "b@clinic.example").Select(mail => mail.Content.Subject));
        Assert.Equal(6, QuotaApp.Count(app, "staff-notice"));
    }

    [Fact]
    public async Task When_many_come_at_once_there_is_one_summary_and_nobody_is_left_out_of_it()
    {
        using var app = QuotaApp.With(("Limits:StaffNoticesPerHour", "10"), ("Limits:AcknowledgementsPerHour", "10"));
        for (var i = 0; i < 50; i++)
        {
            await app.AcceptConsultationAsync($"a{i}@example.org");
        }

        await Task.WhenAll(app.Queue.TakeVisible().Select(message =>
            Task.Run(() => app.Get<SubmissionProcessor>().ProcessAsync(message, CancellationToken.None))));
        await app.PassAsync(TimeSpan.FromMinutes(63));

        Assert.Equal(10, QuotaApp.Count(app, "consultation-received"));
        Assert.Equal(11, QuotaApp.Count(app, "staff-notice"));
        Assert.Contains(app.Sender.Sent, mail => mail.Content.Subject == "40 more requests came in");
        Assert.Empty(app.Submissions.Markers);
    }

    [Fact]
    public async Task Sixty_held_back_requests_do_not_silence_the_notice_of_one_patient()
    {
        using var app = QuotaApp.With(("Limits:StaffNoticesPerHour", "2"));
        await HoldBackAsync(app, 60);
        Assert.Equal(6, QuotaApp.Count(app, "staff-notice"));

        await QuotaApp.ConsultAsync(app, 1);

        Assert.Equal(7, QuotaApp.Count(app, "staff-notice"));
        Assert.Single(
            app.Sender.Sent,
            mail => mail.Content.Subject.StartsWith("A new request is waiting", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Held_back_requests_over_their_quota_are_told_in_a_summary_of_their_own()
    {
        using var app = QuotaApp.With();
        await HoldBackAsync(app, 8);
        await app.PassAsync(TimeSpan.FromMinutes(63));

        var summary = app.Sender.Sent.Last().Content;
        Assert.Equal("2 more requests are held back", summary.Subject);
        Assert.All(app.Submissions.Rows.Skip(6), row =>
            Assert.Contains(row.Id, summary.Text, StringComparison.Ordinal));
        Assert.Contains("\nhttps://forms.clinic.example/staff\n", summary.Text, StringComparison.Ordinal);
        Assert.Empty(app.Submissions.Markers);
    }

    [Fact]
    public async Task New_subscribers_have_six_notices_and_use_none_of_the_requests()
    {
        using var app = QuotaApp.With(
            ("Limits:StaffNoticesPerHour", "2"), ("Subscriptions:DoubleOptIn", "false"));
        for (var i = 0; i < 8; i++)
        {
            await app.AcceptAsync("subscribe", ("email", $"a{i}@example.org"));
        }

        await app.ProcessQueueAsync();
        Assert.Equal(6, QuotaApp.Count(app, "staff-notice"));
        await QuotaApp.ConsultAsync(app, 2);
        Assert.Equal(8, QuotaApp.Count(app, "staff-notice"));
        await app.PassAsync(TimeSpan.FromMinutes(63));
        Assert.Equal("2 more people signed up", app.Sender.Sent.Last().Content.Subject);
    }

    private static async Task HoldBackAsync(TestApp app, int count)
    {
        for (var i = 0; i < count; i++)
        {
            await app.AcceptAsync(
                "consultation", ("name", "Ada"), ("phone", $"505 555 01{i:00}"), ("_gotcha", "x"));
            await app.ProcessQueueAsync();
        }
    }
}
