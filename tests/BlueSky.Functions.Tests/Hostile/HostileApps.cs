using System.Collections.Concurrent;

namespace BlueSky.Functions.Tests.Hostile;

/// <summary>
/// Apps to use one after the other, because making one costs more than a post: each is empty and three hours later
/// when it is used again, so that nothing of an input is left for the next.
/// </summary>
internal sealed class HostileApps<T>(Func<T> make, Func<T, TestApp> appOf) : IDisposable
    where T : IDisposable
{
    private const int UsesOfEach = 50;

    private readonly ConcurrentBag<(T App, int Uses)> idle = [];

    public async Task UseAsync(Func<T, Task> use)
    {
        var (shared, uses) = idle.TryTake(out var used) ? used : (make(), 0);
        await use(shared);
        if (uses == UsesOfEach)
        {
            shared.Dispose();
            return;
        }

        var app = appOf(shared);
        await EmptyAsync(app);
        app.Logs.Lines.Clear();
        app.Clock.Advance(TimeSpan.FromHours(3));
        idle.Add((shared, uses + 1));
    }

    /// <summary>As if nothing had been posted.</summary>
    public static async Task EmptyAsync(TestApp shared)
    {
        foreach (var row in shared.Submissions.Rows)
        {
            await shared.Submissions.RemoveAsync(row.Key, CancellationToken.None);
            await shared.Submissions.RemoveClaimsAsync(row.Key.Day, CancellationToken.None);
        }
    }

    public void Dispose()
    {
        foreach (var (shared, _) in idle)
        {
            shared.Dispose();
        }
    }
}
