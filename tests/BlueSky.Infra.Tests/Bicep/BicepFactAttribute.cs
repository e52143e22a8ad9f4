namespace BlueSky.Infra.Tests.Bicep;

/// <summary>A fact that asks the Bicep compiler; skipped, visibly, where its package has no program.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BicepFactAttribute : FactAttribute
{
    public BicepFactAttribute()
    {
        Timeout = TimeLimit.EndToEnd;
        Skip = BicepCompiler.WhyNot;
    }
}

/// <summary>A theory of the same kind.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BicepTheoryAttribute : TheoryAttribute
{
    public BicepTheoryAttribute()
    {
        Timeout = TimeLimit.EndToEnd;
        Skip = BicepCompiler.WhyNot;
    }
}
