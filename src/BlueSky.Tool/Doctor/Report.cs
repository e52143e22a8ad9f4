namespace BlueSky.Tool.Doctor;

/// <summary>Prints findings as they come, and how many of each kind there were.</summary>
internal static class Report
{
    /// <returns>The exit code.</returns>
    public static async Task<int> PrintAsync(IAsyncEnumerable<Finding> findings, TextWriter output)
    {
        var counts = new Dictionary<Verdict, int>();
        await foreach (var finding in findings)
        {
            await output.WriteLineAsync(finding.ToString());
            counts[finding.Verdict] = counts.GetValueOrDefault(finding.Verdict) + 1;
        }

        var wrong = counts.GetValueOrDefault(Verdict.Wrong);
        await output.WriteLineAsync(
            $"{counts.GetValueOrDefault(Verdict.Ok)} ok, {wrong} wrong, "
            + $"{counts.GetValueOrDefault(Verdict.NotChecked)} not checked.");
        return wrong == 0 ? ExitCode.Done : ExitCode.Failed;
    }
}
