using System.Text;

namespace BlueSky.Functions.Imports;

/// <param name="Number">From 1, as an editor counts.</param>
/// <param name="Text">Without its line break; only the start of one that is too long.</param>
internal readonly record struct FileLine(int Number, string Text, bool IsTooLong);

/// <summary>
/// Reads a file line by line, whatever its line breaks. Of a line that is too long it keeps only the start.
/// </summary>
internal sealed class FileLines(TextReader text)
{
    /// <summary>In characters.</summary>
    public const int MaxLength = 64 * 1024;

    private const int BlockLength = 16 * 1024;

    private readonly char[] block = new char[BlockLength];
    private readonly StringBuilder line = new();
    private readonly Stack<FileLine> unread = new();
    private int position;
    private int length;
    private int number;
    private bool isBreakBefore;

    public FileLine? Next() => unread.TryPop(out var again) ? again : Read();

    /// <summary>Returns lines, in their order, so that they are the next ones again.</summary>
    public void Return(IReadOnlyList<FileLine> lines)
    {
        foreach (var returned in lines.Reverse())
        {
            unread.Push(returned);
        }
    }

    private FileLine? Read()
    {
        line.Clear();
        var (isEmpty, isTooLong) = (true, false);
        while (position < length || Fill())
        {
            var rest = block.AsSpan(position, length - position);
            if (isBreakBefore && rest[0] == '\n')
            {
                position++;
                isBreakBefore = false;
                continue;
            }

            isBreakBefore = false;
            isEmpty = false;
            var end = rest.IndexOfAny('\r', '\n');
            var part = end < 0 ? rest : rest[..end];
            isTooLong |= line.Length + part.Length > MaxLength;
            line.Append(isTooLong ? part[..Math.Min(part.Length, Math.Max(0, MaxLength - line.Length))] : part);
            position += part.Length;
            if (end >= 0)
            {
                isBreakBefore = block[position] == '\r';
                position++;
                return Take(isTooLong);
            }
        }

        return isEmpty ? null : Take(isTooLong);
    }

    private bool Fill()
    {
        (position, length) = (0, text.Read(block));
        return length > 0;
    }

    private FileLine Take(bool isTooLong) => new(++number, line.ToString(), isTooLong);
}
