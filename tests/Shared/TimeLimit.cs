namespace BlueSky.Testing;

/// <summary>
/// For <c>[Fact(Timeout = …)]</c>, in milliseconds: ends a test that hangs. What is only slow has a limit of its own
/// inside the test, which is shorter and says what was waited for.
/// </summary>
public static class TimeLimit
{
    public const int InProcess = 2 * 60_000;

    /// <summary>Longer than what the first start on a machine may take, which installs packages from npm.</summary>
    public const int EndToEnd = 7 * 60_000;
}
