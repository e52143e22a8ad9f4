using BlueSky.Functions.Mail;
using BlueSky.Functions.Storage;
using BlueSky.Functions.Submissions;
using BlueSky.Functions.Tests.Fakes;

namespace BlueSky.Functions.Tests.Contracts;

public abstract class MailOutboxContract(Azurite? azurite) : StorageContract(azurite)
{
    private static readonly SubmissionKey NextDay = new(new DateOnly(2026, 1, 9), "BSK-2345-6789");

    private protected abstract IMailOutbox Outbox { get; }

    private protected abstract IMailOutbox Unreachable { get; }

    [Fact]
    public async Task What_is_read_is_what_was_written()
    {
        var written = Samples.Mail(number: 2) with
        {
            To = "zoë@example.org",
            State = MailState.Parked,
            ChangedAt = At("2026-01-08T23:59:59.9999999"),
            NextAttemptAt = At("2026-01-09T00:10:00.0000001"),
            MessageId = "14c5d75ce93.dfd.64b469.filter0001",
            Attempts = 3,
            UnknownOutcomes = 1,
            Error = "401 Unauthorized: it's \"refused\" 😀",
            Summary = "notices.requests 2026-01-08T19Z",
        };

        var added = Assert.Single((await Outbox.TryAddAsync([written], default))!);

        Assert.Equal(written, added with { Version = null });
        Assert.Equal(added, await Outbox.FindAsync(written.Key, default));
    }

    [Fact]
    public async Task The_emails_of_news_are_told_apart_by_their_recipients()
    {
        var ada = NewsMail("NEWS-23456789-0a", "0a01");
        var eve = NewsMail("NEWS-23456789-0a", "0a02");

        await Outbox.TryAddAsync([ada, eve], default);

        Assert.Equal(["0a01", "0a02"], (await Outbox.ListAsync(ada.Submission, default)).Select(mail => mail.Recipient));
        Assert.Equal(eve, (await Outbox.FindAsync(MailKey.TryParse(eve.MailId)!, default))! with { Version = null });
        Assert.Null(await Outbox.TryAddAsync([ada], default));
    }

    [Fact]
    public async Task How_far_all_emails_of_news_are_is_read_and_they_are_removed_at_once()
    {
        await Outbox.TryAddAsync([NewsMail("NEWS-23456789-0a", "0a01")], default);
        await Outbox.TryAddAsync(
            [NewsMail("NEWS-23456789-0b", "0b01") with { State = MailState.Delivered, MessageId = "m-1" }], default);
        await Outbox.TryAddAsync([NewsMail("NEWS-2345678A-0a", "0a01")], default);
        await Outbox.TryAddAsync([Samples.Mail()], default);
        var day = Samples.Mail().Submission.Day;

        Assert.Equal(
            [new MailProgress(MailState.Due, false), new MailProgress(MailState.Delivered, true)],
            await ReadAsync(Outbox.ReadProgressAsync(day, "NEWS-23456789-", default)));

        await Outbox.RemoveAllAsync(day, "NEWS-23456789-", default);

        Assert.Empty(await ReadAsync(Outbox.ReadProgressAsync(day, "NEWS-23456789-", default)));
        Assert.Single(await ReadAsync(Outbox.ReadProgressAsync(day, "NEWS-2345678A-", default)));
        Assert.NotNull(await Outbox.FindAsync(Samples.Mail().Key, default));
    }

    [Fact]
    public async Task More_emails_than_one_transaction_takes_are_removed()
    {
        foreach (var some in Enumerable.Range(0, 150).Chunk(75))
        {
            await Outbox.TryAddAsync([.. some.Select(number => NewsMail("NEWS-23456789-0a", $"0a{number}"))], default);
        }

        await Outbox.RemoveAllAsync(Samples.Mail().Submission.Day, "NEWS-23456789-", default);

        Assert.Empty(await Outbox.ListAsync(NewsMail("NEWS-23456789-0a", "0a0").Submission, default));
    }

    [Fact]
    public async Task What_was_not_given_is_read_as_null()
    {
        await Outbox.TryAddAsync([Samples.Mail()], default);

        var read = (await Outbox.FindAsync(Samples.Mail().Key, default))!;

        Assert.Equal(Samples.Mail(), read with { Version = null });
        Assert.Equal(
            (null, null, null, null, null),
            (read.Number, read.NextAttemptAt, read.MessageId, read.Error, read.Summary));
    }

    [Fact]
    public async Task A_mail_that_was_never_added_is_not_found()
    {
        await Outbox.TryAddAsync([Samples.Mail()], default);

        Assert.Null(await Outbox.FindAsync(Samples.Mail(number: 1).Key, default));
        Assert.Null(await Outbox.FindAsync(Samples.Mail(of: NextDay).Key, default));
    }

    [Fact]
    public async Task Mails_come_back_in_the_order_in_which_they_were_added_and_at_their_versions()
    {
        var added = (await Outbox.TryAddAsync([Samples.Mail(number: 2), Samples.Mail(number: 1)], default))!;

        Assert.Equal([2, 1], added.Select(mail => mail.Number));
        Assert.NotNull(await Outbox.TryUpdateAsync(added[0] with { Attempts = 1 }, default));
        Assert.NotNull(await Outbox.TryUpdateAsync(added[1] with { Attempts = 1 }, default));
    }

    [Fact]
    public async Task Where_one_stands_already_none_is_added()
    {
        await Outbox.TryAddAsync([Samples.Mail(number: 1)], default);

        Assert.Null(await Outbox.TryAddAsync([Samples.Mail(number: 2), Samples.Mail(number: 1)], default));
        Assert.Null(await Outbox.TryAddAsync([Samples.Mail(number: 1)], default));

        Assert.Null(await Outbox.FindAsync(Samples.Mail(number: 2).Key, default));
    }

    [Fact]
    public async Task The_same_id_on_another_day_has_mails_of_its_own()
    {
        await Outbox.TryAddAsync([Samples.Mail()], default);
        await Outbox.TryAddAsync([Samples.Mail(of: NextDay) with { To = "grace@example.org" }], default);

        Assert.Equal("staff@clinic.example", (await Outbox.FindAsync(Samples.Mail().Key, default))?.To);
        Assert.Equal(
            ["grace@example.org"], (await Outbox.ListAsync(NextDay, default)).Select(mail => mail.To));
    }

    [Fact]
    public async Task All_mails_of_a_submission_are_listed_and_none_of_a_longer_id()
    {
        await Outbox.TryAddAsync([Samples.Mail("welcome"), Samples.Mail(number: 2), Samples.Mail(number: 1)], default);
        await Outbox.TryAddAsync([Samples.Mail(of: new SubmissionKey(Samples.Day, "BSK-2345-6789-ABCD"))], default);

        var listed = await Outbox.ListAsync(Samples.Key, default);

        Assert.Equal(
            ["BSK-2345-6789.staff-notice.1", "BSK-2345-6789.staff-notice.2", "BSK-2345-6789.welcome"],
            listed.Select(mail => mail.RowKey));
        Assert.NotNull(await Outbox.TryUpdateAsync(listed[0], default));
    }

    [Fact]
    public async Task An_update_replaces_what_was_there_and_returns_the_new_version()
    {
        var added = await AddAsync(
            Samples.Mail() with { NextAttemptAt = At("2026-01-08T19:42:08"), Error = "no answer", Summary = "x" });
        var changed = added with { State = MailState.Accepted, NextAttemptAt = null, Error = null, Summary = null };

        var written = (await Outbox.TryUpdateAsync(changed, default))!;

        Assert.NotEqual(added.Version, written.Version);
        Assert.Equal(changed with { Version = written.Version }, written);
        Assert.Equal(written, await Outbox.FindAsync(added.Key, default));
        Assert.NotNull(await Outbox.TryUpdateAsync(written, default));
    }

    [Fact]
    public async Task An_older_version_is_not_updated()
    {
        var added = await AddAsync(Samples.Mail());
        var written = await Outbox.TryUpdateAsync(added with { Attempts = 1 }, default);

        Assert.Null(await Outbox.TryUpdateAsync(added with { Attempts = 2 }, default));

        Assert.Equal(written, await Outbox.FindAsync(added.Key, default));
    }

    [Fact]
    public async Task Of_two_updates_of_one_version_one_is_written()
    {
        var added = await AddAsync(Samples.Mail());

        var written = await Task.WhenAll(
            Task.Run(() => Outbox.TryUpdateAsync(added with { State = MailState.Sending }, default)),
            Task.Run(() => Outbox.TryUpdateAsync(added with { State = MailState.Sending }, default)));

        Assert.Equal(Assert.Single(written, mail => mail is not null), await Outbox.FindAsync(added.Key, default));
    }

    [Fact]
    public async Task A_mail_that_is_forgotten_is_not_updated_and_can_be_forgotten_again()
    {
        var added = await AddAsync(Samples.Mail());
        await AddAsync(Samples.Mail(of: NextDay));

        await Outbox.RemoveAsync(added.Key, default);
        await Outbox.RemoveAsync(added.Key, default);

        Assert.Null(await Outbox.TryUpdateAsync(added, default));
        Assert.Null(await Outbox.FindAsync(added.Key, default));
        Assert.NotNull(await Outbox.FindAsync(Samples.Mail(of: NextDay).Key, default));
    }

    [Fact]
    public async Task Those_that_failed_or_are_parked_since_a_time_are_found_by_the_day_of_their_submissions()
    {
        var before = At("2026-01-08T19:59:59.9999999");
        var since = At("2026-01-08T20:00:00");
        await Outbox.TryAddAsync(
        [
            Samples.Mail(number: 1) with { State = MailState.Failed, ChangedAt = since },
            Samples.Mail(number: 2) with { State = MailState.Parked, ChangedAt = At("2026-01-10T08:00:00") },
            Samples.Mail(number: 3) with { State = MailState.Failed, ChangedAt = before },
            Samples.Mail(number: 4) with { State = MailState.Bounced, ChangedAt = since },
        ],
        default);
        await AddAsync(Samples.Mail(of: NextDay) with { State = MailState.Failed, ChangedAt = since });

        Assert.Equal(
            [
                new UnsentMail("BSK-2345-6789.staff-notice.1", "staff-notice", MailState.Failed, since),
                new UnsentMail(
                    "BSK-2345-6789.staff-notice.2", "staff-notice", MailState.Parked, At("2026-01-10T08:00:00")),
            ],
            await ReadAsync(Outbox.FindUnsentAsync(Samples.Day, since, default)));
    }

    [Fact]
    public async Task Those_that_a_summary_tells_of_are_found_by_the_day_of_their_submissions()
    {
        const string summary = "notices.requests 2026-01-08T19Z";
        var other = new SubmissionKey(Samples.Day, "BSK-2345-6784");
        await Outbox.TryAddAsync([Samples.Mail(number: 1) with { Summary = summary }, Samples.Mail(number: 2)], default);
        await AddAsync(Samples.Mail(of: other) with { Summary = summary });
        await AddAsync(Samples.Mail(of: new SubmissionKey(Samples.Day, "BSK-2345-6785")) with { Summary = "another" });
        await AddAsync(Samples.Mail(of: NextDay) with { Summary = summary });

        Assert.Equal(
            [other, Samples.Key],
            await ReadAsync(Outbox.FindSummarizedAsync(Samples.Day, summary, default)));
    }

    [Fact]
    public async Task An_outage_has_one_name_whatever_is_called() =>
        await AllFailAsync<IMailOutbox>(EveryCall(Unreachable, default));

    [Fact]
    public async Task What_is_cancelled_does_nothing()
    {
        var added = await AddAsync(Samples.Mail());

        await AllAreCancelledAsync<IMailOutbox>(EveryCall(Outbox, Cancelled));

        Assert.Equal([added], await Outbox.ListAsync(Samples.Key, default));
    }

    private static OutboxMail NewsMail(string id, string recipient) => Samples.Mail() with
    {
        Submission = Samples.Mail().Submission with { Id = id }, Template = "news", To = "", Recipient = recipient,
        Number = null,
    };

    private static Func<Task>[] EveryCall(IMailOutbox of, CancellationToken cancellation) =>
    [
        () => of.TryAddAsync([Samples.Mail(number: 1)], cancellation),
        () => of.FindAsync(Samples.Mail().Key, cancellation),
        () => of.ListAsync(Samples.Key, cancellation),
        () => ReadAsync(of.FindUnsentAsync(Samples.Day, At("2026-01-08T00:00:00"), cancellation)),
        () => ReadAsync(of.FindSummarizedAsync(Samples.Day, "notices", cancellation)),
        () => of.TryUpdateAsync(Samples.Mail() with { Version = "W/\"1\"" }, cancellation),
        () => ReadAsync(of.ReadProgressAsync(Samples.Mail().Submission.Day, "NEWS-", cancellation)),
        () => of.RemoveAllAsync(Samples.Mail().Submission.Day, "BSK-", cancellation),
        () => of.RemoveAsync(Samples.Mail().Key, cancellation),
    ];

    private async Task<OutboxMail> AddAsync(OutboxMail mail) =>
        Assert.Single((await Outbox.TryAddAsync([mail], default))!);
}

public sealed class FakeMailOutboxTests() : MailOutboxContract(azurite: null)
{
    private protected override IMailOutbox Outbox { get; } = new FakeMailOutbox();

    private protected override IMailOutbox Unreachable { get; } = new FakeMailOutbox { IsDown = true };
}

[Collection(nameof(Azurite))]
public sealed class MailTableTests(Azurite azurite) : MailOutboxContract(azurite)
{
    private protected override IMailOutbox Outbox { get; } = new MailTable(azurite.Tables);

    private protected override IMailOutbox Unreachable { get; } = new MailTable(Azurite.Unreachable);
}
