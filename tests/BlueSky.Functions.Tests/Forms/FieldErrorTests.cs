using System.Globalization;
using BlueSky.Functions.Forms;

namespace BlueSky.Functions.Tests.Forms;

public sealed class FieldErrorTests : IDisposable
{
    private readonly CultureInfo before = CultureInfo.CurrentCulture;

    public void Dispose() => CultureInfo.CurrentCulture = before;

    // The sentence is English, so its numbers are too.
    [Theory]
    [InlineData("en-US")]
    [InlineData("de-DE")]
    [InlineData("ar-EG")]
    public void A_limit_reads_the_same_whatever_the_machines_language(string culture)
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        var entry = Entries.Of(
            Entries.Consultation, ("name", "Ada"), ("phone", "5053360217"), ("message", new string('x', 5_001)));

        Assert.Equal(
            ["Message must not be longer than 5,000 characters."],
            FormRules.Check(Entries.Consultation, entry).Select(error => error.Message));
    }

    [Theory]
    [InlineData("email", "", "Email is required and was left empty.")]
    [InlineData("name", "Ada", "Email is required.")]
    [InlineData("email", "ada", "Email must be an email address.")]
    public void A_broken_rule_is_told_in_a_sentence(string field, string value, string sentence) =>
        Assert.Equal(
            [sentence],
            FormRules.Check(Entries.Subscribe, Entries.Of(Entries.Subscribe, (field, value)))
                .Select(error => error.Message));
}
