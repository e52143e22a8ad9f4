namespace BlueSky.Functions.Tests;

/// <summary>Numbers that look random and are the same in every run (Knuth's MMIX generator).</summary>
internal sealed class SeededNumbers(ulong seed)
{
    private ulong state = seed;

    /// <returns>0 or more, less than the limit.</returns>
    public int Next(int limit)
    {
        state = unchecked((state * 6364136223846793005) + 1442695040888963407);
        return (int)((state >> 33) % (ulong)limit);
    }
}
