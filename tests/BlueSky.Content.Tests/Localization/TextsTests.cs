using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using BlueSky.Content.Localization;

namespace BlueSky.Content.Tests.Localization;

public sealed partial class TextsTests
{
    private static readonly Dictionary<string, string> English = Read("en");
    private static readonly Dictionary<string, string> Spanish = Read("es");

    [Fact]
    public void No_text_is_missing_in_Spanish() => Assert.Equal(English.Keys.Order(), Spanish.Keys.Order());

    [Fact]
    public void Each_text_has_the_same_values_in_both_languages() =>
        Assert.All(English, text => Assert.Equal(NamesIn(text.Value), NamesIn(Spanish[text.Key])));

    [Fact]
    public void Strong_text_ends_where_it_began() =>
        Assert.All(English.Concat(Spanish), text => Assert.Equal(1, text.Value.Split("**").Length % 2));

    [Fact]
    public void No_text_is_left_in_English_by_mistake()
    {
        // Numbers of the order, names of the language and punctuation are the same.
        string[] alike = ["Page.Title", "MailFooter.Website", "Hours.And", "Time.Clock"];

        Assert.Equal(
            alike.Order(), English.Where(text => Spanish[text.Key] == text.Value).Select(text => text.Key).Order());
    }

    [Fact]
    public void Each_text_is_used_and_each_used_text_exists()
    {
        var sources = string.Concat(SourceFiles().Select(File.ReadAllText));

        // Keys that the code puts together, by their beginnings.
        string[] composed = ["Field.", "Count.", "Script.", "Refused."];
        Assert.DoesNotContain(English.Keys, key =>
            !composed.Any(start => key.StartsWith(start, StringComparison.Ordinal))
            && !sources.Contains($"\"{key}\"", StringComparison.Ordinal));
    }

    // One word for one thing, and no blame.
    [Theory]
    [InlineData("en", @"\b(e-)?mails?\b")]
    [InlineData("en", @"\b(invalid|illegal|incorrect|error|failed)\b")]
    [InlineData("en", @"\b(newsletter|opt-in|opt out|register|inquiry|click|tick)\b")]
    [InlineData("es", @"\b(e-?mails?|emails?)\b")]
    [InlineData("es", @"\b(inválid[oa]s?|incorrect[oa]s?)\b")]
    [InlineData("es", @"\b(pulse|presione|clic|ingrese|introduzca)\b")]
    [InlineData("es", @"\b(tú|tu|tus|te|ti|usaste|haz)\b")]
    public void One_thing_has_one_name(string tag, string otherNames) => Assert.DoesNotContain(
        tag == "en" ? English : Spanish,
        text => Regex.IsMatch(
            Names().Replace(text.Value, ""), otherNames, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant));

    [Fact]
    public void The_Spanish_texts_say_that_they_are_a_draft() =>
        Assert.Contains(
            "DRAFT: not yet approved by a native speaker", File.ReadAllText(PathOf("es")), StringComparison.Ordinal);

    [Fact]
    public void A_missing_text_is_an_error() =>
        Assert.Throws<ArgumentException>(() => Texts.Spanish["Confirm.NoSuchText"]);

    [Theory]
    [InlineData("es", "es")]
    [InlineData("es-MX", "es")]
    [InlineData("ES_us", "es")]
    [InlineData("en-US", "en")]
    [InlineData("est", "en")]
    [InlineData("fr", "en")]
    [InlineData(null, "en")]
    public void Spanish_is_chosen_by_its_tag(string? tag, string chosen) => Assert.Equal(chosen, Texts.For(tag).Tag);

    [Fact]
    public void A_plain_text_has_values_and_no_stars() => Assert.Equal(
        "Your reference is BSK-1234-5678. You do not have to remember it.",
        Texts.English.Format("ThanksPage.Reference", ("reference", "BSK-1234-5678")));

    [Fact]
    public void A_sentence_that_ends_with_an_abbreviation_has_one_period() => Assert.Equal(
        "Thank you! We will contact you by lunes a las 5 p. m.",
        Texts.English.Format("ThanksPage.Opening", ("promise", "lunes a las 5 p. m.")));

    private static string[] NamesIn(string text) =>
        [.. Names().Matches(text).Select(match => match.Value).Distinct().Order()];

    private static Dictionary<string, string> Read(string tag) => XDocument.Load(PathOf(tag)).Root!.Elements("data")
        .ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);

    private static string PathOf(string tag) =>
        Path.Combine(Root(), "src", "BlueSky.Content", "Localization", $"Texts.{tag}.resx");

    private static IEnumerable<string> SourceFiles() => Directory
        .EnumerateFiles(Path.Combine(Root(), "src"), "*.*", SearchOption.AllDirectories)
        .Where(file => Path.GetExtension(file) is ".cs" or ".razor");

    private static string Root([CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", ".."));

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Names();
}
