using BlueSky.Functions.Mail;

namespace BlueSky.Functions.Tests.Mail;

/// <summary>A refused email fails; what is refused for the key's sake is parked.</summary>
public sealed class RefusedMailTests : IDisposable
{
    private readonly TestApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task A_refused_mail_fails_with_SendGrids_own_words()
    {
        app.Sender.Answer = _ => new SendOutcome.Refused("SendGrid answered 400: bad address");
        await app.AcceptConsultationAsync();
        await app.ProcessQueueAsync();

        Assert.All(app.Mails.Rows, mail => Assert.Equal(MailState.Failed, mail.State));
        Assert.All(app.Mails.Rows, mail => Assert.Equal("SendGrid answered 400: bad address", mail.Error));
        Assert.Empty(app.Submissions.Markers);
    }

    [Fact]
    public async Task A_refused_key_parks_the_mail_until_it_is_mended()
    {
        app.Sender.Answer = _ => new SendOutcome.Denied("SendGrid answered 401");
        await app.AcceptConsultationAsync();
        await app.ProcessQueueAsync();
        Assert.All(app.Mails.Rows, mail => Assert.Equal(MailState.Parked, mail.State));
        Assert.Contains(app.Logs.Lines, line => line.StartsWith("Critical", StringComparison.Ordinal));

        app.Sender.Answer = _ => new SendOutcome.Accepted("m");
        await app.PassAsync(TimeSpan.FromMinutes(11));

        Assert.All(app.Mails.Rows, mail => Assert.Equal(MailState.Accepted, mail.State));
    }

    [Fact]
    public async Task A_parked_mail_stays_parked_while_SendGrid_is_left_alone()
    {
        app.Sender.Answer = _ => new SendOutcome.Denied("SendGrid answered 401");
        await app.AcceptConsultationAsync();
        await app.ProcessQueueAsync();
        app.Sender.Rest = TimeSpan.FromSeconds(10);

        await app.PassAsync(TimeSpan.FromMinutes(20));

        Assert.All(app.Mails.Rows, mail => Assert.Equal(
            (MailState.Parked, "SendGrid answered 401", 1), (mail.State, mail.Error, mail.Attempts)));
    }

    [Fact]
    public async Task An_alarm_about_a_refused_key_rings_once()
    {
        app.Sender.Answer = _ => new SendOutcome.Denied("SendGrid answered 401");
        await app.AcceptConsultationAsync();
        await app.PassAsync(TimeSpan.FromHours(1));

        Assert.Single(app.Logs.Lines, line => line.StartsWith("Critical", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Many_parked_mails_raise_one_alarm_and_each_goes_out_once_after_the_key_is_mended()
    {
        app.Sender.Answer = _ => new SendOutcome.Denied("SendGrid answered 401");
        for (var i = 0; i < 20; i++)
        {
            await app.AcceptConsultationAsync($"visitor-{i}@example.org");
        }

        await app.PassAsync(TimeSpan.FromHours(1));
        Assert.Equal(40, app.Mails.Rows.Count(mail => mail.State == MailState.Parked));
        Assert.Single(app.Logs.Lines, line => line.StartsWith("Critical", StringComparison.Ordinal));
        app.Sender.Answer = _ => new SendOutcome.Accepted("m");
        app.Sender.Sent.Clear();

        await app.PassAsync(TimeSpan.FromMinutes(11));

        Assert.Equal(40, app.Sender.Sent.Count);
        Assert.Equal(40, app.Sender.Sent.Select(mail => mail.MailId).Distinct().Count());
        Assert.All(app.Mails.Rows, mail => Assert.Equal(MailState.Accepted, mail.State));
        Assert.Empty(app.Submissions.Markers);
        Assert.Single(app.Logs.Lines, line => line.StartsWith("Critical", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_key_that_is_refused_again_after_it_was_mended_is_a_new_alarm()
    {
        app.Sender.Answer = _ => new SendOutcome.Denied("SendGrid answered 401");
        await app.AcceptConsultationAsync();
        await app.ProcessQueueAsync();
        app.Sender.Answer = _ => new SendOutcome.Accepted("m");
        await app.PassAsync(TimeSpan.FromMinutes(11));

        app.Sender.Answer = _ => new SendOutcome.Denied("SendGrid answered 401");
        await app.AcceptConsultationAsync("another@example.org");
        await app.ProcessQueueAsync();

        Assert.Equal(2, app.Logs.Lines.Count(line => line.StartsWith("Critical", StringComparison.Ordinal)));
    }
}
