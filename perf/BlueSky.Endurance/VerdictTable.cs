using System.Globalization;

namespace BlueSky.Endurance;

/// <summary>The verdict as people read it.</summary>
internal static class VerdictTable
{
    public static string Render(Verdict verdict)
    {
        (string Name, string Value)[] lines =
        [
            ("accepted", Count(verdict.Accepted)),
            ("stored", Count(verdict.Stored)),
            ("lost", Count(verdict.Lost)),
            ("stored twice", Count(verdict.StoredTwice)),
            ("mails due", Count(verdict.Due)),
            ("sent", Count(verdict.Sent)),
            ("missing", Count(verdict.Missing)),
            ("duplicated", Count(verdict.Duplicated)),
            ("duplicated in the window", Count(verdict.DuplicatedInTheWindow)),
            ("unknown twice, requeued", Count(verdict.Requeued)),
            ("submissions still open", Count(verdict.StillOpen)),
            ("log lines with personal data", Count(verdict.Leaks)),
            ("median delay", Seconds(verdict.Delays, verdict.Delays.Count / 2)),
            ("longest delay", Seconds(verdict.Delays, verdict.Delays.Count - 1)),
        ];
        return string.Join('\n', lines.Select(line => $"{line.Name,-28} {line.Value,10}"));
    }

    private static string Count(int count) => count.ToString(CultureInfo.InvariantCulture);

    private static string Seconds(IReadOnlyList<TimeSpan> times, int index) => times.Count == 0
        ? "none"
        : string.Create(CultureInfo.InvariantCulture, $"{times[index].TotalSeconds:F1} s");
}
