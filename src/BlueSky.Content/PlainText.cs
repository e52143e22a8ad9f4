using System.Text;

namespace BlueSky.Content;

/// <summary>Formats the text part of an email: lines of at most 72 characters; words and links are not split.</summary>
internal static class PlainText
{
    private const int Width = 72;

    // Email allows 998 bytes per line, and a character has up to four.
    private const int MaxWordLength = 200;

    private const char NoBreakSpace = '\u00A0';

    private const char[]? AnyWhiteSpace = null;

    private static readonly char[] Breaks = [' ', '\t'];

    /// <summary>Joins blocks with blank lines between them; null blocks are omitted.</summary>
    public static string Blocks(IEnumerable<string?> blocks) =>
        string.Join("\n\n", blocks.Where(block => block is not null)) + "\n";

    /// <summary>Underlined with <c>=</c>.</summary>
    public static string Title(string text) => Underline(text, '=');

    /// <summary>Underlined with <c>-</c>.</summary>
    public static string Heading(string text) => Underline(text, '-');

    /// <summary>An item of a list; its further lines are indented.</summary>
    /// <param name="mark">Such as <c>*</c>.</param>
    public static string Item(string mark, string text) =>
        $"{mark} {Wrap(text, Width - mark.Length - 1).ReplaceLineEndings($"\n{new string(' ', mark.Length + 1)}")}";

    /// <summary>A label, and the link on a line of its own.</summary>
    public static string Link(string label, Uri link) => $"{Wrap($"{label}:")}\n{link.AbsoluteUri}";

    /// <summary>
    /// Keeps the text's line breaks and wraps long lines. A no-break space becomes a space at which no line ends.
    /// </summary>
    public static string Wrap(string text) => Wrap(text, Width);

    /// <summary>
    /// Indents a visitor's text, so that it cannot look like a part of the email itself, and breaks words that are too
    /// long for a line in an email.
    /// </summary>
    public static string Quote(string text, int indent)
    {
        var margin = new string(' ', indent);
        var lines = LinesOf(text)
            .SelectMany(line => Wrap(Words(line, at: AnyWhiteSpace).SelectMany(Cut), Width - indent));
        return string.Join('\n', lines.Select(line => line.Length == 0 ? line : margin + line));
    }

    private static string Wrap(string text, int width) =>
        string.Join('\n', LinesOf(text).SelectMany(line => Wrap(Words(line, at: Breaks), width)))
            .Replace(NoBreakSpace, ' ');

    private static string Underline(string text, char sign)
    {
        var lines = Wrap(text);
        return $"{lines}\n{new string(sign, lines.Split('\n').Max(line => line.Length))}";
    }

    private static string[] LinesOf(string text) => text.ReplaceLineEndings("\n").Split('\n');

    private static string[] Words(string line, char[]? at) => line.Split(at, StringSplitOptions.RemoveEmptyEntries);

    private static IEnumerable<string> Wrap(IEnumerable<string> words, int width)
    {
        var line = new StringBuilder();
        foreach (var word in words)
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line.ToString();
                line.Clear();
            }

            line.Append(line.Length > 0 ? " " : "").Append(word);
        }

        yield return line.ToString();
    }

    private static IEnumerable<string> Cut(string word)
    {
        while (word.Length > MaxWordLength)
        {
            // Do not split a surrogate pair.
            var length = char.IsHighSurrogate(word[MaxWordLength - 1]) ? MaxWordLength - 1 : MaxWordLength;
            yield return word[..length];
            word = word[length..];
        }

        yield return word;
    }
}
