namespace BlueSky.EndToEndTests.Storage;

/// <summary>A small run of the sweep benchmark; docs/performance.md tells of a million rows.</summary>
public sealed class SweepCostTests
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(240);

    [Theory(Timeout = TimeLimit.EndToEnd)]
    [InlineData("azurite")]
    [InlineData("sorted")]
    public async Task A_sweep_asks_for_and_gets_the_same_whether_or_not_there_are_old_rows(string storage)
    {
        await using var run = ChildProcess.Start(
            "dotnet", [Repository.BenchmarksAssembly, "sweep", "--rows=1500", "--open=5", $"--storage={storage}"]);
        await run.WaitForExitAsync(Within);

        Assert.True(run.ExitCode == 0, run.Output);
        Assert.Matches(@"(?m)^one sweep, old rows: +0 +1500 +ratio$", run.Output);
        Assert.Matches(@"(?m)^table requests +14 +14 +1\.00$", run.Output);
        Assert.Matches(@"(?m)^rows received +5 +5 +1\.00$", run.Output);
        Assert.Matches(@"(?m)^bytes received +(\d+) +\1 +1\.00$", run.Output);
        Assert.Matches(@"(?m)^messages queued +5 +5 +1\.00$", run.Output);
        Assert.Matches(
            @"(?m)^  PartitionKey eq '\d{4}-\d\d-\d\d' and RowKey ge 'open\.' and RowKey lt 'open/'$", run.Output);
    }
}
