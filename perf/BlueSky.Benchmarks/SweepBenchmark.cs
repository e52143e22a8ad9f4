using BlueSky.Functions.Submissions;

namespace BlueSky.Benchmarks;

/// <summary>A sweep with nothing old behind the open submissions, and one with a lot, in turns.</summary>
internal sealed class SweepBenchmark(int old, int open, bool onAzurite, TimeProvider clock, TextWriter output)
{
    private const int Times = 25;

    public async Task RunAsync()
    {
        await using var none = await PrepareAsync(0);
        await using var many = await PrepareAsync(old);
        for (var i = 0; i < Times; i++)
        {
            await none.SweepAsync(clock);
            await many.SweepAsync(clock);
        }

        await output.WriteLineAsync();
        await output.WriteAsync(RatioTable.Render(
            ("one sweep, old rows:", "0", $"{old}"),
            [
                ("open submissions", open, open),
                ("table requests", Each(none.Tables.Requests), Each(many.Tables.Requests)),
                ("rows received", Each(none.Tables.Rows), Each(many.Tables.Rows)),
                ("bytes received", Each(none.Tables.Bytes), Each(many.Tables.Bytes)),
                ("messages queued", Each(none.Messages), Each(many.Messages)),
                ($"milliseconds, median of {Times}", none.MedianMilliseconds, many.MedianMilliseconds),
            ]));
        await output.WriteLineAsync($"Its {many.Filters.Count()} queries, a day each, like this one:");
        await output.WriteLineAsync($"  {many.Filters.Order(StringComparer.Ordinal).Last()}");
        if (onAzurite)
        {
            await output.WriteLineAsync(
                "Azurite does not keep its keys sorted: its time grows with the rows. Azure reads the range.");
        }
    }

    private static double Each(long all) => (double)all / Times;

    private async Task<SweepScene> PrepareAsync(int rows)
    {
        await output.WriteLineAsync($"{open} open submissions and {rows} old ones, on "
            + (onAzurite ? "Azurite" : "a table service that keeps its keys sorted"));
        var days = new StoredDays(open, rows, SubmissionKey.DayOf(clock.GetUtcNow()));
        return await SweepScene.StartAsync(days, onAzurite, clock, output);
    }
}
