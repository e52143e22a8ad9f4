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
        await using (var killed = await LocalHost.StartAsync(data: data))
        {
            id = (await killed.SendAsync(Post.Subscribe(A.Address()))).Id;
            await killed.SettledAsync(id);
            Assert.Equal(2, ProcessesOf.Data(data).Count);

            killed.Kill();
            await killed.WaitForExitAsync(TenSeconds);
        }

        await Eventually.BecomesAsync(
            () => Task.FromResult(ProcessesOf.Data(data)),
            left => left.Count == 0,
            "Azurite has ended",
            withinSeconds: 10);
        await using var restarted = await LocalHost.StartAsync(data: data);
        Assert.Equal("processed", (await restarted.Rows.FindAsync(id))!.GetString("State"));
        Assert.Equal(3, (await restarted.Outbox.OfAsync(id)).Count);
    }

    [LinuxFact]
    public async Task SIGTERM_stops_everything_within_ten_seconds_and_a_restart_loses_nothing()
    {
        using var data = new DataFolder();
        string id;
        await using (var stopped = await LocalHost.StartAsync(data: data))
        {
            id = (await stopped.SendAsync(Post.Subscribe(A.Address()))).Id;
            Assert.Equal(2, ProcessesOf.Data(data).Count);

            await stopped.TerminateAsync();
            await stopped.WaitForExitAsync(TenSeconds);
        }

        Assert.Empty(ProcessesOf.Data(data));
        await using var restarted = await LocalHost.StartAsync(data: data);
        var row = await Eventually.BecomesAsync(
            () => restarted.Rows.FindAsync(id),
            row => row?.GetString("State") == "processed",
            $"{id} is processed",
            withinSeconds: 60);
        await AssertSentOrStillOpenAsync(restarted, row!.RowKey);
    }

    [Fact]
    public async Task A_restart_right_after_a_kill_waits_for_the_old_Azurite_and_finds_the_rows()
    {
        using var data = new DataFolder();
        string id;
        await using (var killed = await LocalHost.StartAsync(data: data))
        {
            id = (await killed.SendAsync(Post.Subscribe(A.Address()))).Id;
            killed.Kill();
        }

        await using var restarted = await LocalHost.StartAsync(data: data);

        Assert.NotNull(await restarted.Rows.FindAsync(id));
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

    // On a slow machine the stop may cut a mail off: it is then unknown or due, and the marker brings it back.
    private static async Task AssertSentOrStillOpenAsync(LocalHost host, string id)
    {
        var ledger = await host.Rows.LedgerOfAsync(id);
        var sent = (await host.Outbox.OfAsync(id)).Select(mail => mail.MailId).ToList();

        Assert.Equal(3, ledger.Count);
        Assert.Equal(sent.Distinct(), sent);
        Assert.True(
            sent.Count == 3 || await host.Rows.IsOpenAsync(id),
            $"{sent.Count} of 3 mails were sent, and nothing will send the others");
    }
}
