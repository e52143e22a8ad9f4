using BlueSky.Functions.Backups;

namespace BlueSky.Functions.Tests.Backups;

public sealed class BackupTimerTests : IDisposable
{
    private static readonly Dictionary<string, string?> On = new()
    {
        ["Backup:AccountName"] = "clinicbackup",
    };

    private readonly TestApp app = new(On);

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task The_first_run_of_a_day_exports_and_the_others_do_nothing()
    {
        await RunAsync();
        var parts = app.Externals.Backups.Parts.Count;
        app.Externals.Backups.IsDown = true;
        await RunAsync();

        Assert.Equal(7, parts);
        Assert.Equal(["begun", "done"], app.Externals.Audit.Entries.Select(entry => entry.Outcome).Order());
        Assert.DoesNotContain(app.Logs.Lines, line => line.StartsWith("Error", StringComparison.Ordinal));

        app.Externals.Backups.IsDown = false;
        app.Clock.Advance(TimeSpan.FromDays(1));
        await RunAsync();

        Assert.Equal(14, app.Externals.Backups.Parts.Count);
    }

    [Fact]
    public async Task Without_a_setting_there_is_no_backup()
    {
        using var off = new TestApp(externals: app.Externals);

        await off.Function<BackupFunction>().RunAsync(new(), default);

        Assert.Empty(app.Externals.Backups.Parts);
        Assert.Empty(app.Externals.Audit.Entries);
    }

    [Fact]
    public async Task A_failure_is_an_error_each_time_and_critical_after_two_days_without_an_export()
    {
        await RunAsync();
        app.Externals.Backups.IsDown = true;

        await HoursPassAsync(24 + 23);
        Assert.Equal((24 + 23 - 4, 0), Logged());

        await HoursPassAsync(2);
        var (errors, critical) = Logged();
        Assert.Equal(24 + 25 - 4, errors);
        Assert.True(critical > 0, "no critical line");

        app.Externals.Backups.IsDown = false;
        await HoursPassAsync(1);
        Assert.Equal((errors, critical), Logged());
    }

    // Of an account that was never reached, nothing is known but that there were tries.
    [Fact]
    public async Task A_backup_that_never_worked_is_critical_after_two_days_too()
    {
        app.Externals.Backups.IsDown = true;

        await HoursPassAsync(47);
        Assert.Equal(0, Logged().Critical);

        await HoursPassAsync(24);
        Assert.True(Logged().Critical > 0, "no critical line");
    }

    [Fact]
    public async Task An_outage_of_the_tables_is_an_error_too()
    {
        app.Externals.Rows.IsDown = true;
        app.Externals.Audit.IsDown = true;

        await RunAsync();

        Assert.Contains(
            app.Logs.Lines,
            line => line.StartsWith("Error: The export of the tables failed (down)", StringComparison.Ordinal));
    }

    private async Task HoursPassAsync(int hours)
    {
        for (var hour = 0; hour < hours; hour++)
        {
            app.Clock.Advance(TimeSpan.FromHours(1));
            await RunAsync();
        }
    }

    private (int Errors, int Critical) Logged() =>
        (CountOf("Error: The export of the tables failed"), CountOf("Critical: No export"));

    private int CountOf(string start) =>
        app.Logs.Lines.Count(line => line.StartsWith(start, StringComparison.Ordinal));

    private Task RunAsync() => app.Function<BackupFunction>().RunAsync(new(), default);
}
