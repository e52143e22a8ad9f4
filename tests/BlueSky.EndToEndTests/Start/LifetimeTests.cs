using System.Diagnostics;
using BlueSky.EndToEndTests.Hosting;
using BlueSky.EndToEndTests.Posting;

namespace BlueSky.EndToEndTests.Start;

/// <summary>However LocalHost ends, it leaves nothing running and loses no row.</summary>
[Collection(nameof(LifetimeTests))]
public sealed class LifetimeTests
{
    private static readonly TimeSpan TenSeconds = TimeSpan.FromSeconds(10);

    [LinuxFact]
    public async Task A_killed_host_leaves_no_process_behind_and_a_restart_finds_its_rows()
    {
        using var data = new DataFolder();
        string id;
        int worker;
        await using (var killed = await LocalHost.StartAsync(data: data))
        {
            id = (await killed.SendAsync(Post.Subscribe(Some.Address()))).Id;
            await killed.SettledAsync(id);
            worker = await killed.WorkerProcessIdAsync();
            Assert.Equal(2, ProcessesOf.Data(data).Count);

            killed.Kill();
            await killed.WaitForExitAsync(TenSeconds);
        }

        await AreGoneAsync(data, worker);
        await using var restarted = await LocalHost.StartAsync(data: data);
        Assert.Equal("processed", (await restarted.Rows.FindAsync(id))!.GetString("State"));
        Assert.Equal(3, (await restarted.CapturedMail.OfAsync(id)).Count);
    }

    [LinuxFact]
    public async Task SIGTERM_stops_everything_within_ten_seconds_and_a_restart_loses_nothing() =>
        await StopsInOrderAsync(host => host.TerminateAsync());

    // As Ctrl+C in a terminal: the whole process group gets it, LocalHost, worker and all.
    [LinuxFact]
    public async Task SIGINT_to_the_process_group_does_the_same() =>
        await StopsInOrderAsync(InterruptGroupAsync, "env", "--default-signal=INT", "setsid");

    [LinuxFact]
    public async Task A_worker_that_dies_is_started_again_and_the_console_says_so()
    {
        await using var host = await LocalHost.StartAsync();
        var before = (await host.SendAsync(Post.Subscribe(Some.Address()))).Id;
        var worker = await host.WorkerProcessIdAsync();

        using (var process = Process.GetProcessById(worker))
        {
            process.Kill();
        }

        var after = await Eventually.BecomesAsync(
            () => host.SendAsync(Post.Subscribe(Some.Address())), answer => answer.Code == 200,
            "posts are taken again");
        var submissions = await Task.WhenAll(
            host.SettledAsync(before, withinSeconds: 60), host.SettledAsync(after.Id, withinSeconds: 60));

        Assert.All(submissions, submission =>
        {
            Assert.Equal("processed", submission["State"]);
            Assert.Equal(3, submission.Mails.Count);
        });
        Assert.NotEqual(worker, await host.WorkerProcessIdAsync());
        Assert.Contains(
            "The app's process ended with exit code 137; starting it again", host.Logs, StringComparison.Ordinal);
        Assert.Contains(
            $"The app runs again, as process {await host.WorkerProcessIdAsync()}", host.Logs, StringComparison.Ordinal);
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task A_restart_right_after_a_kill_waits_for_the_old_Azurite_and_finds_the_rows()
    {
        using var data = new DataFolder();
        string id;
        await using (var killed = await LocalHost.StartAsync(data: data))
        {
            id = (await killed.SendAsync(Post.Subscribe(Some.Address()))).Id;
            killed.Kill();
        }

        await using var restarted = await LocalHost.StartAsync(data: data);

        Assert.NotNull(await restarted.Rows.FindAsync(id));
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task A_second_host_on_the_same_data_refuses_to_start_and_says_why()
    {
        using var data = new DataFolder();
        await using var first = await LocalHost.StartAsync(data: data);

        await using var second = LocalHostProgram.Start(data);
        await second.WaitForExitAsync(TimeSpan.FromSeconds(60));

        Assert.NotEqual(0, second.ExitCode);
        Assert.Contains(data.Path, second.Output, StringComparison.Ordinal);
        Assert.Equal(200, (await first.SendAsync(Post.Subscribe(Some.Address()))).Code);
    }

    private static async Task StopsInOrderAsync(Func<LocalHost, Task> stopAsync, params string[] wrapper)
    {
        using var data = new DataFolder();
        string id;
        int worker;
        await using (var stopped = await LocalHost.StartAsync(data: data, wrapper: wrapper))
        {
            worker = await stopped.WorkerProcessIdAsync();
            id = (await stopped.SendAsync(Post.Subscribe(Some.Address()))).Id;
            Assert.Equal(2, ProcessesOf.Data(data).Count);

            await stopAsync(stopped);
            await stopped.WaitForExitAsync(TenSeconds);
        }

        Assert.Empty(ProcessesOf.Data(data));
        Assert.Equal("", ProcessesOf.CommandLine(worker));
        await using var restarted = await LocalHost.StartAsync(data: data);
        var row = await Eventually.BecomesAsync(
            () => restarted.Rows.FindAsync(id),
            row => row?.GetString("State") == "processed",
            $"{id} is processed",
            withinSeconds: 60);
        await AssertSentOrStillOpenAsync(restarted, row!.RowKey);
    }

    private static async Task InterruptGroupAsync(LocalHost host)
    {
        using var kill = Process.Start("kill", ["-INT", "--", $"-{host.ProcessId}"]);
        await kill.WaitForExitAsync();
        Assert.Equal(0, kill.ExitCode);
    }

    private static async Task AreGoneAsync(DataFolder data, int worker) => await Eventually.BecomesAsync(
        () => Task.FromResult((ProcessesOf.Data(data).Count, ProcessesOf.CommandLine(worker))),
        left => left == (0, ""),
        "Azurite and the worker have ended",
        withinSeconds: 10);

    // On a slow machine the stop may cut a mail off: it is then unknown or due, and the marker brings it back.
    private static async Task AssertSentOrStillOpenAsync(LocalHost host, string id)
    {
        var outbox = await host.Rows.OutboxOfAsync(id);
        var sent = (await host.CapturedMail.OfAsync(id)).Select(mail => mail.MailId).ToList();

        Assert.Equal(3, outbox.Count);
        Assert.Equal(sent.Distinct(), sent);
        Assert.True(
            sent.Count == 3 || await host.Rows.IsOpenAsync(id),
            $"{sent.Count} of 3 mails were sent, and nothing will send the others");
    }
}
