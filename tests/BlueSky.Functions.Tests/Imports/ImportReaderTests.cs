using BlueSky.Functions.Imports;
using BlueSky.Functions.Recipients;

namespace BlueSky.Functions.Tests.Imports;

public sealed class ImportReaderTests
{
    [Fact]
    public void Each_line_without_an_address_is_told_with_its_number()
    {
        var file = Reading.Read(
            "Name,Email\r\nAda,ada@example.org\r\n\r\nMaria,maria at example\r\nTom,\r\nZoë,zoë@example.org\r\n,\r\n");

        Assert.Single(file.Lines);
        Assert.Equal(
            [
                new UnreadableLine(4, "maria at example"), new UnreadableLine(5, ""),
                new UnreadableLine(6, "zoë@example.org"), new UnreadableLine(7, ""),
            ],
            file.Unreadable);
        Assert.Equal(4, file.UnreadableCount);
    }

    [Theory]
    [InlineData("ada@example.org,unsubscribed", "ADA@Example.org,subscribed")]
    [InlineData("ada@example.org,subscribed", "ada@EXAMPLE.org,unsubscribed")]
    public void Of_two_lines_with_one_address_the_stricter_one_counts(string first, string second)
    {
        var file = Reading.Read($"Email,Status\n{first}\n{second}\nada@example.org,pending\n");

        Assert.Equal(SubscriptionState.Unsubscribed, Assert.Single(file.Lines).State);
        Assert.Equal((2, 0), (file.Repeats, file.UnreadableCount));
    }

    [Fact]
    public void Lines_that_only_restrict_come_first()
    {
        var file = Reading.Read(
            "Email,Status\na@example.org,subscribed\nb@example.org,cleaned\nc@example.org,pending\n"
            + "d@example.org,unsubscribed\n");

        Assert.Equal([true, true, false, false], file.Lines.Select(line => line.IsRestriction));
    }

    [Fact]
    public void A_quote_that_is_not_closed_costs_only_its_own_line()
    {
        var file = Reading.Read(
            "Name,Email\n\"Ada,ada@example.org\nEve,eve@example.org\n\"Kim\nLee\",kim@example.org\nMax,max@example.org\n");

        Assert.Equal(
            ["eve@example.org", "kim@example.org", "max@example.org"],
            file.Lines.Select(line => line.Email).Order(StringComparer.Ordinal));
        Assert.Equal([new UnreadableLine(2, "\"Ada,ada@example.org")], file.Unreadable);
    }

    [Fact]
    public void A_cell_of_10_MB_costs_only_its_own_line()
    {
        var huge = new string('x', 10 * 1024 * 1024);
        var file = Reading.Read($"Name,Email\n{huge},ada@example.org\nEve,eve@example.org\n\"{huge}\",kim@example.org\n");

        Assert.Equal("eve@example.org", Assert.Single(file.Lines).Email);
        Assert.Equal([2, 4], file.Unreadable.Select(line => line.Number));
        Assert.Equal(new string('x', 60), file.Unreadable[0].Text);
    }

    [Theory]
    [InlineData("Name,Email\rAda,ada@example.org\rEve,eve\r", 3)]
    [InlineData("Name,Email\n\"A\r\nd\ra\",ada@example.org\nEve,eve\n", 5)]
    [InlineData("\n\n\nName,Email\n\nAda,ada@example.org\nEve,eve", 7)]
    [InlineData("Name,Email\nAda,ada@example.org,more,cells\nEve,eve,,,\n", 3)]
    [InlineData("Name,Email\nAda,ada@example.org\nEve\u0000,e\u0000ve\n", 3)]
    [InlineData("Name,Email\nA \"d\" a,ada@example.org\n5\" pipe,eve\n", 3)]
    public void Lines_are_counted_as_an_editor_counts_them(string text, int line)
    {
        var file = Reading.Read(text);

        Assert.Equal("ada@example.org", Assert.Single(file.Lines).Email);
        Assert.Equal([new UnreadableLine(line, "eve")], file.Unreadable);
    }

    [Fact]
    public void Of_many_unreadable_lines_the_first_are_kept_and_all_are_counted()
    {
        var file = Reading.Read("Email\nada@example.org\n" + string.Concat(Enumerable.Repeat("x\n", 1_000)));

        Assert.Equal((200, 1_000), (file.Unreadable.Count, file.UnreadableCount));
        Assert.Equal(202, file.Unreadable[^1].Number);
    }

    [Theory]
    [InlineData(100_000, null)]
    [InlineData(100_001, ImportFault.TooManyLines)]
    internal void A_file_has_at_most_100_000_lines(int count, ImportFault? fault)
    {
        var text = "Email\n" + string.Concat(Enumerable.Range(0, count).Select(i => $"a{i}@example.org\n"));

        Assert.Equal(fault, Reading.Try(Reading.Bytes(text)).Fault);
    }

    [Theory]
    [InlineData("", ImportFault.Empty)]
    [InlineData("\r\n \r\n", ImportFault.Empty)]
    [InlineData("Email\r\n", ImportFault.Empty)]
    [InlineData("Name,Phone\r\nAda,505-555-0142\r\n", ImportFault.NoAddress)]
    [InlineData("PK\u0003\u0004 the rest of a workbook", ImportFault.NotText)]
    [InlineData("%PDF-1.7", ImportFault.NotText)]
    internal void What_is_no_list_of_addresses_is_refused_with_a_reason(string text, ImportFault fault) =>
        Assert.Equal((null, fault), Reading.Try(Reading.Bytes(text)));
}
