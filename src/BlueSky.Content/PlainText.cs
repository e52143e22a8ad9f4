using System.Text;

namespace BlueSky.Content;

/// <summary>Lays out the text part of a mail: lines of at most 72 characters, words and links kept whole.</summary>
internal static class PlainText
{
    private const int Width = 72;

    // Mail allows 998 bytes a line, and a character takes up to four.
    private const int MaxWordLength = 200;

    /// <summary>Sets blocks one below the other, a blank line between them; those that are null are left out.</summary>
    public static string Blocks(IEnumerable<string?> blocks) =>
        string.Join("\n\n", blocks.Where(block => block is not null)) + "\n";

    /// <summary>Keeps the text's own line breaks and wraps what is too long.</summary>
    public static string Wrap(string text) =>
        string.Join('\n', LinesOf(text).SelectMany(line => Wrap(Words(line), Width)));

    /// <summary>
    /// Indents what a stranger wrote, so that it cannot pass for a line of the mail itself, and cuts what no mail can
    /// carry in one line.
    /// </summary>
    public static string Quote(string text, int indent)
    {
        var margin = new string(' ', indent);
        var lines = LinesOf(text).SelectMany(line => Wrap(Words(line).SelectMany(Cut), Width - indent));
        return string.Join('\n', lines.Select(line => line.Length == 0 ? line : margin + line));
    }

    private static string[] LinesOf(string text) => text.ReplaceLineEndings("\n").Split('\n');

    private static string[] Words(string line) =>
        line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

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
            // A pair of surrogates is one character.
            var length = char.IsHighSurrogate(word[MaxWordLength - 1]) ? MaxWordLength - 1 : MaxWordLength;
            yield return word[..length];
            word = word[length..];
        }

        yield return word;
    }
}
