using BlueSky.Functions.Mail;
using BlueSky.Functions.Submissions;
using BlueSky.Functions.Webhooks;

namespace BlueSky.Functions.Tests.Webhooks;

public sealed class EventOrderTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.Parse("2026-01-08T19:42:07Z");

    private static readonly SendGridEvent[] AllKinds =
    [
        Event("processed", messageId: "m-1"), Event("deferred", messageId: "m-2"), Event("delivered"),
        Event("dropped", reason: "Spam Content"), Event("bounce", type: "blocked", reason: "552 full"),
        Event("bounce", type: "bounce", reason: "550 nobody"), Event("spamreport"),
    ];

    /// <summary>All orders of each number of kinds, from one to all seven, each event of an order told twice.</summary>
    [Theory]
    [InlineData(MailState.Due)]
    [InlineData(MailState.Sending)]
    [InlineData(MailState.Unknown)]
    [InlineData(MailState.Parked)]
    [InlineData(MailState.Failed)]
    [InlineData(MailState.Accepted)]
    [InlineData(MailState.Delivered)]
    public void Any_order_and_any_number_of_repeats_end_in_the_same_row(object start)
    {
        var row = Mail((MailState)start);
        for (var kinds = 1; kinds <= AllKinds.Length; kinds++)
        {
            var events = AllKinds[..kinds];
            var expected = Tell(row, events);

            Assert.All(Orders(events), order =>
            {
                Assert.Equal(expected, Tell(row, order));
                Assert.Equal(expected, Tell(row, [.. order, .. order]));
                Assert.Equal(expected, Tell(row, [.. order.SelectMany(sent => new[] { sent, sent })]));
            });
        }
    }

    [Fact]
    public void Each_report_moves_a_mail_up_and_none_moves_it_down()
    {
        MailState[] ladder = [MailState.Accepted, MailState.Delivered, MailState.Dropped, MailState.Bounced];

        for (var step = 0; step < ladder.Length; step++)
        {
            Assert.All(ladder[..(step + 1)], report => Assert.Equal(
                ladder[step], new MailReport(report, null, null).ApplyTo(Mail(ladder[step]), Now).State));
            Assert.All(ladder[step..], report => Assert.Equal(
                report, new MailReport(report, null, null).ApplyTo(Mail(ladder[step]), Now).State));
        }
    }

    [Fact]
    public async Task The_rows_that_posts_leave_behind_do_not_depend_on_their_order()
    {
        string[] kinds = ["processed", "delivered", "bounce", "spamreport"];
        var ends = new HashSet<string>();
        foreach (var order in Orders(kinds))
        {
            using var app = new WebhookApp();
            app.App.Sender.Answer = _ => new SendOutcome.Unknown("no answer");
            var mail = await app.AcknowledgementAsync();

            foreach (var kind in order.Append(order[0]))
            {
                await app.PostAsync(
                    WebhookApp.Event(kind, mail, ",\"reason\":\"r\"", second: Array.IndexOf(kinds, kind)));
            }

            var (end, recipient) = (app.App.Mails[mail.Template], app.App.Recipients.Single);
            ends.Add($"{end.State} {end.Error} {end.MessageId} {recipient.State} {recipient.SuppressedReason}");
        }

        Assert.Equal(["Bounced bounced: r m-1 Suppressed bounce: r"], ends);
    }

    private static OutboxMail Tell(OutboxMail row, IEnumerable<SendGridEvent> events) =>
        events.Aggregate(row, (mail, sent) => SendGridEventRules.ReportOn(sent)!.ApplyTo(mail, Now));

    private static IEnumerable<T[]> Orders<T>(T[] items) =>
        items.Length <= 1
            ? [items]
            : items.SelectMany((first, at) =>
                Orders<T>([.. items[..at], .. items[(at + 1)..]]).Select(rest => (T[])[first, .. rest]));

    private static SendGridEvent Event(
        string kind, string? messageId = null, string? type = null, string? reason = null) =>
        new(kind, Mail(MailState.Due).Key, "visitor@example.org", messageId, type, reason, Now);

    private static OutboxMail Mail(MailState state) => new()
    {
        Submission = new SubmissionKey(new DateOnly(2026, 1, 8), "BSK-7F3K-9Q2M"),
        Template = "consultation-received",
        To = "visitor@example.org",
        State = state,
        CreatedAt = Now - TimeSpan.FromHours(2),
        ChangedAt = Now - TimeSpan.FromHours(1),
        NextAttemptAt = state is MailState.Due or MailState.Unknown ? Now : null,
        Error = state is MailState.Due or MailState.Unknown or MailState.Parked or MailState.Failed ? "a reason" : null,
    };
}
