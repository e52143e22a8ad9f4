namespace BlueSky.EndToEndTests.Browser;

/// <summary>A theory that needs a browser; skipped, visibly, on a machine that can have none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute() => (Skip, Timeout) = (BrowserProgram.Missing, TimeLimit.EndToEnd);
}
