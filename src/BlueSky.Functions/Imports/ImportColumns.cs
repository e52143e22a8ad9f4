using System.Globalization;
using BlueSky.Functions.FrontDesk;
using BlueSky.Functions.Recipients;
using CsvHelper;

namespace BlueSky.Functions.Imports;

/// <summary>Which columns of a file say what: found by their names or, without names, by an address in them.</summary>
internal sealed class ImportColumns
{
    private const int MaxColumns = 1_000;

    /// <summary>An earlier date is a spreadsheet's zero.</summary>
    private const int FirstYear = 1990;

    /// <summary>Of the consents that are kept once for all lines; a list has only a few.</summary>
    private const int MaxShared = 1_000;

    private readonly HashSet<ImportedConsent> shared = [];
    private readonly SubscriptionState stateOfFile;
    private readonly TimeZoneInfo timeZone;
    private readonly int ownState = -1;
    private readonly (int Text, int Version, int Page) consent = (-1, -1, -1);
    private readonly int[] signedUp = [];
    private readonly int[] status = [];
    private readonly int[] subscribed = [];
    private readonly int[] unsubscribed = [];
    private readonly int[] suppressed = [];

    private ImportColumns(string[] names, SubscriptionState stateOfFile, TimeZoneInfo timeZone)
    {
        (this.stateOfFile, this.timeZone) = (stateOfFile, timeZone);
        Count = names.Length;
        Email = Find(names, ImportWords.Email) is [var named, ..] ? named
            : Array.FindIndex(names, name => name.Contains("email", StringComparison.Ordinal));
        signedUp = Find(names, ImportWords.SignedUp);
        unsubscribed = Find(names, ImportWords.Unsubscribed);
        suppressed = Find(names, ImportWords.Suppressed);
        // Elsewhere, "State" is a part of a postal address.
        var consentText = Array.IndexOf(names, "consenttext");
        ownState = consentText >= 0 ? Array.IndexOf(names, "state") : -1;
        if (ownState >= 0)
        {
            consent = (consentText, Array.IndexOf(names, "consentversion"), Array.IndexOf(names, "page"));
        }
        else
        {
            status = Find(names, ImportWords.Status);
            subscribed = Find(names, ImportWords.Subscribed);
        }
    }

    private ImportColumns(int email, int count, SubscriptionState stateOfFile, TimeZoneInfo timeZone) =>
        (Email, Count, this.stateOfFile, this.timeZone) = (email, count, stateOfFile, timeZone);

    /// <summary>The number of columns.</summary>
    public int Count { get; }

    /// <summary>The column with the address; negative while no column looks like it.</summary>
    public int Email { get; private set; }

    /// <summary>The file has no names of columns: the first record is a line like the others.</summary>
    public bool HasNoNames { get; private init; }

    /// <param name="first">The file's first record.</param>
    /// <param name="timeZone">Of the times that this app exported; others are in UTC.</param>
    public static ImportColumns Of(CsvReader first, string fileName, TimeZoneInfo timeZone)
    {
        var state = ImportWords.StateOfFile(fileName);
        return FindAddress(first) is >= 0 and var email
            ? new ImportColumns(email, first.FieldCount, state, timeZone) { HasNoNames = true }
            : new ImportColumns(
                [
                    .. Enumerable.Range(0, Math.Min(first.FieldCount, MaxColumns))
                        .Select(index => ImportWords.Bare(first.GetString(index))),
                ],
                state, timeZone);
    }

    /// <summary>No name fits: the column in which this record has an address.</summary>
    public void LookFor(CsvReader record) => Email = FindAddress(record);

    /// <summary>Empty as long as no column is known.</summary>
    public string AddressIn(CsvReader record) => CellIn(record, Email);

    /// <summary>What the record says, and if it says several things, what allows least.</summary>
    /// <returns>Null when it has a state that this app did not export.</returns>
    public SubscriptionState? StateIn(CsvReader record)
    {
        if (ownState >= 0)
        {
            return ImportWords.StateOf(CellIn(record, ownState));
        }

        var states = status.Select(index => ImportWords.StateOf(CellIn(record, index))).OfType<SubscriptionState>()
            .Concat(subscribed.Where(index => ImportWords.IsNo(CellIn(record, index)))
                .Select(_ => SubscriptionState.Unsubscribed))
            .Concat(unsubscribed.Where(index => IsYes(record, index)).Select(_ => SubscriptionState.Unsubscribed))
            .Concat(suppressed.Where(index => IsYes(record, index)).Select(_ => SubscriptionState.Suppressed));
        return states.Append(stateOfFile).MaxBy(ImportLine.StrictnessOf);
    }

    /// <param name="state">The record's.</param>
    /// <param name="now">A later time is a mistake.</param>
    public DateTimeOffset? TimeIn(CsvReader record, SubscriptionState state, DateTimeOffset now) => (state switch
    {
        SubscriptionState.Unsubscribed => unsubscribed,
        SubscriptionState.Suppressed => suppressed,
        _ => signedUp,
    }).Select(index => ParseTime(CellIn(record, index), now)).FirstOrDefault(time => time is not null);

    /// <returns>Null when this app did not export it, and when it is too long to be kept.</returns>
    public ImportedConsent? ConsentIn(CsvReader record)
    {
        if (CellIn(record, consent.Text) is not { Length: > 0 } text)
        {
            return null;
        }

        var page = CellIn(record, consent.Page) is { Length: > 0 } link ? link : null;
        var read = new ImportedConsent(text, CellIn(record, consent.Version), page);
        if (shared.TryGetValue(read, out var same))
        {
            return same;
        }

        var kept = read.IfShort();
        if (kept is not null && shared.Count < MaxShared)
        {
            shared.Add(kept);
        }

        return kept;
    }

    private static int FindAddress(CsvReader record)
    {
        for (var i = 0; i < Math.Min(record.FieldCount, MaxColumns); i++)
        {
            if (ImportReader.AddressOf(CellIn(record, i)) is not null)
            {
                return i;
            }
        }

        return -1;
    }

    private static int[] Find(string[] names, string[] known) =>
        [.. known.Select(name => Array.IndexOf(names, name)).Where(index => index >= 0)];

    private static bool IsYes(CsvReader record, int index) =>
        CellIn(record, index) is { Length: > 0 } cell && !ImportWords.IsNo(cell);

    /// <summary>Empty for a column that the file does not have.</summary>
    private static string CellIn(CsvReader record, int index) =>
        index < 0 ? "" : CsvFile.Unsafe(record.GetString(index)).Trim();

    private DateTimeOffset? ParseTime(string cell, DateTimeOffset now)
    {
        if (!DateTime.TryParse(
            cell, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var parsed))
        {
            return null;
        }

        var time = ownState >= 0 && !timeZone.IsInvalidTime(DateTime.SpecifyKind(parsed, DateTimeKind.Unspecified))
            ? new DateTimeOffset(TimeZoneInfo.ConvertTimeToUtc(
                DateTime.SpecifyKind(parsed, DateTimeKind.Unspecified), timeZone))
            : new DateTimeOffset(parsed);
        return time.Year >= FirstYear && time <= now ? time : null;
    }
}
