using System.Globalization;
using System.Runtime.CompilerServices;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Tests.Fakes;

/// <summary>
/// How every fake of storage is called: one call at a time, not while it is down, and not for a caller that gave up.
/// What the fakes and the real stores have in common is tested by the suites in <c>Contracts</c>.
/// </summary>
internal abstract class FakeStorage
{
    private readonly Lock gate = new();
    private int version;

    public bool IsDown { get; set; }

    /// <summary>What the table makes of a write.</summary>
    protected string NextVersion() => (++version).ToString(CultureInfo.InvariantCulture);

    protected T Locked<T>(Func<T> read)
    {
        lock (gate)
        {
            return read();
        }
    }

    protected Task<T> CallAsync<T>(Func<T> call, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (gate)
        {
            return IsDown ? throw Outage() : Task.FromResult(call());
        }
    }

    /// <summary>Rows as they stand when the reading begins.</summary>
    protected async IAsyncEnumerable<T> QueryAsync<T>(
        Func<IEnumerable<T>> query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var row in await CallAsync(() => query().ToList(), cancellationToken))
        {
            await Task.Yield();
            yield return row;
        }
    }

    protected static StorageUnavailableException Outage() => new("down", new IOException());
}
