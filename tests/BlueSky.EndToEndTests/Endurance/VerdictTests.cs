using System.Text.Json;
using Azure.Data.Tables;
using BlueSky.Endurance;

namespace BlueSky.EndToEndTests.Endurance;

/// <summary>The endurance program sees what went wrong: one consultation, whose two mails are due.</summary>
public sealed class VerdictTests
{
    private const string Acknowledgement = "BSK-1.consultation-received";
    private const string Notice = "BSK-1.staff-notice";

    private static readonly DateTimeOffset Noon = DateTimeOffset.Parse("2026-01-08T12:00:00Z");

    private static readonly Accepted Form = new(
        new FormPost(Number: 0, AtOnce: 2, Afterwards: 0, TimeSpan.Zero), new HashSet<string> { "BSK-1" }, Noon);

    [Fact]
    public void All_as_promised_is_good()
    {
        var verdict = Judge([Form], rows: ["BSK-1"], received: [Acknowledgement, Notice]);

        Assert.True(verdict.IsGood);
        Assert.Equal((1, 1, 2, 2), (verdict.Accepted, verdict.Stored, verdict.Due, verdict.Sent));
        Assert.Equal([TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)], verdict.Delays);
    }

    [Fact]
    public void A_success_without_a_row_is_lost()
    {
        var verdict = Judge([Form], rows: [], received: [Acknowledgement, Notice]);

        Assert.Equal(1, verdict.Lost);
        Assert.False(verdict.IsGood);
    }

    [Fact]
    public void A_row_that_nobody_was_told_of_is_one_too_many()
    {
        var verdict = Judge([Form], rows: ["BSK-1", "BSK-2"], received: [Acknowledgement, Notice]);

        Assert.Equal(1, verdict.StoredTwice);
        Assert.False(verdict.IsGood);
    }

    [Fact]
    public void Two_ids_for_one_form_are_one_too_many()
    {
        var form = Form with { Ids = new HashSet<string> { "BSK-1", "BSK-2" } };

        Assert.Equal(1, Judge([form], rows: ["BSK-1", "BSK-2"], received: []).StoredTwice);
    }

    [Fact]
    public void A_mail_that_follows_from_the_form_and_was_not_received_is_missing_outbox_or_no()
    {
        var verdict = Judge([Form], rows: ["BSK-1"], received: [Notice]);

        Assert.Equal((2, 1, 1), (verdict.Due, verdict.Sent, verdict.Missing));
        Assert.False(verdict.IsGood);
    }

    [Fact]
    public void A_second_copy_is_a_duplicate()
    {
        var verdict = Judge([Form], rows: ["BSK-1"], received: [Acknowledgement, Notice, Notice]);

        Assert.Equal((1, 0), (verdict.Duplicated, verdict.DuplicatedInTheWindow));
        Assert.False(verdict.IsGood);
    }

    [Fact]
    public void A_second_copy_after_an_unknown_outcome_is_counted_apart_and_a_third_is_a_duplicate()
    {
        var unknown = new TableEntity("2026-01-08", Notice) { ["UnknownOutcomes"] = 1 };

        var two = Judge([Form], ["BSK-1"], [Acknowledgement, Notice, Notice], unknown);
        var three = Judge([Form], ["BSK-1"], [Acknowledgement, Notice, Notice, Notice], unknown);

        Assert.True(two.IsGood);
        Assert.Equal((0, 1), (two.Duplicated, two.DuplicatedInTheWindow));
        Assert.Equal((1, 1), (three.Duplicated, three.DuplicatedInTheWindow));
    }

    [Fact]
    public void A_mail_that_is_not_due_is_a_duplicate()
    {
        Assert.Equal(1, Judge([Form], ["BSK-1"], [Acknowledgement, Notice, "BSK-1.subscribe-welcome"]).Duplicated);
    }

    private static Verdict Judge(Accepted[] forms, string[] rows, string[] received, params TableEntity[] outbox) =>
        Verdict.Of(
            forms,
            [.. rows.Select(id => new TableEntity("2026-01-08", id))],
            outbox,
            [.. received.Select((mail, i) => Received(mail, Noon.AddSeconds(i + 1)))]);

    private static SentMail Received(string mail, DateTimeOffset at) => new(JsonSerializer.SerializeToElement(new
    {
        receivedAt = at,
        request = new { custom_args = new { mail_id = $"20260108.{mail}" } },
    }));
}
