using System.Globalization;
using System.Text;
using Azure.Data.Tables;
using BlueSky.Functions.Imports;
using BlueSky.Functions.Recipients;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Storage;

/// <summary>An import and its chunks as rows.</summary>
internal static class ImportEntity
{
    /// <summary>A string property holds 32,768 characters.</summary>
    private const int MaxProperty = 32_000;

    private const char Separator = '\t';

    public static TableEntity Of(Import import, string row) => new(import.Id, row)
    {
        ["State"] = import.State.ToColumn(),
        ["FileName"] = import.FileName,
        ["By"] = import.By,
        ["UploadedAt"] = import.UploadedAt,
        ["Addresses"] = import.Addresses,
        ["Repeats"] = import.Repeats,
        ["Unreadable"] = string.Join('\n', import.Unreadable.Select(line =>
            string.Create(CultureInfo.InvariantCulture, $"{line.Number}{Separator}{line.Text}"))),
        ["UnreadableCount"] = import.UnreadableCount,
        ["Expected"] = ToColumn(import.Expected),
        ["Chunks"] = import.Chunks,
        ["Source"] = import.Source,
        ["Confirmation"] = import.Confirmation.ToColumn(),
        ["StartedAt"] = import.StartedAt,
        ["ChangedAt"] = import.ChangedAt,
        ["NextChunk"] = import.NextChunk,
        ["NextLine"] = import.NextLine,
        ["Done"] = ToColumn(import.Done),
    };

    public static Import ToImport(TableEntity entity) => new()
    {
        Id = entity.PartitionKey,
        State = entity.State<ImportState>(),
        FileName = entity.Text("FileName"),
        By = entity.Text("By"),
        UploadedAt = entity.Time("UploadedAt"),
        Addresses = entity.GetInt32("Addresses") ?? 0,
        Repeats = entity.GetInt32("Repeats") ?? 0,
        Unreadable = UnreadableIn(entity.Text("Unreadable")),
        UnreadableCount = entity.GetInt32("UnreadableCount") ?? 0,
        Expected = CountsIn(entity.Text("Expected")),
        Chunks = entity.GetInt32("Chunks") ?? 0,
        Source = entity.GetString("Source"),
        Confirmation = Enum.Parse<ImportConfirmation>(entity.Text("Confirmation"), ignoreCase: true),
        StartedAt = entity.GetDateTimeOffset("StartedAt"),
        ChangedAt = entity.Time("ChangedAt"),
        NextChunk = entity.GetInt32("NextChunk") ?? 0,
        NextLine = entity.GetInt32("NextLine") ?? 0,
        Done = CountsIn(entity.Text("Done")),
        Version = entity.ETag.ToString(),
    };

    /// <summary>Address, state, time and consent of each line, in as many columns as they need.</summary>
    public static TableEntity OfChunk(string id, string row, IReadOnlyList<ImportLine> lines)
    {
        var entity = new TableEntity(id, row);
        var text = new StringBuilder();
        foreach (var line in lines)
        {
            var one = string.Create(
                CultureInfo.InvariantCulture,
                $"{line.Key:x32}{Separator}{line.State.ToColumn()}{Separator}{line.At?.UtcTicks}{Separator}"
                + $"{line.Email}{Separator}{line.Consent?.ToJson()}\n");
            if (text.Length + one.Length > MaxProperty)
            {
                entity[Column(entity.Count)] = text.ToString();
                text.Clear();
            }

            text.Append(one);
        }

        entity[Column(entity.Count)] = text.ToString();
        return entity;
    }

    public static IReadOnlyList<ImportLine> ToLines(TableEntity entity) =>
    [
        .. entity.Where(column => column.Key.StartsWith(ColumnPrefix, StringComparison.Ordinal))
            .OrderBy(column => column.Key, StringComparer.Ordinal)
            .SelectMany(column => ((string)column.Value).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            .Select(LineIn),
    ];

    private const string ColumnPrefix = "Lines";

    private static string Column(int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{ColumnPrefix}{number:D2}");

    private static ImportLine LineIn(string text)
    {
        // An earlier version stored no consent.
        var parts = text.Split(Separator, 5);
        return new ImportLine(
            UInt128.Parse(parts[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture),
            parts[3],
            Enum.Parse<SubscriptionState>(parts[1], ignoreCase: true),
            parts[2].Length == 0
                ? null
                : new DateTimeOffset(long.Parse(parts[2], CultureInfo.InvariantCulture), TimeSpan.Zero))
        {
            Consent = parts is [_, _, _, _, { Length: > 0 } consent] ? ImportedConsent.FromJson(consent) : null,
        };
    }

    private static IReadOnlyList<UnreadableLine> UnreadableIn(string column) =>
    [
        .. column.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(Separator, 2))
            .Select(parts => new UnreadableLine(int.Parse(parts[0], CultureInfo.InvariantCulture), parts[1])),
    ];

    private static string ToColumn(ImportCounts counts) => string.Create(
        CultureInfo.InvariantCulture, $"{counts.Added} {counts.Known} {counts.LeftOut} {counts.Restricted}");

    private static ImportCounts CountsIn(string column)
    {
        var counts = column.Split(' ').Select(count => int.Parse(count, CultureInfo.InvariantCulture)).ToList();
        return new ImportCounts(counts[0], counts[1], counts[2], counts[3]);
    }
}
