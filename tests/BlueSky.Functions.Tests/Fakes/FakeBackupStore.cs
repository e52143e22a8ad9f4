using BlueSky.Functions.Backups;

namespace BlueSky.Functions.Tests.Fakes;

/// <summary>Backups in memory, in the format of the blobs.</summary>
internal sealed class FakeBackupStore : FakeStorage, IBackupStore
{
    private readonly Dictionary<PartName, (PartContent Content, byte[] Bytes)> parts = [];
    private readonly Dictionary<DateOnly, BackupManifest> manifests = [];

    public IReadOnlyList<BackupPart> Parts =>
        Locked(() => parts.Select(part => new BackupPart(part.Key, part.Value.Content)).ToList());

    public Task<IReadOnlyList<DateOnly>> ListDaysAsync(CancellationToken cancellationToken) =>
        CallAsync<IReadOnlyList<DateOnly>>(
            () => [.. parts.Keys.Select(name => name.Day).Concat(manifests.Keys).Distinct().Order()],
            cancellationToken);

    public Task<IReadOnlyList<BackupPart>> ListPartsAsync(DateOnly day, CancellationToken cancellationToken) =>
        CallAsync<IReadOnlyList<BackupPart>>(
            () =>
            [
                .. Parts.Where(part => part.Name.Day == day)
                    .OrderBy(part => part.Name.Table, StringComparer.Ordinal).ThenBy(part => part.Name.Number),
            ],
            cancellationToken);

    public async Task<BackupPart?> TryWriteAsync(
        PartName name, Func<PartWriter, CancellationToken, Task<PartContent>> write,
        CancellationToken cancellationToken)
    {
        await CallAsync(() => true, cancellationToken);
        using var bytes = new MemoryStream();
        PartContent content;
        await using (var writer = new PartWriter(bytes))
        {
            content = await write(writer, cancellationToken);
        }

        return await CallAsync(
            () => parts.TryAdd(name, (content, bytes.ToArray())) ? new BackupPart(name, content) : null,
            cancellationToken);
    }

    public async IAsyncEnumerable<TableRow> ReadAsync(
        PartName name,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream(await CallAsync(() => parts[name].Bytes, cancellationToken));
        await foreach (var row in PartReader.ReadAsync(bytes, cancellationToken))
        {
            yield return row;
        }
    }

    public Task CompleteAsync(DateOnly day, BackupManifest manifest, CancellationToken cancellationToken) =>
        CallAsync(() => manifests.TryAdd(day, manifest), cancellationToken);

    public Task<BackupManifest?> FindManifestAsync(DateOnly day, CancellationToken cancellationToken) =>
        CallAsync(() => manifests.GetValueOrDefault(day), cancellationToken);
}
