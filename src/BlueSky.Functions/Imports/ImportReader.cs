using BlueSky.Functions.Forms;
using BlueSky.Functions.Recipients;
using BlueSky.Functions.Settings;

namespace BlueSky.Functions.Imports;

/// <summary>What a file holds.</summary>
/// <param name="Lines">One for each address: first those that only restrict, then the others, by key.</param>
/// <param name="Repeats">How many more lines had one of these addresses.</param>
/// <param name="Unreadable">The first of the lines that cannot be read.</param>
/// <param name="UnreadableCount">How many there are.</param>
internal sealed record ImportFile(
    IReadOnlyList<ImportLine> Lines, int Repeats, IReadOnlyList<UnreadableLine> Unreadable, int UnreadableCount);

/// <summary>Why a file is no list of addresses.</summary>
internal enum ImportFault
{
    Empty,

    /// <summary>An Excel workbook, or another file that is no text.</summary>
    NotText,
    NoAddress,
    TooManyLines,
}

/// <summary>Reads a CSV file of addresses. In memory is one line at a time, and what is kept of each address.</summary>
internal sealed class ImportReader(SecretSettings secrets, ClinicSettings clinic, TimeProvider clock)
{
    public const int MaxLines = 100_000;

    public const int MaxUnreadable = 200;

    private const int MaxShown = 60;

    private const int MaxCell = 1_000;

    /// <summary>The cell's address; null when there is none to which email can be sent.</summary>
    public static EmailAddress? AddressOf(string cell) =>
        cell.Length <= MaxCell && EmailAddress.TryParseTyped(cell) is { CanBeSentTo: true } address ? address : null;

    /// <param name="file">Can be read more than once; stays open.</param>
    /// <returns>The file, or why it is none.</returns>
    public (ImportFile? File, ImportFault? Fault) Read(
        Stream file, string fileName, CancellationToken cancellationToken)
    {
        if (IsBinary(file))
        {
            return (null, ImportFault.NotText);
        }

        using var text = ImportEncoding.Open(file);
        var records = new FileRecords(text);
        if (records.Next() is not { } first)
        {
            return (null, ImportFault.Empty);
        }

        var columns = ColumnsOf(records, first, fileName);
        var reading = new Reading(columns, secrets, clock.GetUtcNow());
        for (FileRecord? next = columns.HasNoNames ? first : records.Next(); next is { } record; next = records.Next())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (reading.Count == MaxLines)
            {
                return (null, ImportFault.TooManyLines);
            }

            reading.Add(records, record);
        }

        return reading.Count == 0 ? (null, ImportFault.Empty)
            : reading.HasAddress ? (reading.ToFile(), null)
            : (null, ImportFault.NoAddress);
    }

    private ImportColumns ColumnsOf(FileRecords records, FileRecord first, string fileName)
    {
        using var csv = records.Open(first);
        var columns = ImportColumns.Of(csv, fileName, clinic.TimeZone);
        records.Columns = columns.Count;
        return columns;
    }

    // A workbook is a zip file; text has no zero bytes, unless it is UTF-16, which has a letter beside each.
    private static bool IsBinary(Stream file)
    {
        var start = new byte[8];
        file.Position = 0;
        var length = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        ReadOnlySpan<byte> read = start.AsSpan(0, length);
        return read.StartsWith("PK\u0003\u0004"u8) || read.StartsWith("%PDF"u8)
            || read.StartsWith<byte>([0xD0, 0xCF, 0x11, 0xE0]) || read.StartsWith<byte>([0x89, (byte)'P', (byte)'N']);
    }

    private sealed class Reading(ImportColumns columns, SecretSettings secrets, DateTimeOffset now)
    {
        private readonly Dictionary<UInt128, ImportLine> lines = [];
        private readonly List<UnreadableLine> unreadable = [];
        private int repeats;
        private int unreadableCount;

        /// <summary>How many records were read.</summary>
        public int Count { get; private set; }

        public bool HasAddress => lines.Count > 0;

        public void Add(FileRecords records, FileRecord record)
        {
            Count++;
            if (!record.IsRecord)
            {
                AddUnreadable(record.Line, record.Text);
                return;
            }

            using var csv = records.Open(record);
            if (columns.Email < 0)
            {
                columns.LookFor(csv);
            }

            var cell = columns.AddressIn(csv);
            if (AddressOf(cell) is { } address && columns.StateIn(csv) is { } state)
            {
                Add(address, state, columns.TimeIn(csv, state, now), columns.ConsentIn(csv));
            }
            else
            {
                AddUnreadable(record.Line, columns.Email < 0 ? record.Text : cell);
            }
        }

        public ImportFile ToFile() => new(
            [.. lines.Values.OrderBy(line => line.IsRestriction ? 0 : 1).ThenBy(line => line.Key)],
            repeats, unreadable, unreadableCount);

        private void Add(
            EmailAddress address, SubscriptionState state, DateTimeOffset? at, ImportedConsent? consent)
        {
            var key = ImportLine.KeyOf(RecipientKey.For(address, secrets.AddressKey));
            var line = new ImportLine(key, address.Text, state, at) { Consent = consent };
            repeats += lines.TryGetValue(key, out var known) ? 1 : 0;
            lines[key] = known is null ? line : ImportLine.Stricter(known, line);
        }

        // Not half of a character.
        private static string Start(string text, int length) => text.Length <= length ? text
            : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];

        private void AddUnreadable(int number, string text)
        {
            unreadableCount++;
            if (unreadable.Count < MaxUnreadable)
            {
                var shown = PostedText.Readable(PostedText.CleanLine(Start(text, MaxCell)));
                unreadable.Add(new UnreadableLine(number, Start(shown, MaxShown)));
            }
        }
    }
}
