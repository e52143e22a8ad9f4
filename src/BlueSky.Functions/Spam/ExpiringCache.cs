namespace BlueSky.Functions.Spam;

/// <summary>
/// Keeps values by key for at least one <paramref name="span"/> and at most two, or until <paramref name="capacity"/>
/// newer values are added, so that many posts cannot exhaust the memory.
/// </summary>
internal sealed class ExpiringCache<T>(TimeSpan span, int capacity, TimeProvider clock)
    where T : class
{
    private readonly Lock gate = new();
    private Dictionary<string, T> current = new(StringComparer.Ordinal);
    private Dictionary<string, T> previous = new(StringComparer.Ordinal);
    private DateTimeOffset startedAt = clock.GetUtcNow();

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

    public void Remove(string key)
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
        var age = now - startedAt;
        if (age < span && current.Count < capacity)
        {
            return;
        }

        previous = age < span * 2 ? current : [];
        current = new(StringComparer.Ordinal);
        startedAt = now;
    }
}
