using BlueSky.Functions.Backups;

namespace BlueSky.Functions.Tests.Backups;

public sealed class RestoreRulesTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.Parse("2026-01-08T19:42:07Z");

    [Theory]
    [InlineData("due", true)]
    [InlineData("sending", true)]
    [InlineData("unknown", true)]
    [InlineData("parked", true)]
    [InlineData("accepted", false)]
    [InlineData("delivered", false)]
    [InlineData("bounced", false)]
    [InlineData("dropped", false)]
    [InlineData("failed", false)]
    public void An_email_that_was_not_final_is_unfinished(string state, bool expected) =>
        Assert.Equal(expected, Row(("State", state)).IsUnfinished("Mails"));

    [Theory]
    [InlineData("received", true)]
    [InlineData("processed", false)]
    [InlineData("quarantined", false)]
    [InlineData("failed", false)]
    public void A_submission_that_was_not_processed_is_unfinished(string state, bool expected) =>
        Assert.Equal(expected, Row(("State", state)).IsUnfinished("Submissions"));

    [Fact]
    public void A_parked_email_has_no_time_to_be_sent_at()
    {
        var parked = Row(("State", "due"), ("NextAttemptAt", Now), ("To", "ada@example.org")).ToParked(Now);

        Assert.Equal(
            [("ChangedAt", Now), ("Error", "restored"), ("State", "parked"), ("To", (object)"ada@example.org")],
            parked.Columns.OrderBy(column => column.Key).Select(column => (column.Key, column.Value)));
    }

    [Theory]
    [InlineData("draft", "draft")]
    [InlineData("scheduled", "stopped")]
    [InlineData("starting", "stopped")]
    [InlineData("sending", "stopped")]
    [InlineData("paused", "stopped")]
    [InlineData("stopped", "stopped")]
    [InlineData("sent", "sent")]
    public void News_that_were_to_be_sent_come_back_as_stopped(string state, string expected) =>
        Assert.Equal(expected, Row(("State", state)).ToEnded().Text("State"));

    [Theory]
    [InlineData("confirmed", "none")]
    [InlineData("pending", "none")]
    [InlineData("unsubscribed", "unsubscribed")]
    [InlineData("suppressed", "suppressed")]
    public void A_recipient_who_was_erased_comes_back_without_address_and_consent(string state, string expected)
    {
        var cleared = Row(
            ("State", state), ("Email", "ada@example.org"), ("ConsentText", "Yes"), ("ConfirmedAt", Now),
            ("SuppressedReason", "bounce: 550 <ada@example.org>"), ("Confirmations", "BSK-1@2026-01-08"),
            ("RequestNumber", 3)).ToCleared();

        Assert.Equal(
            [
                ("Confirmations", "BSK-1@2026-01-08"), ("RequestNumber", 3), ("State", expected),
                ("SuppressedReason", (object)"bounce"),
            ],
            cleared.Columns.OrderBy(column => column.Key).Select(column => (column.Key, column.Value)));
    }

    [Fact]
    public void A_recipient_who_opted_out_or_was_erased_is_protected()
    {
        Assert.True(Row(("State", "none")).IsProtected());
        Assert.True(Row(("State", "unsubscribed"), ("Email", "a@b.example")).IsProtected());
        Assert.True(Row(("State", "suppressed"), ("Email", "a@b.example")).IsProtected());
        Assert.True(
            Row(("State", "pending"), ("Email", "a@b.example"), ("UnsubscribedAt", Now)).IsProtected());
        Assert.False(Row(("State", "confirmed"), ("Email", "a@b.example")).IsProtected());
        Assert.False(Row(
            ("State", "confirmed"), ("Email", "a@b.example"), ("UnsubscribedAt", Now),
            ("ConfirmedAt", Now.AddDays(1))).IsProtected());
    }

    [Fact]
    public void Rows_are_the_same_whoever_wrote_them_and_an_empty_text_is_none()
    {
        var row = Row(("State", "processed"), ("Write", "1"), ("Changes", 1), ("Bytes", new byte[] { 1 }));

        Assert.True(row.IsSameAs(
            Row(("State", "processed"), ("Error", ""), ("Changes", 2), ("Bytes", new byte[] { 1 }))));
        Assert.False(row.IsSameAs(row.With(("State", "failed"))));
        Assert.False(row.IsSameAs(row.With(("Bytes", new byte[] { 2 }))));
        Assert.False(row.IsSameAs(row.With(("Error", "failed"))));
        Assert.False(row.IsSameAs(row.With(("State", null))));
    }

    [Fact]
    public async Task Readings_that_are_not_sorted_are_refused() =>
        await Assert.ThrowsAsync<InvalidDataException>(async () => await RowMerge.MergeAsync(
            new[] { Row() with { Key = new("b", "1") }, Row() }.ToAsyncEnumerable(),
            AsyncEnumerable.Empty<TableRow>(), default).ToListAsync());

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"PartitionKey":"a","RowKey":"1","Email":{"secret":"ada@example.org"}}""")]
    [InlineData("""{"PartitionKey":"a","RowKey":"1","At":{"time":"ada@example.org"}}""")]
    public void A_damaged_line_is_refused_without_repeating_it(string line)
    {
        var refused = Assert.Throws<InvalidDataException>(() => RowText.Read(line));

        Assert.Equal("A line of the backup is damaged.", refused.Message);
        Assert.Null(refused.InnerException);
    }

    private static TableRow Row(params (string Name, object? Value)[] columns) =>
        new TableRow(new RowKey("a", "1"), new Dictionary<string, object>()).With(columns);
}
