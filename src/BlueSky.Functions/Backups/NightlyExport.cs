using BlueSky.Functions.Settings;
using BlueSky.Functions.Telemetry;

namespace BlueSky.Functions.Backups;

/// <param name="IsNew">It was completed by this run, not by an earlier one.</param>
/// <param name="Rows">How many rows this run wrote.</param>
internal sealed record ExportProgress(bool IsComplete, bool IsNew, int Rows);

/// <summary>
/// Exports the tables to blobs, in the order of the keys. A run continues after the last key of the last part, so that
/// nothing is missing and nothing is twice, wherever the run before ended. Holds one page of rows and one part.
/// </summary>
internal sealed class NightlyExport(
    IRowStore rows, IBackupStore backups, SecretSettings secrets, TimeProvider clock)
{
    public const int MaxRowsInPart = 20_000;

    /// <summary>How often the time is looked at.</summary>
    private const int RowsPerCheck = 1_000;

    private readonly string addressKey = AddressKeyFingerprint.Of(secrets.AddressKey);

    /// <param name="atMost">After this time the run ends, and the next one goes on.</param>
    public async Task<ExportProgress> RunAsync(DateOnly day, TimeSpan atMost, CancellationToken cancellationToken)
    {
        if (await backups.FindManifestAsync(day, cancellationToken) is not null)
        {
            return new ExportProgress(IsComplete: true, IsNew: false, Rows: 0);
        }

        var run = new Run(clock.GetUtcNow() + atMost, [.. await backups.ListPartsAsync(day, cancellationToken)]);
        foreach (var table in BackupTable.All)
        {
            if (!await ExportAsync(day, table, run, cancellationToken))
            {
                return new ExportProgress(IsComplete: false, IsNew: false, run.Rows);
            }
        }

        await backups.CompleteAsync(day, ManifestOf(run.Parts), cancellationToken);
        return new ExportProgress(IsComplete: true, IsNew: true, run.Rows);
    }

    /// <returns>True when the whole table is exported.</returns>
    private async Task<bool> ExportAsync(
        DateOnly day, BackupTable table, Run run, CancellationToken cancellationToken)
    {
        while (!run.IsWhole(table))
        {
            if (!await TryExportRestAsync(day, table, run, cancellationToken))
            {
                return false;
            }

            if (!run.IsWhole(table))
            {
                // Another run wrote the same part: go on behind it.
                run.Parts.Clear();
                run.Parts.AddRange(await backups.ListPartsAsync(day, cancellationToken));
            }
        }

        return true;
    }

    /// <returns>False when the time is over.</returns>
    private async Task<bool> TryExportRestAsync(
        DateOnly day, BackupTable table, Run run, CancellationToken cancellationToken)
    {
        var range = new RowRange(table.Partition, After: run.LastKeyOf(table));
        await using var reader = rows.ReadAsync(table.Name, range, cancellationToken)
            .Where(row => table.Includes(row.Key)).GetAsyncEnumerator(cancellationToken);
        for (var isMore = await reader.MoveNextAsync(); !run.IsWhole(table);)
        {
            if (IsOver(run))
            {
                return false;
            }

            var name = new PartName(day, table.Name, run.PartsOf(table).Count() + 1);
            var part = await backups.TryWriteAsync(name, WriteAsync, cancellationToken);
            if (part is null)
            {
                return true;
            }

            run.Parts.Add(part);
            run.Rows += part.Content.Rows;

            async Task<PartContent> WriteAsync(PartWriter writer, CancellationToken stop)
            {
                var begunAt = clock.GetUtcNow();
                (RowKey? first, RowKey? last, var count) = (null, null, 0);
                while (isMore && count < MaxRowsInPart && !writer.IsFull
                    && !(count > 0 && count % RowsPerCheck == 0 && IsOver(run)))
                {
                    await writer.WriteAsync(reader.Current, stop);
                    last = reader.Current.Key;
                    first ??= last;
                    count++;
                    isMore = await reader.MoveNextAsync();
                }

                return new PartContent(first, last, count, IsLast: !isMore, begunAt, addressKey);
            }
        }

        return true;
    }

    private bool IsOver(Run run) => clock.GetUtcNow() >= run.Deadline;

    private BackupManifest ManifestOf(IReadOnlyList<BackupPart> parts) => new(
        parts.Min(part => part.Content.BegunAt),
        clock.GetUtcNow(),
        BuildVersion.Full,
        addressKey,
        parts.GroupBy(part => part.Name.Table).ToDictionary(
            table => table.Key,
            table => new TableCount(table.Sum(part => part.Content.Rows), table.Count())));

    private sealed class Run(DateTimeOffset deadline, List<BackupPart> parts)
    {
        public DateTimeOffset Deadline => deadline;

        public List<BackupPart> Parts => parts;

        public int Rows { get; set; }

        public IEnumerable<BackupPart> PartsOf(BackupTable table) =>
            parts.Where(part => part.Name.Table == table.Name).OrderBy(part => part.Name.Number);

        public bool IsWhole(BackupTable table) => PartsOf(table).LastOrDefault() is { Content.IsLast: true };

        public RowKey? LastKeyOf(BackupTable table) => PartsOf(table).LastOrDefault()?.Content.Last;
    }
}
