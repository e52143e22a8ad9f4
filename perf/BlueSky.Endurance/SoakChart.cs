using System.Globalization;

namespace BlueSky.Endurance;

/// <summary>Samples over time, a line of bars for each thing that was measured.</summary>
internal static class SoakChart
{
    private const int Width = 48;
    private const string Bars = "▁▂▃▄▅▆▇█";

    public static string Render(IReadOnlyList<SoakSample> samples, TimeSpan every)
    {
        // What grows is seen within one life only: each kill begins at nothing.
        var life = samples.GroupBy(sample => sample.Worker).MaxBy(group => group.Count())?.ToList() ?? [];
        (string Name, Func<SoakSample, double> Of, IReadOnlyList<SoakSample> Compared,
            Func<double, double> Scale)[] rows =
        [
            ("memory, MB", sample => sample.Memory, life, value => value),
            ("handles", sample => sample.Handles, life, value => value),
            ("open submissions", sample => sample.Open, samples, value => value),
            // A kill makes some posts a hundred times slower than the others.
            ("post, median ms", sample => sample.Median, samples, Logarithm),
            ("post, p99 ms", sample => sample.Slowest, samples, Logarithm),
        ];
        return string.Join('\n',
        [
            $"{"",-18}{"",-Width} {"least",8} {"most",8} {"1st qtr",8} {"last qtr",8} {"ratio",6}",
            .. rows.Select(row => Line(row.Name, samples.Select(row.Of), [.. row.Compared.Select(row.Of)], row.Scale)),
            string.Create(CultureInfo.InvariantCulture,
                $"{samples.Count} looks, {samples.DistinctBy(sample => sample.Worker).Count()} workers; a quarter is "
                + $"its median. Of memory and handles: the quarters of the longest life, "
                + $"{(life.Count * every).TotalMinutes:0.0} minutes. Of posts, the bars are logarithms."),
        ]);
    }

    private static string Line(
        string name, IEnumerable<double> values, IReadOnlyList<double> compared, Func<double, double> scale)
    {
        var all = values.ToList();
        var (first, last) = (Median(compared.Take(compared.Count / 4)), Median(compared.TakeLast(compared.Count / 4)));
        var known = all.Where(double.IsFinite).DefaultIfEmpty(double.NaN).ToList();
        var (least, most) = (known.Min(), known.Max());
        return $"{name,-18}{Chart([.. all.Select(scale)]),-Width} {Number(least),8} {Number(most),8} "
            + $"{Number(first),8} {Number(last),8} {Number(last / first, "0.00"),6}";
    }

    /// <summary>A bar is the highest of its share of the samples, of all from 0; a blank is nothing known.</summary>
    private static string Chart(List<double> values)
    {
        var most = values.Where(double.IsFinite).DefaultIfEmpty(0).Max();
        var each = Math.Max(1, (values.Count + Width - 1) / Width);
        return string.Concat(values.Chunk(each).Select(share => share.Where(double.IsFinite).ToList() switch
        {
            [] => ' ',
            var known => Bars[most == 0 ? 0 : (int)Math.Round(known.Max() / most * (Bars.Length - 1))],
        }));
    }

    private static double Logarithm(double value) => Math.Log(1 + value);

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Where(double.IsFinite).Order().ToList();
        return sorted.Count == 0 ? double.NaN : sorted[sorted.Count / 2];
    }

    private static string Number(double value, string format = "0") => double.IsFinite(value)
        ? value.ToString(format, CultureInfo.InvariantCulture)
        : "none";
}
