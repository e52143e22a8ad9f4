namespace BlueSky.EndToEndTests.Hosting;

/// <summary>
/// A fact that looks at processes through <c>/proc</c> or sends signals; skipped, visibly, elsewhere.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute()
    {
        Timeout = TimeLimit.EndToEnd;
        if (!ProcessesOf.AreReadable)
        {
            Skip = "Reads /proc and sends signals: Linux only.";
        }
    }
}
