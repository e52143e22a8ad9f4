using BlueSky.Functions.Mail;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Tests.Mail;

/// <summary>What no test of a mail's whole way shows: the last moment, and what staff read as the reason.</summary>
public sealed class MailTransitionsTests
{
    private static readonly DateTimeOffset Noon = DateTimeOffset.Parse("2026-01-08T12:00:00Z");

    private static readonly OutboxMail Due = OutboxMail.From(
        new DueMail("staff-notice", "staff@clinic.example"),
        new SubmissionKey(new DateOnly(2026, 1, 8), "BSK-1"), Noon);

    [Fact]
    public void A_mail_that_is_held_back_is_given_up_after_a_day_and_not_a_moment_before()
    {
        var held = Due.Hold(Noon);

        Assert.Equal("held back by Limits:ConfirmMailsPerHour", held.Error);
        Assert.Same(held, held.Hold(Noon + TimeSpan.FromDays(1) - TimeSpan.FromTicks(1)));
        Assert.Equal(MailState.Failed, held.Hold(Noon + TimeSpan.FromDays(1)).State);
    }

    [Fact]
    public void A_notice_over_the_limit_says_that_it_is_a_summary_or_is_told_in_one()
    {
        Assert.Equal(
            "over Limits:StaffNoticesPerHour: a summary", Due.Summarize(Noon, "s1", Noon.AddHours(1)).Error);
        Assert.Equal("over Limits:StaffNoticesPerHour: told in a summary", Due.MoveToSummary(Noon, "s1").Error);
    }
}
