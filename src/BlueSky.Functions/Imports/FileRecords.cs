using System.Text;
using CsvHelper;

namespace BlueSky.Functions.Imports;

/// <summary>One record of a CSV file.</summary>
/// <param name="Line">The number of its first line.</param>
/// <param name="Text">All its lines, or only the first one when they are no record.</param>
/// <param name="IsRecord">False for a line that is too long, or opens a quote that is never closed.</param>
internal readonly record struct FileRecord(int Line, string Text, bool IsRecord);

/// <summary>
/// Finds where each record of a CSV file ends. Quoted text may have line breaks. But a quote that is not closed must
/// not swallow the lines below it: then only its own line is lost.
/// </summary>
internal sealed class FileRecords
{
    /// <summary>Of one record.</summary>
    private const int MaxLines = 50;

    /// <summary>How many lines are looked at for the separator.</summary>
    private const int SampleLines = 10;

    /// <summary>For each record there is a reader: a small one.</summary>
    private const int BufferSize = 1_024;

    private readonly FileLines lines;
    private readonly CsvReaderOptions options;

    public FileRecords(TextReader text)
    {
        lines = new FileLines(text);
        Separator = FindSeparator();
        options = new CsvReaderOptions { HasHeader = false, Separator = Separator, BufferSize = BufferSize };
    }

    public char Separator { get; }

    /// <summary>How many cells a record of several lines must have; 0 for any number.</summary>
    public int Columns { get; set; }

    /// <summary>The next record that is not empty; null at the end.</summary>
    public FileRecord? Next()
    {
        while (lines.Next() is { } line)
        {
            if (!string.IsNullOrWhiteSpace(line.Text))
            {
                return line.IsTooLong ? new FileRecord(line.Number, line.Text, IsRecord: false)
                    : Scan(line.Text, startsInQuotes: false).EndsInQuotes ? Join(line)
                    : new FileRecord(line.Number, line.Text, IsRecord: true);
            }
        }

        return null;
    }

    /// <summary>The record's cells, in a reader that stands at them.</summary>
    public CsvReader Open(FileRecord record)
    {
        var csv = CsvReader.FromText(record.Text, options);
        csv.Read();
        return csv;
    }

    private FileRecord Join(FileLine first)
    {
        var text = new StringBuilder(first.Text);
        var others = new List<FileLine>();
        while (others.Count < MaxLines && lines.Next() is { } next)
        {
            others.Add(next);
            text.Append('\n').Append(next.Text);
            if (next.IsTooLong || text.Length > FileLines.MaxLength)
            {
                break;
            }

            var (endsInQuotes, isWellFormed) = Scan(next.Text, startsInQuotes: true);
            if (isWellFormed && endsInQuotes)
            {
                continue;
            }

            var joined = new FileRecord(first.Number, text.ToString(), IsRecord: true);
            if (isWellFormed && HasAllCells(joined))
            {
                return joined;
            }

            break;
        }

        lines.Return(others);
        return new FileRecord(first.Number, first.Text, IsRecord: false);
    }

    private bool HasAllCells(FileRecord record)
    {
        using var csv = Open(record);
        return Columns == 0 || csv.FieldCount == Columns;
    }

    // A quote opens only at the start of a cell, a double one is a quote in the text, and a closing one ends the cell.
    private (bool EndsInQuotes, bool IsWellFormed) Scan(string text, bool startsInQuotes)
    {
        var (isQuoted, isStart, isWellFormed) = (startsInQuotes, true, true);
        for (var i = 0; i < text.Length; i++)
        {
            var next = i + 1 < text.Length ? text[i + 1] : Separator;
            if (!isQuoted)
            {
                isQuoted = isStart && text[i] == '"';
                isStart = text[i] == Separator;
            }
            else if (text[i] == '"' && next == '"')
            {
                i++;
            }
            else if (text[i] == '"')
            {
                (isQuoted, isStart) = (false, false);
                isWellFormed &= next == Separator;
            }
        }

        return (isQuoted, isWellFormed);
    }

    private char FindSeparator()
    {
        var sample = new List<FileLine>();
        while (sample.Count < SampleLines && lines.Next() is { } line)
        {
            sample.Add(line);
        }

        // Excel's own hint is a line of its own, which is no record.
        var hint = sample is [{ Text: ['s', 'e', 'p', '=', (',' or ';' or '\t' or '|') and var sign] }, ..]
            ? sign
            : '\0';
        lines.Return(hint == '\0' ? sample : sample[1..]);
        if (hint != '\0')
        {
            return hint;
        }

        using var csv = CsvReader.FromText(
            string.Join('\n', sample.Select(line => line.Text)), new CsvReaderOptions { HasHeader = false });
        csv.Read();
        return csv.Separator;
    }
}
