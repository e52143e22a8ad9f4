using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Tests.Contracts;

/// <summary>
/// What the app may expect of one of its stores, tested twice: on the fake that the other tests have, and on the
/// adapter with Azurite. A store that behaves differently in memory would make those tests worthless.
/// </summary>
/// <remarks>
/// Azurite takes a transaction across partitions, and Azure does not: of the transactions that the app submits,
/// <c>TransactionTests</c> look at what is sent.
/// </remarks>
/// <param name="azurite">Emptied before each test; null for a fake, of which each test has a new one.</param>
public abstract class StorageContract(Azurite? azurite) : IAsyncLifetime
{
    private protected static readonly CancellationToken Cancelled = new(canceled: true);

    public Task InitializeAsync() => azurite?.EmptyAsync() ?? Task.CompletedTask;

    public virtual Task DisposeAsync() => Task.CompletedTask;

    /// <param name="calls">One for each member of the store.</param>
    private protected static async Task AllThrowAsync<TStore, TException>(IReadOnlyCollection<Func<Task>> calls)
        where TException : Exception
    {
        Assert.Equal(typeof(TStore).GetMethods().Length, calls.Count);
        var thrown = await Task.WhenAll(calls.Select(call => Record.ExceptionAsync(call)));
        Assert.All(thrown, exception => Assert.IsAssignableFrom<TException>(exception));
    }

    private protected static Task AllFailAsync<TStore>(IReadOnlyCollection<Func<Task>> calls) =>
        AllThrowAsync<TStore, StorageUnavailableException>(calls);

    private protected static Task AllAreCancelledAsync<TStore>(IReadOnlyCollection<Func<Task>> calls) =>
        AllThrowAsync<TStore, OperationCanceledException>(calls);

    private protected static Task<List<T>> ReadAsync<T>(IAsyncEnumerable<T> rows) => rows.ToListAsync().AsTask();

    private protected static DateTimeOffset At(string time) => DateTimeOffset.Parse($"{time}Z");
}
