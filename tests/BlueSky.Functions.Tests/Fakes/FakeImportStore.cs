using BlueSky.Functions.Forms;
using BlueSky.Functions.Imports;
using BlueSky.Functions.Operations;

namespace BlueSky.Functions.Tests.Fakes;

/// <summary>Imports and their chunks in memory, with versions as the table has them.</summary>
internal sealed class FakeImportStore : FakeStorage, IImportStore, IWaitingAddresses
{
    private readonly Dictionary<string, Import> imports = [];
    private readonly SortedDictionary<(string Id, int Number), IReadOnlyList<ImportLine>> chunks = [];
    private readonly SortedDictionary<string, RunningImport> running = new(StringComparer.Ordinal);

    public IReadOnlyList<Import> Rows => Locked(() => imports.Values.ToList());

    public Import Single => Assert.Single(Rows);

    public int ChunkCount => Locked(() => chunks.Count);

    public IReadOnlyList<string> Running => Locked(() => running.Keys.ToList());

    /// <summary>How often it was called.</summary>
    public int Calls { get; private set; }

    public async Task<Import?> FindAsync(string id, CancellationToken cancellationToken)
    {
        // Lets concurrent runs read the same version.
        await Task.Yield();
        return await CountedAsync(() => imports.GetValueOrDefault(id), cancellationToken);
    }

    public Task<Import?> TrySaveAsync(Import import, CancellationToken cancellationToken) => CountedAsync(
        () => imports.GetValueOrDefault(import.Id)?.Version == import.Version
            ? imports[import.Id] = import with { Version = NextVersion() }
            : null,
        cancellationToken);

    public Task SaveChunkAsync(
        string id, int number, IReadOnlyList<ImportLine> lines, CancellationToken cancellationToken) =>
        CountedAsync(() => chunks[(id, number)] = lines, cancellationToken);

    public Task<IReadOnlyList<ImportLine>?> FindChunkAsync(
        string id, int number, CancellationToken cancellationToken) =>
        CountedAsync(() => chunks.GetValueOrDefault((id, number)), cancellationToken);

    public Task RemoveChunkAsync(string id, int number, CancellationToken cancellationToken) =>
        CountedAsync(() => chunks.Remove((id, number)), cancellationToken);

    public Task RemoveChunksAsync(string id, CancellationToken cancellationToken) =>
        CountedAsync(() => RemoveChunks(id), cancellationToken);

    public Task RemoveAsync(string id, CancellationToken cancellationToken) =>
        CountedAsync(() => RemoveChunks(id) & imports.Remove(id), cancellationToken);

    public IAsyncEnumerable<Import> FindBeforeAsync(DateTimeOffset time, CancellationToken cancellationToken) =>
        QueryAsync(
            () => imports.Values.Where(import => import.ChangedAt < time)
                .OrderBy(import => import.Id, StringComparer.Ordinal),
            cancellationToken);

    public IAsyncEnumerable<RunningImport> FindRunningAsync(CancellationToken cancellationToken)
    {
        Calls++;
        return QueryAsync(() => running.Values, cancellationToken);
    }

    public Task AddRunningAsync(RunningImport added, CancellationToken cancellationToken) =>
        CountedAsync(() => running[added.Id] = added, cancellationToken);

    public Task RemoveRunningAsync(string id, CancellationToken cancellationToken) =>
        CountedAsync(() => running.Remove(id), cancellationToken);

    public IAsyncEnumerable<WaitingAddress> FindAsync(
        IReadOnlyCollection<EmailAddress> addresses, CancellationToken cancellationToken) =>
        QueryAsync(
            () => chunks.SelectMany(chunk => chunk.Value.Where(line => line.IsOneOf(addresses))
                .Select(line => new WaitingAddress(chunk.Key.Id, line.Email))),
            cancellationToken);

    public Task RemoveAsync(
        IReadOnlyCollection<EmailAddress> addresses, CancellationToken cancellationToken) =>
        CallAsync(
            () =>
            {
                foreach (var (key, lines) in chunks.ToList())
                {
                    chunks[key] = [.. lines.Select(line => line.Without(addresses))];
                }

                return true;
            },
            cancellationToken);

    private Task<T> CountedAsync<T>(Func<T> call, CancellationToken cancellationToken)
    {
        Calls++;
        return CallAsync(call, cancellationToken);
    }

    private bool RemoveChunks(string id)
    {
        foreach (var chunk in chunks.Keys.Where(chunk => chunk.Id == id).ToList())
        {
            chunks.Remove(chunk);
        }

        return true;
    }
}
