using System.Diagnostics;

namespace BlueSky.Testing;

/// <summary>Waits for what happens behind the answer: polls until it is so, or fails with what was seen last.</summary>
public static class Eventually
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public static async Task<T> BecomesAsync<T>(
        Func<Task<T>> look, Func<T, bool> isSo, string what, int withinSeconds = 20)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            var seen = await look();
            if (isSo(seen))
            {
                return seen;
            }

            if (waited.Elapsed.TotalSeconds > withinSeconds)
            {
                throw new TimeoutException($"Not so within {withinSeconds} s: {what}. Last seen: {seen}");
            }

            await Task.Delay(Pause);
        }
    }
}
