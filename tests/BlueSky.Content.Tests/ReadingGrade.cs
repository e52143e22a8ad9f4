using System.Text.RegularExpressions;

namespace BlueSky.Content.Tests;

/// <summary>
/// The Flesch–Kincaid grade of an English text: how many years of school it needs. Syllables are counted by rules, so a
/// grade is right to about half a year.
/// </summary>
internal static partial class ReadingGrade
{
    /// <param name="blocks">Headings, paragraphs, items of lists: each ends a sentence.</param>
    public static double Of(IEnumerable<string> blocks)
    {
        var sentences = blocks.SelectMany(block => EndOfSentence().Split(Abbreviation().Replace(block, "Dr")))
            .Select(sentence => Word().Matches(sentence).Select(match => match.Value).ToList())
            .Where(words => words.Count > 0).ToList();
        double words = sentences.Sum(sentence => sentence.Count);
        var syllables = sentences.SelectMany(sentence => sentence).Sum(Syllables);
        return (0.39 * words / sentences.Count) + (11.8 * syllables / words) - 15.59;
    }

    internal static int Syllables(string word)
    {
        var letters = word.ToLowerInvariant();
        var count = Vowels().Count(letters);
        // The last e is silent in "moved", but not in "needed", "places" or "little".
        if (SilentEnd().IsMatch(letters))
        {
            count--;
        }

        return Math.Max(1, count);
    }

    [GeneratedRegex(@"\bDr\.")]
    private static partial Regex Abbreviation();

    [GeneratedRegex(@"[.!?:;](?=\s|$)")]
    private static partial Regex EndOfSentence();

    // Without numbers, references and addresses.
    [GeneratedRegex(@"(?<![\w@.\-/])[A-Za-z]+(?:['’][a-z]+)?(?![\w@\-/]|\.\w)")]
    private static partial Regex Word();

    [GeneratedRegex("[aeiouy]+")]
    private static partial Regex Vowels();

    [GeneratedRegex("(?<![aeiouyl])e$|(?<![aeiouylcgsxz])es$|(?<![aeiouydt])ed$")]
    private static partial Regex SilentEnd();
}
