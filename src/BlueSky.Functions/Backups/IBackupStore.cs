using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Backups;

/// <summary>
/// The blobs of the backups. Nothing is ever written over or deleted: the app's identity may not, and a policy of the
/// account forbids it. All methods throw <see cref="StorageUnavailableException"/> on an outage.
/// </summary>
internal interface IBackupStore
{
    /// <summary>The days that have an export, complete or not, oldest first.</summary>
    Task<IReadOnlyList<DateOnly>> ListDaysAsync(CancellationToken cancellationToken);

    /// <summary>The parts of a day's export, by table and number. A part is there only when it is whole.</summary>
    Task<IReadOnlyList<BackupPart>> ListPartsAsync(DateOnly day, CancellationToken cancellationToken);

    /// <summary>Writes a part. It appears when all of it is written.</summary>
    /// <param name="write">Writes the rows, and returns what is in the part.</param>
    /// <returns>Null when the part exists; nothing is changed then.</returns>
    Task<BackupPart?> TryWriteAsync(
        PartName name, Func<PartWriter, CancellationToken, Task<PartContent>> write,
        CancellationToken cancellationToken);

    /// <summary>The rows of a part, block by block.</summary>
    /// <exception cref="InvalidDataException">The part is damaged.</exception>
    IAsyncEnumerable<TableRow> ReadAsync(PartName name, CancellationToken cancellationToken);

    /// <summary>Closes a day's export. Idempotent: the first manifest stays.</summary>
    Task CompleteAsync(DateOnly day, BackupManifest manifest, CancellationToken cancellationToken);

    /// <summary>Null while the export is not complete.</summary>
    Task<BackupManifest?> FindManifestAsync(DateOnly day, CancellationToken cancellationToken);
}

/// <param name="Number">From 1.</param>
internal sealed record PartName(DateOnly Day, string Table, int Number);

/// <summary>What is known of a part without reading it.</summary>
/// <param name="First">Null when the part has no rows.</param>
/// <param name="Last">Null when the part has no rows.</param>
/// <param name="IsLast">The table ends with this part.</param>
/// <param name="BegunAt">When its first row was read.</param>
/// <param name="AddressKey">See <see cref="AddressKeyFingerprint"/>.</param>
internal sealed record PartContent(
    RowKey? First, RowKey? Last, int Rows, bool IsLast, DateTimeOffset BegunAt, string AddressKey);

internal sealed record BackupPart(PartName Name, PartContent Content);

/// <summary>Written last: the export is complete.</summary>
/// <param name="Version">The app's.</param>
/// <param name="AddressKey">See <see cref="AddressKeyFingerprint"/>.</param>
internal sealed record BackupManifest(
    DateTimeOffset BegunAt, DateTimeOffset CompletedAt, string Version, string AddressKey,
    IReadOnlyDictionary<string, TableCount> Tables);

internal sealed record TableCount(int Rows, int Parts);
