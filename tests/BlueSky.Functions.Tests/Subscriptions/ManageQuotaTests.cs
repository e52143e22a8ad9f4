using BlueSky.Content.Localization;
using BlueSky.Functions.Mail;
using BlueSky.Functions.Operations;
using BlueSky.Functions.Processing;
using BlueSky.Functions.Subscriptions;

namespace BlueSky.Functions.Tests.Subscriptions;

public sealed class ManageQuotaTests
{
    [Fact]
    public async Task Over_the_quota_none_is_sent_its_row_says_why_and_nobody_is_alarmed()
    {
        using var limited = await WithSubscribersAsync(3, new() { ["Limits:ManageMailsPerHour"] = "2" });
        for (var i = 0; i < 3; i++)
        {
            await new Subscriber(limited, $"a{i}@example.org").RequestLinkAsync();
        }

        Assert.Equal(["a0@example.org", "a1@example.org"], Manages(limited));
        var stopped = Assert.Single(limited.Mails.Rows, mail => mail.State == MailState.Failed);
        Assert.Equal(
            ("a2@example.org", "over Limits:ManageMailsPerHour", 0), (stopped.To, stopped.Error, stopped.Attempts));
        Assert.Empty(limited.Submissions.Markers);
        Assert.DoesNotContain(limited.Sender.Sent, mail => mail.Template == "staff-alert");
        Assert.DoesNotContain(limited.Logs.Lines, line =>
            line.StartsWith("Error", StringComparison.Ordinal)
            || line.StartsWith("Critical", StringComparison.Ordinal));

        // It does not wait for the next hour; staff can requeue it.
        await limited.PassAsync(TimeSpan.FromHours(2));
        Assert.Equal(2, Manages(limited).Count());
        await limited.Get<Requeue>().RunAsync(stopped.Submission.Id, mail: null, CancellationToken.None);
        await limited.ProcessQueueAsync();
        Assert.Equal(["a0@example.org", "a1@example.org", "a2@example.org"], Manages(limited));
    }

    [Fact]
    public async Task Each_hour_by_the_clock_has_its_quota()
    {
        using var limited = await WithSubscribersAsync(4, new() { ["Limits:ManageMailsPerHour"] = "1" });
        for (var i = 0; i < 4; i++)
        {
            await new Subscriber(limited, $"a{i}@example.org").RequestLinkAsync();
            await limited.PassAsync(TimeSpan.FromMinutes(30));
        }

        Assert.Equal(["a0@example.org", "a2@example.org"], Manages(limited));
    }

    [Fact]
    public async Task The_quota_holds_when_many_come_at_once()
    {
        using var limited = await WithSubscribersAsync(30, new() { ["Limits:ManageMailsPerHour"] = "10" });
        await Task.WhenAll(Enumerable.Range(0, 30).Select(i =>
            limited.Get<SubscriptionActions>().RequestLinkAsync($"a{i}@example.org", Texts.English)));
        await Task.WhenAll(limited.Queue.TakeVisible().Select(message =>
            Task.Run(() => limited.Get<SubmissionProcessor>().ProcessAsync(message, CancellationToken.None))));

        Assert.Equal(10, Manages(limited).Count());
    }

    [Fact]
    public async Task The_two_quotas_do_not_count_each_others_mails()
    {
        using var limited = await WithSubscribersAsync(
            2, new() { ["Limits:ManageMailsPerHour"] = "1", ["Limits:ConfirmMailsPerHour"] = "2" });

        // The two confirmations of this hour are used up, the one link is not.
        await new Subscriber(limited, "a0@example.org").RequestLinkAsync();
        Assert.Equal(["a0@example.org"], Manages(limited));

        // The next hour: the link is used up first, and confirmations go out all the same.
        limited.Clock.Advance(TimeSpan.FromHours(1));
        await new Subscriber(limited, "a1@example.org").RequestLinkAsync();
        var other = new Subscriber(limited, "other@example.org");
        await other.AskAsync();

        Assert.Equal(["a0@example.org", "a1@example.org"], Manages(limited));
        Assert.Equal(["subscribe-confirm"], other.Mails);
        Assert.DoesNotContain(limited.Sender.Sent, mail => mail.Template == "staff-alert");
    }

    [Fact]
    public async Task Zero_switches_the_quota_off()
    {
        using var unlimited = await WithSubscribersAsync(40, new() { ["Limits:ManageMailsPerHour"] = "0" });
        for (var i = 0; i < 40; i++)
        {
            await new Subscriber(unlimited, $"a{i}@example.org").RequestLinkAsync();
        }

        Assert.Equal(40, Manages(unlimited).Count());
    }

    private static async Task<TestApp> WithSubscribersAsync(int count, Dictionary<string, string?> settings)
    {
        settings["Subscriptions:DoubleOptIn"] = settings.ContainsKey("Limits:ConfirmMailsPerHour") ? "true" : "false";
        var app = new TestApp(settings, DateTimeOffset.Parse("2026-01-08T19:00:00Z"));
        for (var i = 0; i < count; i++)
        {
            var subscriber = new Subscriber(app, $"a{i}@example.org");
            await subscriber.AskAsync();
            if (subscriber.Links.Any(link => link.AbsolutePath == "/api/confirm"))
            {
                await subscriber.ConfirmAsync();
            }
        }

        return app;
    }

    private static IEnumerable<string> Manages(TestApp app) =>
        app.Sender.Sent.Where(mail => mail.Template == "subscribe-manage").Select(mail => mail.To);
}
