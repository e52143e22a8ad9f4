using System.Globalization;

namespace BlueSky.Benchmarks;

/// <summary>What a ratio must not exceed, or must at least be.</summary>
internal sealed record Bar(string Name, double Ratio, double Limit, bool IsLeast = false)
{
    public bool IsMet => IsLeast ? Ratio >= Limit : Ratio <= Limit;

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Name,-46} {Ratio,6:F2}  bar {(IsLeast ? '≥' : '≤')} {Limit:F2} {(IsMet ? "met" : "NOT met")}");
}
