using CsCheck;

namespace BlueSky.Functions.Tests.Hostile;

/// <summary>
/// How many inputs each property is held against: 500, or as many as CsCheck's own variable says
/// (<c>CsCheck_Iter=10000</c>). A failure prints its seed, with which the same input is made again
/// (<c>CsCheck_Seed</c>), and the smallest input like it that was found.
/// </summary>
internal static class HostileInputs
{
    private const long Each = 500;

    private static readonly long Count =
        Environment.GetEnvironmentVariable("CsCheck_Iter") is { Length: > 0 } ? Check.Iter : Each;

    public static Task HoldAsync<T>(Gen<T> inputs, Func<T, Task> assert) =>
        inputs.SampleAsync(assert, iter: Count, print: input => $"{input}");

    public static void Hold<T>(Gen<T> inputs, Action<T> assert) =>
        inputs.Sample(assert, iter: Count, print: input => $"{input}");
}
