using System.Text.RegularExpressions;

namespace BlueSky.Content.Tests;

/// <summary>The school grade in which an English text is understood, by Flesch and Kincaid.</summary>
internal static partial class ReadingGrade
{
    /// <param name="text">Its paragraphs and headings are separated by blank lines.</param>
    public static double Of(string text)
    {
        var sentences = SentenceEnd().Split(text).Select(sentence => Word().Count(sentence))
            .Where(words => words > 0).ToList();
        var syllables = Word().Matches(text).Sum(word => SyllablesOf(word.Value));
        var words = (double)sentences.Sum();
        return 0.39 * words / sentences.Count + 11.8 * syllables / words - 15.59;
    }

    // Groups of vowels, but not a silent e at the end.
    private static int SyllablesOf(string word)
    {
        var groups = Vowels().Count(word);
        return Math.Max(1, SilentEnd().IsMatch(word) ? groups - 1 : groups);
    }

    [GeneratedRegex(@"[.!?]+(?=\s|$)|\n\s*\n|\n(?=\*|\d\.)")]
    private static partial Regex SentenceEnd();

    [GeneratedRegex(@"\p{L}[\p{L}’']*")]
    private static partial Regex Word();

    [GeneratedRegex("[aeiouy]+", RegexOptions.IgnoreCase)]
    private static partial Regex Vowels();

    [GeneratedRegex("[^aeiouyl]e$|[^aeiouytd]ed$", RegexOptions.IgnoreCase)]
    private static partial Regex SilentEnd();
}
