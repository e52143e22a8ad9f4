namespace BlueSky.EndToEndTests.Endurance;

/// <summary>A small run of the endurance program; docs/endurance.md tells of a long one.</summary>
public sealed class EnduranceTests
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(180);

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task Kills_and_faults_lose_nothing_and_send_nothing_twice()
    {
        await using var run = ChildProcess.Start("dotnet",
        [
            Repository.EnduranceAssembly,
            "--submissions=60", "--clients=8", "--kills=2", "--patience=00:02:00",
            // Shorter than a send may take, for the sake of time: one that is given up early counts in the window.
            "--Mail:SendingFor=00:00:20", "--Mail:ResolveAfter=00:00:05",
        ]);
        await EndsAsync(run);

        Assert.True(run.ExitCode == 0, run.Output);
        Assert.Matches("(?m)^accepted +60$", run.Output);
        Assert.Matches("(?m)^lost +0$", run.Output);
        Assert.Matches("(?m)^missing +0$", run.Output);
        Assert.Matches("(?m)^duplicated +0$", run.Output);
    }

    private static async Task EndsAsync(ChildProcess run)
    {
        try
        {
            await run.WaitForExitAsync(Within);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"The run did not end within {Within.TotalSeconds} s:\n{run.Output}");
        }
    }
}
