using System.Text;

namespace BlueSky.Content.Tests;

public sealed class PlainTextTests
{
    [Fact]
    public void Long_lines_are_wrapped_at_words_and_short_ones_kept() =>
        Assert.Equal(
            "One two three four five six seven eight nine ten eleven twelve thirteen\nfourteen.\n\nShort.",
            PlainText.Wrap(
                "One two three four five six seven eight nine ten eleven twelve thirteen fourteen.\r\n\r\nShort."));

    [Fact]
    public void No_line_ends_at_a_no_break_space_and_it_is_shown_as_a_space() =>
        Assert.Equal(
            "One two three four five six seven eight nine ten by the Monday,\nNovember 30, 5 PM.",
            PlainText.Wrap(
                "One two three four five six seven eight nine ten by the Monday, November\u00A030, 5\u00A0PM."));

    [Fact]
    public void A_link_is_never_cut()
    {
        var link = "https://www.example.com/" + new string('x', 400);

        Assert.Equal($"See\n{link}\nplease.", PlainText.Wrap($"See {link} please."));
    }

    [Fact]
    public void A_title_and_a_heading_are_underlined() => Assert.Equal(
        ("Welcome\n=======", "What happens next\n-----------------"),
        (PlainText.Title("Welcome"), PlainText.Heading("What happens next")));

    [Fact]
    public void The_further_lines_of_an_item_are_indented() => Assert.Equal(
        "1. One two three four five six seven eight nine ten eleven twelve\n   thirteen.\n   Next line.",
        PlainText.Item(
            "1.", "One two three four five six seven eight nine ten eleven twelve thirteen.\nNext line."));

    [Theory]
    [InlineData("a\nb")]
    [InlineData("a\r\nb")]
    [InlineData("a\rb")]
    [InlineData("a\fb")]
    [InlineData("a\u0085b")]
    [InlineData("a\u2028b")]
    [InlineData("a\u2029b")]
    public void Every_kind_of_line_break_in_a_quotation_leads_to_an_indented_line(string typed) =>
        Assert.Equal("    a\n    b", PlainText.Quote(typed, 4));

    [Fact]
    public void A_quoted_word_without_end_is_cut_between_characters()
    {
        var quoted = PlainText.Quote("w" + string.Concat(Enumerable.Repeat("😀", 150)), 2);

        Assert.Equal([2 + 199, 2 + 102], quoted.Split('\n').Select(line => line.Length));
        // This encoding throws at half a character.
        Assert.Equal(1 + 150 * 4 + "  \n  ".Length, new UTF8Encoding(false, true).GetByteCount(quoted));
    }
}
