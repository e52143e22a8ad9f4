using BlueSky.Content.Localization;
using BlueSky.Functions.Forms;

namespace BlueSky.Functions.Tests.Forms;

public sealed class OtherFieldRulesTests
{
    [Fact]
    public void Fifty_other_fields_are_taken()
    {
        Assert.Empty(Entries.BrokenWith(Fields(50, "x")));
        Assert.Equal(["field50 TOO_LONG"], Entries.BrokenWith(Fields(51, "x")));
    }

    [Fact]
    public void Repeats_of_one_name_are_one_field() =>
        Assert.Empty(Entries.BrokenWith([.. Enumerable.Repeat(("topic", "x"), 60)]));

    [Fact]
    public void A_name_may_have_100_characters()
    {
        Assert.Empty(Entries.BrokenWith((new string('n', 100), "x")));
        Assert.Equal([$"{new string('n', 100)} TOO_LONG"], Entries.BrokenWith((new string('n', 101), "x")));
    }

    [Fact]
    public void A_value_may_have_5000_characters_line_breaks_counted_once()
    {
        var lines = string.Concat(Enumerable.Repeat("\r\n", 4_998));

        Assert.Empty(Entries.BrokenWith(("color", new string('x', 5_000))));
        Assert.Empty(Entries.BrokenWith(("color", $"a{lines}b")));
        Assert.Equal(["color TOO_LONG"], Entries.BrokenWith(("color", new string('x', 5_001))));
        Assert.Equal(["color TOO_LONG"], Entries.BrokenWith(("color", $"a{lines}bc")));
    }

    [Fact]
    public void Names_and_values_together_may_have_16_KiB()
    {
        var full = new string('x', 4_095);

        Assert.Empty(Entries.BrokenWith(("a", full), ("b", full), ("c", full), ("d", full)));
        Assert.Equal(
            ["d TOO_LONG"], Entries.BrokenWith(("a", full), ("b", full), ("c", full), ("d", full + "x")));
    }

    [Fact]
    public void Sixteen_KiB_are_bytes_not_characters()
    {
        var full = new string('ü', 2_047) + "x";

        Assert.Empty(Entries.BrokenWith(("a", full), ("b", full), ("c", full), ("d", full)));
        Assert.Equal(
            ["d TOO_LONG"], Entries.BrokenWith(("a", full), ("b", full), ("c", full), ("d", full + "x")));
    }

    // A string column of Table Storage takes 32,768 characters; quotes and line breaks double when written as JSON.
    [Theory]
    [InlineData("\"")]
    [InlineData("\\")]
    [InlineData("a\n")]
    [InlineData("😀")]
    [InlineData("\u2028")]
    public void What_passes_the_rules_fits_into_its_column(string unit)
    {
        var lengths = new List<int>();
        for (var size = 15_000; size <= 16_500; size += 4)
        {
            var others = Enumerable.Range(0, 4)
                .Select(i => ($"{i}", Repeat(unit, (size / 4) - 1)));
            var lines = "x" + Repeat("\r\n", 2 * 98) + "y";
            (string, string)[] fields = [("preferred_contact", lines), ("preferred_time", lines), .. others];
            if (!Entries.BrokenWith(fields).Any())
            {
                var stored = fields.Select(field => new PostedField(field.Item1, field.Item2));
                lengths.Add(ExtraFields.ToJson(stored).Length);
            }
        }

        Assert.NotEmpty(lengths);
        Assert.All(lengths, length => Assert.InRange(length, 1, 32_768));
    }

    [Fact]
    public void A_line_break_in_a_name_is_a_space() =>
        Assert.Equal(
            [new PostedField("my color", "green")], Entries.Of(Entries.Subscribe, ("my\r\ncolor", "green")).Others);

    [Fact]
    public void More_values_than_are_taken_are_told()
    {
        var posted = Entries.Posted(("email", "ada@example.org")) with { HasTooManyValues = true };

        var error = Assert.Single(FormRules.Check(Entries.Subscribe, FormEntry.From(Entries.Subscribe, posted), Texts.English));
        Assert.Equal(
            ("TOO_LONG", "The form has too many fields. We take at most 1,000."), (error.Code, error.Message));
    }

    private static (string Name, string Value)[] Fields(int count, string value) =>
        [.. Enumerable.Range(0, count).Select(i => ($"field{i}", value))];

    private static string Repeat(string unit, int bytes) =>
        string.Concat(Enumerable.Repeat(unit, bytes / System.Text.Encoding.UTF8.GetByteCount(unit)));
}
