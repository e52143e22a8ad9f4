namespace BlueSky.EndToEndTests.Browser;

/// <summary>A fact that needs a browser; skipped, visibly, on a machine that can have none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => (Skip, Timeout) = (BrowserProgram.Missing, TimeLimit.EndToEnd);
}
