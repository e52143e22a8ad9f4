using BlueSky.EndToEndTests.Hosting;
using BlueSky.EndToEndTests.Posting;

namespace BlueSky.EndToEndTests.Start;

/// <summary>However LocalHost ends, it leaves nothing running and loses no row.</summary>
[Collection(nameof(LifetimeTests))]
public sealed class LifetimeTests
{
    private static readonly TimeSpan TenSeconds = TimeSpan.FromSeconds(10);

    [LinuxFact]
    public async Task A_killed_host_leaves_no_Azurite_behind_and_a_restart_finds_its_rows()
    {
        using var data = new DataFolder();
        string id;
        IReadOnlyList<int> children;
        await using (var killed = await LocalHost.StartAsync(data: data))
        {
            id = (await killed.SendAsync(Post.Subscribe(A.Address()))).Id;
            await killed.SettledAsync(id);
            children = ProcessTree.DescendantsOf(killed.ProcessId);
            Assert.NotEmpty(children);

            killed.Kill();
            await killed.WaitForExitAsync(TenSeconds);
        }

        await AssertGoneAsync(children);
        await using var restarted = await LocalHost.StartAsync(data: data);
        Assert.Equal("processed", (await restarted.Rows.FindAsync(id))!.GetString("State"));
        Assert.Equal(3, (await restarted.Outbox.OfAsync(id)).Count);
    }

    [LinuxFact]
    public async Task SIGTERM_stops_everything_within_ten_seconds_and_a_restart_finds_the_last_row()
    {
        using var data = new DataFolder();
        string id;
        IReadOnlyList<int> children;
        await using (var stopped = await LocalHost.StartAsync(data: data))
        {
            id = (await stopped.SendAsync(Post.Subscribe(A.Address()))).Id;
            children = ProcessTree.DescendantsOf(stopped.ProcessId);

            await stopped.TerminateAsync();
            await stopped.WaitForExitAsync(TenSeconds);
        }

        Assert.DoesNotContain(children, ProcessTree.IsAlive);
        await using var restarted = await LocalHost.StartAsync(data: data);
        var submission = await restarted.SettledAsync(id);
        Assert.Equal(3, submission.Mails.Count);
    }

    [Fact]
    public async Task A_second_host_on_the_same_data_refuses_to_start_and_says_why()
    {
        using var data = new DataFolder();
        await using var first = await LocalHost.StartAsync(data: data);

        await using var second = LocalHostProgram.Start(data);
        await second.WaitForExitAsync(TimeSpan.FromSeconds(60));

        Assert.NotEqual(0, second.ExitCode);
        Assert.Contains(data.Path, second.Output, StringComparison.Ordinal);
        Assert.Equal(200, (await first.SendAsync(Post.Subscribe(A.Address()))).Code);
    }

    private static Task<List<int>> AssertGoneAsync(IReadOnlyList<int> processes) =>
        Eventually.BecomesAsync(
            () => Task.FromResult(processes.Where(ProcessTree.IsAlive).ToList()),
            alive => alive.Count == 0,
            "no child process is left",
            withinSeconds: 10);
}
