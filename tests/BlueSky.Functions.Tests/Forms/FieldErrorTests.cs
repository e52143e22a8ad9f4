using System.Globalization;
using BlueSky.Content.Localization;
using BlueSky.Functions.Forms;

namespace BlueSky.Functions.Tests.Forms;

public sealed class FieldErrorTests : IDisposable
{
    private readonly CultureInfo before = CultureInfo.CurrentCulture;

    public void Dispose() => CultureInfo.CurrentCulture = before;

    // Visitors in the United States write a thousand as 1,000, in both languages.
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
            ["This is a bit too long. Please use at most 5,000 characters."],
            FormRules.Check(Entries.Consultation, entry, Texts.English).Select(error => error.Message));
    }

    [Theory]
    [InlineData("email", "", "Enter your email address.")]
    [InlineData("name", "Ada", "Enter your email address.")]
    [InlineData("email", "ada", "Enter a full email address, like name@example.org.")]
    public void A_broken_rule_is_told_in_a_sentence(string field, string value, string sentence) =>
        Assert.Equal(
            [sentence],
            FormRules.Check(Entries.Subscribe, Entries.Of(Entries.Subscribe, (field, value)), Texts.English)
                .Select(error => error.Message));

    [Fact]
    public void A_consultation_without_a_way_to_answer_says_what_is_needed() =>
        Assert.Equal(
            [
                "Enter your name.",
                "Enter a phone number or an email address, so that we can reach you.",
            ],
            Sentences(Texts.English, ("name", ""), ("phone", ""), ("email", "")));

    [Fact]
    public void A_visitor_who_reads_Spanish_is_told_in_Spanish() =>
        Assert.Equal(
            [
                "Escriba su nombre.",
                "Escriba su número de teléfono completo, con el código de área.",
                "Escriba un correo electrónico completo, como nombre@example.org.",
                "Esto es un poco largo. Por favor, use como máximo 5,000 caracteres.",
            ],
            Sentences(
                Texts.Spanish, ("name", ""), ("phone", "12"), ("email", "ada"), ("message", new string('x', 5_001))));

    private static IEnumerable<string> Sentences(Texts texts, params (string Name, string Value)[] fields) =>
        FormRules.Check(Entries.Consultation, Entries.Of(Entries.Consultation, fields), texts)
            .Select(error => error.Message);
}
