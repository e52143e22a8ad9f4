namespace BlueSky.Functions.Spam;

/// <summary>
/// Remembers values by key for a while: at least one <paramref name="span"/> and at most two, or until
/// <paramref name="capacity"/> newer ones came, so that no flood of posts fills the memory.
/// </summary>
internal sealed class ExpiringCache<T>(TimeSpan span, int capacity, TimeProvider clock)
    where T : class
{
    private readonly Lock gate = new();
    private Dictionary<string, T> current = new(StringComparer.Ordinal);
    private Dictionary<string, T> previous = new(StringComparer.Ordinal);
    private DateTimeOffset begun = clock.GetUtcNow();

    public T GetOrAdd(string key, Func<T> make)
    {
        lock (gate)
        {
            Rotate();
            if (current.TryGetValue(key, out var known) || previous.TryGetValue(key, out known))
            {
                return known;
            }

            return current[key] = make();
        }
    }

    public void Forget(string key)
    {
        lock (gate)
        {
            current.Remove(key);
            previous.Remove(key);
        }
    }

    private void Rotate()
    {
        var now = clock.GetUtcNow();
        var age = now - begun;
        if (age < span && current.Count < capacity)
        {
            return;
        }

        previous = age < span * 2 ? current : [];
        current = new(StringComparer.Ordinal);
        begun = now;
    }
}
