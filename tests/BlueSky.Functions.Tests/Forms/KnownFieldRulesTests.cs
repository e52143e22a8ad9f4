using BlueSky.Content.Localization;
using BlueSky.Functions.Forms;

namespace BlueSky.Functions.Tests.Forms;

public sealed class KnownFieldRulesTests
{
    public static TheoryData<int> ControlCharacters =>
        [0x00, 0x01, 0x07, 0x08, 0x0E, 0x1B, 0x1F, 0x7F, 0x80, 0x85, 0x9F, 0xFEFF, 0xFFFC];

    [Fact]
    public void Complete_posts_break_no_rule()
    {
        Assert.Empty(Entries.Broken(Entries.Subscribe, ("email", "ada@example.org")));
        Assert.Empty(Entries.Broken(Entries.Subscribe, ("email", "ada@example.org"), ("name", "Ada")));
        Assert.Empty(Entries.Broken(Entries.Consultation, ("name", "Ada"), ("email", "ada@example.org")));
        Assert.Empty(Entries.Broken(Entries.Consultation, ("name", "Ada"), ("phone", "505-336-0217")));
        Assert.Empty(Entries.Broken(Entries.Consultation, ("name", "Ada"), ("email", ""), ("phone", "505-336-0217")));
    }

    [Fact]
    public void A_required_field_is_missing_when_it_was_not_sent_and_empty_when_it_was()
    {
        Assert.Equal(["email REQUIRED_FIELD_MISSING"], Entries.Broken(Entries.Subscribe, ("name", "Ada")));
        Assert.Equal(["email REQUIRED_FIELD_EMPTY"], Entries.Broken(Entries.Subscribe, ("email", " ")));
        Assert.Equal(
            ["name REQUIRED_FIELD_MISSING"], Entries.Broken(Entries.Consultation, ("email", "ada@example.org")));
        Assert.Equal(
            ["name REQUIRED_FIELD_EMPTY"], Entries.Broken(Entries.Consultation, ("phone", "5053360217"), ("name", "")));
    }

    [Fact]
    public void A_consultation_needs_an_address_or_a_phone_number()
    {
        Assert.Equal(["email REQUIRED_FIELD_MISSING"], Entries.Broken(Entries.Consultation, ("name", "Ada")));
        Assert.Equal(
            ["email REQUIRED_FIELD_EMPTY"],
            Entries.Broken(Entries.Consultation, ("name", "Ada"), ("email", ""), ("phone", " ")));
        Assert.Equal(["phone TYPE_PHONE"], Entries.Broken(Entries.Consultation, ("name", "Ada"), ("phone", "none")));
    }

    [Fact]
    public void Each_broken_rule_is_reported_at_once() =>
        Assert.Equal(
            ["name REQUIRED_FIELD_EMPTY", "phone TYPE_PHONE", "email TYPE_EMAIL", "color TOO_LONG"],
            Entries.Broken(
                Entries.Consultation, ("name", ""), ("email", "ada"), ("phone", "12"),
                ("color", new string('x', 5_001))));

    [Fact]
    public void An_address_may_have_254_characters()
    {
        var address = $"{new string('a', 64)}@{new string('b', 63)}.{new string('c', 63)}.{new string('d', 61)}";

        Assert.Empty(Entries.Broken(Entries.Subscribe, ("email", address)));
        Assert.Equal(["email TOO_LONG"], Entries.Broken(Entries.Subscribe, ("email", address + "d")));
    }

    [Theory]
    [InlineData("name", 100)]
    [InlineData("message", 5_000)]
    [InlineData("preferred_contact", 100)]
    [InlineData("preferred_time", 100)]
    public void A_text_may_be_as_long_as_its_limit_and_no_longer(string field, int limit)
    {
        Assert.Empty(Entries.BrokenWith((field, new string('漢', limit))));
        Assert.Equal([$"{field} TOO_LONG"], Entries.BrokenWith((field, new string('漢', limit + 1))));
    }

    [Fact]
    public void The_name_of_a_subscriber_may_have_100_characters()
    {
        Assert.Empty(Entries.Broken(Entries.Subscribe, ("email", "a@b.example"), ("name", new string('x', 100))));
        Assert.Equal(
            ["name TOO_LONG"],
            Entries.Broken(Entries.Subscribe, ("email", "a@b.example"), ("name", new string('x', 101))));
    }

    [Fact]
    public void A_line_break_counts_as_one_character_as_in_a_browser()
    {
        var lines = string.Concat(Enumerable.Repeat("\r\n", 4_998));

        Assert.Empty(Entries.BrokenWith(("message", $"a{lines}b")));
        Assert.Equal(["message TOO_LONG"], Entries.BrokenWith(("message", $"a{lines}bc")));
    }

    [Theory]
    [MemberData(nameof(ControlCharacters))]
    public void Characters_that_nobody_sees_are_left_out_and_refuse_nothing(int code)
    {
        var c = (char)code;
        var entry = Entries.Of(
            Entries.Consultation, ("name", $"A{c}da"), ("email", $"a{c}da@example.org"), ("phone", $"505{c}336-0217"),
            ("message", $"Hel{c}lo"), ("preferred_time", $"no{c}on"), ($"co{c}lor", $"gr{c}een"));

        Assert.Empty(Entries.Broken(Entries.Consultation, entry));
        Assert.Equal(
            ("Ada", "ada@example.org", "505336-0217", "Hello", "noon"),
            (entry["name"], entry["email"], entry["phone"], entry["message"], entry["preferred_time"]));
        Assert.Equal([new PostedField("color", "green")], entry.Others);
    }

    [Theory]
    [InlineData('\v')]
    [InlineData('\f')]
    public void A_vertical_tab_and_a_form_feed_are_line_breaks(char c)
    {
        var entry = Entries.Of(Entries.Consultation, ("name", $"Ada{c}Lovelace"), ("message", $"one{c}two"));

        Assert.Equal("Ada Lovelace", entry["name"]);
        Assert.Equal("one\ntwo", entry["message"]);
    }

    [Theory]
    [InlineData("\t")]
    [InlineData("\n")]
    [InlineData("\r")]
    [InlineData("\r\n")]
    public void Tabs_and_line_breaks_are_kept_in_free_text_and_are_a_space_in_a_line(string c)
    {
        var entry = Entries.Of(
            Entries.Consultation, ("name", $"Ada{c}Lovelace"), ("phone", $"505{c}336-0217"),
            ("message", $"Hello{c}there"), ("color", $"green{c}blue"));

        Assert.Empty(Entries.Broken(Entries.Consultation, entry));
        Assert.Equal(
            ("Ada Lovelace", "505 336-0217", $"Hello{c}there"), (entry["name"], entry["phone"], entry["message"]));
        Assert.Equal([new PostedField("color", $"green{c}blue")], entry.Others);
    }

    [Fact]
    public void An_address_is_kept_folded_and_one_that_is_none_as_it_was_typed()
    {
        Assert.Equal("ada@example.org", Entries.Of(Entries.Subscribe, ("email", "Ada <ada@example.org>."))["email"]);
        Assert.Equal("Ada <ada>", Entries.Of(Entries.Subscribe, ("email", "Ada <ada>"))["email"]);
    }

    [Fact]
    public void An_address_that_mail_cannot_be_sent_to_is_told_where_nothing_else_was_left()
    {
        var entry = Entries.Of(Entries.Subscribe, ("email", "j\u00FCrgen@example.org"));

        var error = Assert.Single(FormRules.Check(Entries.Subscribe, entry, Texts.English));
        Assert.Equal(("TYPE_EMAIL", "email"), (error.Code, error.Field));
        Assert.Equal(
            "We cannot send email to an address with letters like these before the @. Please enter another address, or "
                + "call us.",
            error.Message);
        Assert.Equal(
            ["email TYPE_EMAIL"],
            Entries.Broken(Entries.Consultation, ("name", "Ada"), ("email", "j\u00FCrgen@example.org")));
        Assert.Empty(Entries.Broken(
            Entries.Consultation, ("name", "Ada"), ("email", "j\u00FCrgen@example.org"), ("phone", "505-336-0217")));
    }

    [Fact]
    public void Text_of_any_script_breaks_no_rule() =>
        Assert.Empty(Entries.BrokenWith(
            ("name", "Zoë O’Brien-محمد"), ("message", "Grüße 👩‍⚕️ \u2028 <b>&amp;</b> שלום")));

    [Fact]
    public void Files_are_not_taken()
    {
        var entry = FormEntry.From(
            Entries.Subscribe, new PostedForm([new PostedField("email", "ada@example.org")], FileField: "cv"));

        Assert.Equal(["cv NO_FILE_UPLOADS"], Entries.Broken(Entries.Subscribe, entry));
    }

    [Fact]
    public void An_idempotency_key_may_have_200_characters()
    {
        var posted = Entries.Posted(("email", "ada@example.org"));
        var longest = FormEntry.From(Entries.Subscribe, posted, new string('k', 200));
        var tooLong = FormEntry.From(Entries.Subscribe, posted, new string('k', 201));

        Assert.Empty(Entries.Broken(Entries.Subscribe, longest));
        Assert.Equal(["_id TOO_LONG"], Entries.Broken(Entries.Subscribe, tooLong));
    }
}
