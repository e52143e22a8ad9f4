using System.Runtime.CompilerServices;
using BlueSky.Functions.Settings;

namespace BlueSky.Functions.Backups;

/// <summary>An export, as the tool lists it.</summary>
/// <param name="Version">The version of the app that made it; null while it is not complete.</param>
internal sealed record BackupExport(
    DateOnly Day, bool IsComplete, DateTimeOffset? BegunAt, DateTimeOffset? CompletedAt, string? Version,
    IReadOnlyDictionary<string, TableCount> Tables);

/// <summary>Finds an export that may be restored, and reads it.</summary>
internal sealed class BackupCatalog(IBackupStore backups, SecretSettings secrets)
{
    public async Task<IReadOnlyList<BackupExport>> ListAsync(CancellationToken cancellationToken)
    {
        var exports = new List<BackupExport>();
        foreach (var day in await backups.ListDaysAsync(cancellationToken))
        {
            var parts = await backups.ListPartsAsync(day, cancellationToken);
            var manifest = await backups.FindManifestAsync(day, cancellationToken);
            exports.Add(new BackupExport(
                day, manifest is not null, parts.Min(part => (DateTimeOffset?)part.Content.BegunAt),
                manifest?.CompletedAt, manifest?.Version, CountsOf(parts)));
        }

        return exports;
    }

    /// <param name="day">Null for the newest complete one.</param>
    /// <param name="allowIncomplete">Also one that was never completed.</param>
    /// <exception cref="InvalidDataException">A sentence that says why there is none to restore.</exception>
    public async Task<ExportToRestore> FindAsync(
        DateOnly? day, bool allowIncomplete, CancellationToken cancellationToken)
    {
        var days = await backups.ListDaysAsync(cancellationToken);
        var chosen = day ?? await FindNewestAsync(days, cancellationToken) ?? throw new InvalidDataException(
            "There is no complete export. restore --list shows what there is.");
        var parts = await backups.ListPartsAsync(chosen, cancellationToken);
        if (parts.Count == 0)
        {
            throw new InvalidDataException(
                $"There is no export of {DayText.Of(chosen)}. restore --list shows what there is.");
        }

        var manifest = await backups.FindManifestAsync(chosen, cancellationToken);
        if (manifest is null && !allowIncomplete)
        {
            throw new InvalidDataException(
                $"The export of {DayText.Of(chosen)} is not complete: choose another day, or add --incomplete to restore "
                + "what there is.");
        }

        var fingerprint = AddressKeyFingerprint.Of(secrets.AddressKey);
        if (parts.Any(part => part.Content.AddressKey != fingerprint))
        {
            throw new InvalidDataException(
                $"The export of {DayText.Of(chosen)} was made with another address key: its recipients would not be found. "
                + "Set Secrets:AddressKey to the key of that time.");
        }

        if (manifest is not null && !HasAll(manifest, parts))
        {
            throw new InvalidDataException($"The export of {DayText.Of(chosen)} lacks parts that its manifest names.");
        }

        return new ExportToRestore(chosen, parts, days[^1]);
    }

    /// <summary>The rows of a table that an export has in a range, in the order of their keys.</summary>
    public async IAsyncEnumerable<TableRow> ReadAsync(
        ExportToRestore export, string table, RowRange range,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var part in export.Parts.Where(part => part.Name.Table == table))
        {
            if (part.Content is not { First: { } first, Last: { } last } || !range.Overlaps(first, last))
            {
                continue;
            }

            await foreach (var row in backups.ReadAsync(part.Name, cancellationToken))
            {
                if (range.Includes(row.Key))
                {
                    yield return row;
                }
            }
        }
    }

    /// <summary>The newest export that there is; its audit may tell of later erasures.</summary>
    public async Task<ExportToRestore> FindNewerAsync(ExportToRestore export, CancellationToken cancellationToken) =>
        export.NewestDay == export.Day
            ? export
            : export with { Parts = await backups.ListPartsAsync(export.NewestDay, cancellationToken) };

    private async Task<DateOnly?> FindNewestAsync(
        IReadOnlyList<DateOnly> days, CancellationToken cancellationToken)
    {
        foreach (var day in days.Reverse())
        {
            if (await backups.FindManifestAsync(day, cancellationToken) is not null)
            {
                return day;
            }
        }

        return null;
    }

    private static bool HasAll(BackupManifest manifest, IReadOnlyList<BackupPart> parts) =>
        CountsOf(parts) is var counts
        && manifest.Tables.All(table => counts.GetValueOrDefault(table.Key) == table.Value);

    private static Dictionary<string, TableCount> CountsOf(IReadOnlyList<BackupPart> parts) =>
        parts.GroupBy(part => part.Name.Table).ToDictionary(
            table => table.Key, table => new TableCount(table.Sum(part => part.Content.Rows), table.Count()));
}

/// <param name="NewestDay">The day of the newest export.</param>
internal sealed record ExportToRestore(DateOnly Day, IReadOnlyList<BackupPart> Parts, DateOnly NewestDay)
{
    public DateTimeOffset BegunAt => Parts.Min(part => part.Content.BegunAt);
}
