using BlueSky.Functions.Operations;

namespace BlueSky.Functions.Tests.Fakes;

/// <summary>The audit in memory: entries are added under ids of their own, and never changed.</summary>
internal sealed class FakeAuditLog : FakeStorage, IAuditLog
{
    private readonly SortedDictionary<string, AuditEntry> entries = new(StringComparer.Ordinal);

    public IReadOnlyList<AuditEntry> Entries => [.. entries.Values];

    public Task AddAsync(AuditEntry entry, CancellationToken cancellationToken) =>
        CallAsync(() => entries.TryAdd(entry.Id, entry), cancellationToken);

    public Task<DateTimeOffset?> FindLastAsync(
        string command, string outcome, DateTimeOffset since, CancellationToken cancellationToken) =>
        CallAsync(
            () => entries.Values
                .Where(entry => entry.Command == command && entry.Outcome == outcome && entry.At >= since)
                .Max(entry => (DateTimeOffset?)entry.At),
            cancellationToken);

    public IAsyncEnumerable<AuditEntry> ReadAsync(
        DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken) =>
        QueryAsync(
            () => entries.Values.Where(entry =>
                string.CompareOrdinal(entry.Id, AuditEntry.StartOfId(from)) >= 0
                && string.CompareOrdinal(entry.Id, AuditEntry.StartOfId(until)) < 0),
            cancellationToken);

    public Task<int> RemoveBeforeAsync(DateTimeOffset time, CancellationToken cancellationToken) =>
        CallAsync(
            () => entries.Keys.Where(id => string.CompareOrdinal(id, $"{time.UtcDateTime:yyyyMM}") < 0)
                .ToList().Count(entries.Remove),
            cancellationToken);
}
