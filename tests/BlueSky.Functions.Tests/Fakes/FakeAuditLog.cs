using BlueSky.Functions.Operations;

namespace BlueSky.Functions.Tests.Fakes;

/// <summary>The audit in memory: entries are added under ids of their own, and never changed.</summary>
internal sealed class FakeAuditLog : IAuditLog
{
    private readonly SortedDictionary<string, AuditEntry> entries = new(StringComparer.Ordinal);

    public IReadOnlyList<AuditEntry> Entries => [.. entries.Values];

    public Task AddAsync(AuditEntry entry, CancellationToken cancellationToken)
    {
        entries.TryAdd(entry.Id, entry);
        return Task.CompletedTask;
    }

    public Task<DateTimeOffset?> FindLastAsync(
        string command, string outcome, DateTimeOffset since, CancellationToken cancellationToken) =>
        Task.FromResult(entries.Values
            .Where(entry => entry.Command == command && entry.Outcome == outcome && entry.At >= since)
            .Max(entry => (DateTimeOffset?)entry.At));

    public Task<int> RemoveBeforeAsync(DateTimeOffset time, CancellationToken cancellationToken) =>
        Task.FromResult(entries.Keys.Where(id => string.CompareOrdinal(id, $"{time.UtcDateTime:yyyyMM}") < 0)
            .ToList().Count(entries.Remove));
}
