using System.Globalization;
using System.Text;

namespace BlueSky.Benchmarks;

/// <summary>Two measurements of one run side by side: what counts is their ratio.</summary>
internal static class RatioTable
{
    public static string Render(
        (string Name, string One, string Other) head, IEnumerable<(string Name, double One, double Other)> lines)
    {
        var table = new StringBuilder();
        Add(head.Name, head.One, head.Other, "ratio");
        foreach (var (name, one, other) in lines)
            Add(name, Number(one), Number(other), (other / one).ToString("F2", CultureInfo.InvariantCulture));
        return table.ToString();

        void Add(string name, string one, string other, string ratio) =>
            table.AppendLine(CultureInfo.InvariantCulture, $"{name,-32} {one,10} {other,10} {ratio,7}");
    }

    private static string Number(double number) =>
        number.ToString(number == Math.Floor(number) ? "F0" : "F1", CultureInfo.InvariantCulture);
}
