using BlueSky.Functions.Mail;
using BlueSky.Functions.Processing;
using BlueSky.Functions.Tests.Component;
using BlueSky.Functions.Tests.Subscriptions;

namespace BlueSky.Functions.Tests.Mail;

/// <summary>However many posts there are, so many mails go out in an hour, and nothing is lost by it.</summary>
public sealed class QuotaTests
{
    private static readonly DateTimeOffset Afternoon = DateTimeOffset.Parse("2026-01-08T19:00:00Z");

    [Fact]
    public async Task Acknowledgements_over_the_quota_are_left_out_and_staff_are_told_of_each_request()
    {
        using var app = AppWith(("Limits:AcknowledgementsPerHour", "3"));
        await ConsultAsync(app, 5);

        Assert.Equal(3, Count(app, "consultation-received"));
        Assert.Equal(5, Count(app, "staff-notice"));
        var leftOut = app.Mails.Rows.Where(mail => mail.State == MailState.Dropped).ToList();
        Assert.Equal(2, leftOut.Count);
        Assert.All(leftOut, mail => Assert.Equal(
            ("consultation-received", "over Limits:AcknowledgementsPerHour"), (mail.Template, mail.Error)));
        var alert = Assert.Single(app.Sender.Sent, mail => mail.Template == "staff-alert");
        Assert.Equal("Acknowledgements are left out", alert.Content.Subject);
        Assert.Empty(app.Submissions.Markers);

        await app.PassAsync(TimeSpan.FromHours(1));
        await ConsultAsync(app, 1, from: 5);
        Assert.Equal(4, Count(app, "consultation-received"));
    }

    [Fact]
    public async Task An_alert_outlives_a_lost_message()
    {
        using var app = AppWith(("Limits:AcknowledgementsPerHour", "1"));
        await ConsultAsync(app, 1);
        await app.AcceptConsultationAsync("second@example.org");
        await app.Get<SubmissionProcessor>().ProcessAsync(
            Assert.Single(app.Queue.TakeVisible()), CancellationToken.None);
        Assert.Single(app.Queue.TakeVisible());
        Assert.Equal(0, Count(app, "staff-alert"));

        await app.PassAsync(TimeSpan.FromMinutes(5));

        Assert.Equal(1, Count(app, "staff-alert"));
        Assert.Empty(app.Submissions.Markers);
    }

    [Fact]
    public async Task Notices_over_the_quota_are_told_in_one_summary_when_the_hour_is_over()
    {
        using var app = AppWith(
            ("Limits:StaffNoticesPerHour", "2"), ("Notifications:StaffLink", "https://staff.example/{id}"));
        await ConsultAsync(app, 6);

        Assert.Equal(2, Count(app, "staff-notice"));
        await app.PassAsync(TimeSpan.FromMinutes(60));
        Assert.Equal(2, Count(app, "staff-notice"));
        await app.PassAsync(TimeSpan.FromMinutes(3));

        var summary = app.Sender.Sent.Where(mail => mail.Template == "staff-notice").Skip(2).Single();
        Assert.Equal("4 more: consultation request", summary.Content.Subject);
        var untold = app.Submissions.Rows.Skip(2).Select(row => row.Id).ToList();
        Assert.All(untold, id =>
            Assert.Contains($"{id}\nhttps://staff.example/{id}", summary.Content.Text, StringComparison.Ordinal));
        Assert.DoesNotContain("Ada", summary.Content.Text, StringComparison.Ordinal);
        Assert.Empty(app.Submissions.Markers);
    }

    [Fact]
    public async Task A_summary_uses_nothing_up_of_its_hour_and_each_hour_has_one()
    {
        using var app = AppWith(("Limits:StaffNoticesPerHour", "2"));
        await ConsultAsync(app, 4);
        await app.PassAsync(TimeSpan.FromMinutes(62));
        await ConsultAsync(app, 5, from: 4);
        await app.PassAsync(TimeSpan.FromMinutes(62));

        Assert.Equal(
            ["2 more: consultation request", "3 more: consultation request"],
            app.Sender.Sent.Select(mail => mail.Content.Subject)
                .Where(subject => subject.Contains("more", StringComparison.Ordinal)));
        Assert.Equal(6, Count(app, "staff-notice"));
    }

    [Fact]
    public async Task Each_of_the_staff_has_the_same_notices_and_a_summary()
    {
        using var app = AppWith(
            ("Limits:StaffNoticesPerHour", "2"), ("Mail:Staff:0", "a@clinic.example"), ("Mail:Staff:1", "b@clinic.example"));
        await ConsultAsync(app, 4);
        await app.PassAsync(TimeSpan.FromMinutes(63));

        Assert.Equal(
            app.Sender.Sent.Where(mail => mail.To == "a@clinic.example").Select(mail => mail.Content.Subject),
            app.Sender.Sent.Where(mail => mail.To == "b@clinic.example").Select(mail => mail.Content.Subject));
        Assert.Equal(6, Count(app, "staff-notice"));
    }

    [Fact]
    public async Task When_many_come_at_once_there_is_one_summary_and_nobody_is_left_out_of_it()
    {
        using var app = AppWith(("Limits:StaffNoticesPerHour", "10"), ("Limits:AcknowledgementsPerHour", "10"));
        for (var i = 0; i < 50; i++)
        {
            await app.AcceptConsultationAsync($"a{i}@example.org");
        }

        await Task.WhenAll(app.Queue.TakeVisible().Select(message =>
            Task.Run(() => app.Get<SubmissionProcessor>().ProcessAsync(message, CancellationToken.None))));
        await app.PassAsync(TimeSpan.FromMinutes(63));

        Assert.Equal(10, Count(app, "consultation-received"));
        Assert.Equal(11, Count(app, "staff-notice"));
        Assert.Contains(app.Sender.Sent, mail => mail.Content.Subject == "40 more: consultation request");
        Assert.Empty(app.Submissions.Markers);
    }

    [Fact]
    public async Task New_subscribers_have_six_notices_and_use_none_of_the_requests()
    {
        using var app = AppWith(
            ("Limits:StaffNoticesPerHour", "2"), ("Subscriptions:DoubleOptIn", "false"));
        for (var i = 0; i < 8; i++)
        {
            await app.AcceptAsync("subscribe", ("email", $"a{i}@example.org"));
        }

        await app.ProcessQueueAsync();
        Assert.Equal(6, Count(app, "staff-notice"));
        await ConsultAsync(app, 2);
        Assert.Equal(8, Count(app, "staff-notice"));
        await app.PassAsync(TimeSpan.FromMinutes(63));
        Assert.Equal("2 more: subscriber", app.Sender.Sent.Last().Content.Subject);
    }

    [Fact]
    public async Task Zero_switches_them_off()
    {
        using var app = AppWith(("Limits:StaffNoticesPerHour", "0"), ("Limits:AcknowledgementsPerHour", "0"));
        await ConsultAsync(app, 100);

        Assert.Equal((100, 100), (Count(app, "consultation-received"), Count(app, "staff-notice")));
    }

    [Fact]
    public async Task A_welcome_that_nobody_had_to_confirm_has_the_quota_of_confirmations()
    {
        using var app = AppWith(
            ("Subscriptions:DoubleOptIn", "false"), ("Limits:ConfirmMailsPerHour", "2"));
        for (var i = 0; i < 3; i++)
        {
            await new Subscriber(app, $"a{i}@example.org").AskAsync();
        }

        Assert.Equal(2, Count(app, "subscribe-welcome"));
        await app.PassAsync(TimeSpan.FromHours(1));
        Assert.Equal(3, Count(app, "subscribe-welcome"));
    }

    [Fact]
    public async Task One_network_gets_a_quarter_of_the_hours_mails_and_holds_nobody_up()
    {
        using var app = AppWith(("Limits:ConfirmMailsPerHour", "8"));
        for (var i = 0; i < 10; i++)
        {
            // The /48 counts, whatever is chosen within it.
            await SubscribeAsync(app, $"bot{i}@example.org", $"2001:db8:1:{i:x}::1");
        }

        await SubscribeAsync(app, "person@example.org", "192.0.2.1");

        Assert.Equal(["bot0@example.org", "bot1@example.org", "person@example.org"], Confirmations(app));
        Assert.Equal(0, Count(app, "staff-alert"));
        await app.PassAsync(TimeSpan.FromHours(1));
        Assert.Equal(["bot2@example.org", "bot3@example.org"], Confirmations(app).Skip(3));
    }

    [Fact]
    public async Task Hidden_origins_have_the_share_of_one_network()
    {
        using var app = AppWith(("Limits:ConfirmMailsPerHour", "8"));
        for (var i = 0; i < 4; i++)
        {
            await SubscribeAsync(app, $"a{i}@example.org", $"192.0.2.{i}", origin: "null");
        }

        Assert.Equal(2, Confirmations(app).Count);
    }

    [Fact]
    public async Task Who_asks_anew_stands_in_line_behind_those_that_wait()
    {
        using var app = AppWith(("Limits:ConfirmMailsPerHour", "1"), ("Limits:ConfirmMailsPerNetwork", "0"));
        for (var i = 0; i < 3; i++)
        {
            await SubscribeAsync(app, $"a{i}@example.org", "192.0.2.1");
        }

        // The next hour has begun, and Sweep has not run yet.
        app.Clock.Advance(TimeSpan.FromHours(1));
        await SubscribeAsync(app, "new@example.org", "192.0.2.2");
        Assert.Equal(["a0@example.org"], Confirmations(app));
        await app.PassAsync(TimeSpan.FromHours(3));

        Assert.Equal(
            ["a0@example.org", "a1@example.org", "a2@example.org", "new@example.org"], Confirmations(app));
    }

    [Theory]
    [InlineData(5, 5)]
    [InlineData(60, 10)]
    [InlineData(100, 10)]
    [InlineData(1_000, 100)]
    public async Task A_quota_is_reserved_in_blocks(int perHour, int writes)
    {
        var store = new CountingStore();
        var quota = new HourlyQuota(store, "some", perHour, TimeProvider.System);
        var taken = 0;
        while (await quota.TryAcquireAsync())
        {
            taken++;
        }

        Assert.Equal((perHour, writes), (taken, store.Writes));
    }

    [Fact]
    public async Task Two_instances_never_let_out_more_together_and_what_is_returned_is_used()
    {
        var store = new CountingStore();
        var (one, other) = (
            new HourlyQuota(store, "some", 20, TimeProvider.System), new HourlyQuota(store, "some", 20, TimeProvider.System));
        await one.TryAcquireAsync();
        one.Release();

        var taken = await Task.WhenAll(Enumerable.Range(0, 200).Select(
            i => Task.Run(() => (i % 2 == 0 ? one : other).TryAcquireAsync())));

        Assert.Equal(20, taken.Count(got => got));
    }

    private static TestApp AppWith(params (string Name, string Value)[] settings) =>
        new(settings.ToDictionary(setting => setting.Name, setting => (string?)setting.Value), Afternoon);

    private static async Task ConsultAsync(TestApp app, int count, int from = 0)
    {
        for (var i = from; i < from + count; i++)
        {
            await app.AcceptConsultationAsync($"visitor{i}@example.org");
            await app.ProcessQueueAsync();
        }
    }

    private static async Task SubscribeAsync(TestApp app, string email, string client, string? origin = null)
    {
        // Those that wait stand in the order in which they came.
        app.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await FormClient.PostAsync(app, $"email={Uri.EscapeDataString(email)}", client: client, origin: origin, with: request =>
        {
            request.Headers.UserAgent = "Mozilla/5.0";
            request.Headers.AcceptLanguage = "en";
        });
        await app.ProcessQueueAsync();
    }

    private static int Count(TestApp app, string template) =>
        app.Sender.Sent.Count(mail => mail.Template == template);

    private static List<string> Confirmations(TestApp app) =>
        [.. app.Sender.Sent.Where(mail => mail.Template == "subscribe-confirm").Select(mail => mail.To)];

    private sealed class CountingStore : IQuotaStore
    {
        private readonly Fakes.FakeQuotaStore store = new();
        private int writes;

        public int Writes => writes;

        public Task<QuotaCount?> FindAsync(string counter, CancellationToken cancellationToken) =>
            store.FindAsync(counter, cancellationToken);

        public Task<bool> TrySaveAsync(QuotaCount count, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref writes);
            return store.TrySaveAsync(count, cancellationToken);
        }
    }
}
