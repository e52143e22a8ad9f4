namespace BlueSky.Benchmarks;

internal static class Percentile
{
    public static double Median(IEnumerable<double> values) => Of(values, 0.5);

    /// <param name="share">0.99 for the value that 99 of 100 do not exceed.</param>
    public static double Of(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToList();
        return sorted[Math.Min((int)(sorted.Count * share), sorted.Count - 1)];
    }
}
