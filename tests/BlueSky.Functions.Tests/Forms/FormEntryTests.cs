using BlueSky.Functions.Forms;

namespace BlueSky.Functions.Tests.Forms;

public sealed class FormEntryTests
{
    [Fact]
    public void Known_fields_are_found_under_any_spelling_and_others_keep_their_names()
    {
        var entry = Entries.Of(
            Entries.Consultation, ("Full Name-2", "Ada"), ("E-Mail", "ada@example.org"), ("Favourite Color", "green"));

        Assert.Equal("Ada", entry["name"]);
        Assert.Equal("ada@example.org", entry["email"]);
        Assert.Null(entry["phone"]);
        Assert.Equal([new PostedField("Favourite Color", "green")], entry.Others);
    }

    [Fact]
    public void Of_two_values_for_one_field_the_first_counts_and_the_rest_is_kept()
    {
        var entry = Entries.Of(
            Entries.Subscribe,
            ("Email", ""), ("Email-2", "a@example.org"), ("Email-3", "b@example.org"), ("email", "c@example.org"));

        Assert.Equal("a@example.org", entry["email"]);
        Assert.Equal(
            [new PostedField("Email-3", "b@example.org"), new PostedField("email", "c@example.org")], entry.Others);
    }

    [Fact]
    public void Repeated_unknown_names_join_in_order()
    {
        var entry = Entries.Of(
            Entries.Subscribe, ("topic", "news"), ("Topic", "other case"), ("topic", "recipes"), ("topic", "events"));

        Assert.Equal(
            [new PostedField("topic", "news, recipes, events"), new PostedField("Topic", "other case")], entry.Others);
    }

    [Theory]
    [InlineData("First name", "Last name")]
    [InlineData("First Name", "last-name")]
    [InlineData("first-name-2", "last_name")]
    [InlineData("firstName", "lastName")]
    public void First_and_last_name_are_the_name(string first, string last)
    {
        var entry = Entries.Of(Entries.Consultation, (last, "Lovelace"), (first, "Ada"));

        Assert.Equal("Ada Lovelace", entry["name"]);
        Assert.Empty(entry.Others);
    }

    [Fact]
    public void A_first_name_alone_is_a_name()
    {
        var entry = Entries.Of(Entries.Consultation, ("First name", "Ada"), ("Last name", ""));

        Assert.Equal("Ada", entry["name"]);
        Assert.Empty(entry.Others);
    }

    [Fact]
    public void Of_two_first_names_the_first_that_is_not_empty_counts()
    {
        var entry = Entries.Of(
            Entries.Consultation, ("First name", ""), ("First-name-2", "Ada"), ("Last name", "Lovelace"));

        Assert.Equal("Ada Lovelace", entry["name"]);
        Assert.Empty(entry.Others);
    }

    [Fact]
    public void A_whole_name_wins_over_its_parts_which_are_kept()
    {
        var entry = Entries.Of(Entries.Consultation, ("First name", "Ada"), ("Name", "Ada King"));

        Assert.Equal("Ada King", entry["name"]);
        Assert.Equal([new PostedField("First name", "Ada")], entry.Others);
    }

    [Fact]
    public void Empty_parts_of_a_name_are_an_empty_name()
    {
        var entry = Entries.Of(Entries.Consultation, ("First name", " "), ("Last name", ""));

        Assert.Null(entry["name"]);
        Assert.True(entry.WasSent("name"));
        Assert.False(entry.IsEmpty);
    }

    [Theory]
    [InlineData("  Ada  ", "Ada")]
    [InlineData("\t\r\nAda\n", "Ada")]
    [InlineData(" \t Ada  Lovelace \n", "Ada  Lovelace")]
    [InlineData("\u00A0\u2003Ada\u3000\u202F", "Ada")]
    [InlineData("Ada\u00A0Lovelace", "Ada\u00A0Lovelace")]
    [InlineData("e\u0301", "e\u0301")]
    [InlineData("\u200Bzero width\u200B", "\u200Bzero width\u200B")]
    public void White_space_around_a_value_is_taken_off_and_nothing_else_is_changed(string sent, string expected)
    {
        var entry = Entries.Of(Entries.Consultation, ("name", sent), ("other", sent));

        Assert.Equal(expected, entry["name"]);
        Assert.Equal(expected, Assert.Single(entry.Others).Value);
    }

    [Fact]
    public void A_field_of_white_space_was_sent_and_has_no_value()
    {
        var entry = Entries.Of(Entries.Subscribe, ("email", " \u3000 "));

        Assert.Null(entry["email"]);
        Assert.True(entry.WasSent("email"));
        Assert.False(entry.WasSent("name"));
        Assert.False(entry.IsEmpty);
    }

    [Fact]
    public void An_attached_file_is_remembered_and_is_not_nothing()
    {
        var entry = FormEntry.From(Entries.Subscribe, new PostedForm([], FileField: "cv"));

        Assert.Equal("cv", entry.FileField);
        Assert.False(entry.IsEmpty);
    }
}
