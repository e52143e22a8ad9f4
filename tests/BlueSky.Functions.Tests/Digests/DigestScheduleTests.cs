using System.Globalization;
using BlueSky.Functions.Digests;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Tests.Digests;

/// <summary>When the digest runs. The clinic is in Denver; January 8, 2026 is a Thursday.</summary>
public sealed class DigestScheduleTests
{
    private readonly Externals externals = new(Local("2026-01-08T07:00:00"));

    [Fact]
    public async Task It_comes_in_the_morning_and_once()
    {
        using var app = Start();
        await app.AcceptConsultationAsync();

        await RunAsync(app, "2026-01-08T07:59:59");
        Assert.Equal(0, Digests);
        await RunAsync(app, "2026-01-08T08:00:00");
        Assert.Equal(1, Digests);
        await RunAsync(app, "2026-01-08T08:01:00");
        await RunAsync(app, "2026-01-08T23:59:00");
        await RunAsync(app, "2026-01-09T07:59:00");
        Assert.Equal(1, Digests);
        await RunAsync(app, "2026-01-09T08:00:00");
        Assert.Equal(2, Digests);
    }

    [Fact]
    public async Task Another_time_can_be_set()
    {
        using var app = Start(("Staff:RemindAt", "14:30"));
        await app.AcceptConsultationAsync();

        await RunAsync(app, "2026-01-08T14:29:00");
        Assert.Equal(0, Digests);
        await RunAsync(app, "2026-01-08T14:30:00");

        Assert.Equal(1, Digests);
        Assert.Contains(
            "This email comes at 2:30 PM on business days", app.Sender["staff-digest"].Content.Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Days_without_business_are_caught_up_on_the_next_one()
    {
        using var app = Start(("Clinic:Holidays", "2026-01-12"));
        await RunAsync(app, "2026-01-09T08:00:00");
        await app.AcceptConsultationAsync();

        await RunAsync(app, "2026-01-10T09:00:00");
        await RunAsync(app, "2026-01-11T09:00:00");
        await RunAsync(app, "2026-01-12T09:00:00");
        Assert.Equal(0, Digests);
        await RunAsync(app, "2026-01-13T08:00:00");

        Assert.Equal(1, Digests);
    }

    [Fact]
    public async Task What_comes_later_on_a_day_is_told_on_the_next_also_after_a_restart()
    {
        using (var first = Start())
        {
            await RunAsync(first, "2026-01-08T08:00:00");
            await first.AcceptConsultationAsync();
            await RunAsync(first, "2026-01-08T09:00:00");
        }

        using var second = Start();
        await RunAsync(second, "2026-01-08T10:00:00");
        Assert.Equal(0, Digests);
        await RunAsync(second, "2026-01-09T08:00:00");
        Assert.Equal(1, Digests);
    }

    [Fact]
    public async Task After_a_late_start_it_comes_on_the_same_day()
    {
        using var app = Start();
        await app.AcceptConsultationAsync();

        await RunAsync(app, "2026-01-08T15:20:00");

        Assert.Equal(1, Digests);
    }

    [Fact]
    public async Task Two_instances_send_one()
    {
        using var first = Start();
        using var second = Start();
        await first.AcceptConsultationAsync();
        await first.ProcessQueueAsync();
        MoveTo("2026-01-08T08:00:00");

        await Task.WhenAll(new[] { first, second }.Select(app =>
            Task.Run(() => app.Get<DigestSchedule>().RunAsync(CancellationToken.None))));
        await first.ProcessQueueAsync();

        Assert.Equal(1, Digests);
    }

    [Fact]
    public async Task An_outage_delays_it()
    {
        using var app = Start();
        await app.AcceptConsultationAsync();
        await app.ProcessQueueAsync();
        MoveTo("2026-01-08T08:00:00");
        externals.Requests.IsDown = true;
        await Assert.ThrowsAsync<StorageUnavailableException>(
            () => app.Get<DigestSchedule>().RunAsync(CancellationToken.None));
        externals.Requests.IsDown = false;

        await RunAsync(app, "2026-01-08T08:01:00");

        Assert.Equal(1, Digests);
    }

    // Once a minute all day: it must not cost a call each.
    [Fact]
    public async Task When_the_day_is_done_storage_is_not_asked_again()
    {
        using var app = Start();
        await RunAsync(app, "2026-01-08T08:00:00");
        (externals.Quotas.IsDown, externals.Requests.IsDown, externals.Submissions.IsDown) = (true, true, true);
        MoveTo("2026-01-08T08:01:00");

        await app.Get<DigestSchedule>().RunAsync(CancellationToken.None);
        MoveTo("2026-01-09T07:59:00");
        await app.Get<DigestSchedule>().RunAsync(CancellationToken.None);

        Assert.Equal(0, Digests);
    }

    private int Digests => externals.Sender.Sent.Count(mail => mail.Template == StaffDigest.TemplateName);

    private TestApp Start(params (string Name, string? Value)[] settings) =>
        new(settings.ToDictionary(setting => setting.Name, setting => setting.Value), externals: externals);

    private async Task RunAsync(TestApp app, string time)
    {
        await app.ProcessQueueAsync();
        MoveTo(time);
        await app.Get<DigestSchedule>().RunAsync(CancellationToken.None);
        await app.ProcessQueueAsync();
    }

    private void MoveTo(string time) => externals.Clock.SetUtcNow(Local(time));

    private static DateTimeOffset Local(string time) =>
        DateTimeOffset.Parse($"{time}-07:00", CultureInfo.InvariantCulture);
}
