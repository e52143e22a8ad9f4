namespace BlueSky.Testing;

/// <summary>The same numbers in every run (xorshift64*), so that a failure can be looked at again.</summary>
public sealed class SeededRandom(ulong seed)
{
    private ulong state = seed;

    /// <summary>From 0 to below <paramref name="bound"/>.</summary>
    public int Below(int bound)
    {
        state ^= state >> 12;
        state ^= state << 25;
        state ^= state >> 27;
        return (int)((state * 2685821657736338717UL >> 33) % (ulong)bound);
    }

    public T Of<T>(IReadOnlyList<T> choices) => choices[Below(choices.Count)];

    public byte[] Bytes(int count) => [.. Enumerable.Range(0, count).Select(_ => (byte)Below(256))];

    /// <summary>Up to so many pieces, in a row.</summary>
    public string Text(IReadOnlyList<string> pieces, int most) =>
        string.Concat(Enumerable.Range(0, Below(most + 1)).Select(_ => Of(pieces)));
}
