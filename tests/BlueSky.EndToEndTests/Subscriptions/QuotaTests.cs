using System.Globalization;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Azure.Data.Tables;
using BlueSky.EndToEndTests.Hosting;
using BlueSky.EndToEndTests.Posting;

namespace BlueSky.EndToEndTests.Subscriptions;

public sealed class StrictHost() : LocalHostFixture(new Dictionary<string, string>
{
    ["Subscriptions:DoubleOptIn"] = "true",
    ["Subscriptions:ForgetPendingAfter"] = "00:00:01",
    ["Limits:ConfirmMailsPerHour"] = "3",
    ["Sweep:After"] = "00:00:01",
});

/// <summary>The quota on confirmation mails and the clean-up, on real storage.</summary>
public sealed class QuotaTests(StrictHost strict) : IClassFixture<StrictHost>
{
    private readonly LocalHost host = strict.Host;

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task Over_the_quota_requests_are_kept_mails_wait_and_staff_are_told_once()
    {
        await HourIsNotAboutToEndAsync();
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => host.SendAsync(Post.Subscribe(Some.Address()))));

        Assert.All(answers, answer => Assert.Equal(200, answer.Code));
        await Eventually.BecomesAsync(
            async () => (await OfAsync("subscribe-confirm"), await OfAsync("staff-alert")),
            mails => mails.Item1 >= 3 && mails.Item2 >= 2, "three confirmation mails, and an alert to each of staff");
        await RunAsync("sweep");
        var held = await Eventually.BecomesAsync(
            async () => (await host.Rows.AllAsync("Mails")).Where(mail =>
                mail.GetString("State") == "due" && mail.GetDateTimeOffset("NextAttemptAt") is null).ToList(),
            mails => mails.Count == 5, "five mails wait");
        Assert.All(held, mail => Assert.Equal("held back by Limits:ConfirmMailsPerHour", mail["Error"]));
        Assert.Equal((3, 2), (await OfAsync("subscribe-confirm"), await OfAsync("staff-alert")));
        Assert.Equal(8, (await host.Rows.AllAsync("Recipients")).Count(row => row.GetString("State") == "pending"));

        await ForgetsWhatNobodyConfirmedAsync();
    }

    private async Task ForgetsWhatNobodyConfirmedAsync()
    {
        var old = $"{TimeProvider.System.GetUtcNow().AddDays(-2):yyyy-MM-dd}";
        await host.Rows.WriteAsync("Submissions", new TableEntity(old, "BSK-2222-2222")
        {
            ["Form"] = "subscribe",
            ["State"] = "processed",
            ["Hash"] = "00",
            ["Email"] = Some.Address(),
            ["ReceivedAt"] = TimeProvider.System.GetUtcNow().AddDays(-2),
        });
        await host.Rows.WriteAsync("Mails", new TableEntity(old, "BSK-2222-2222.subscribe-confirm")
        {
            ["Template"] = "subscribe-confirm",
            ["To"] = Some.Address(),
            ["State"] = "delivered",
            ["CreatedAt"] = TimeProvider.System.GetUtcNow().AddDays(-2),
            ["ChangedAt"] = TimeProvider.System.GetUtcNow().AddDays(-2),
        });

        await WriteWhatIsTooOldAsync();

        // Run until it has done it: the youngest request may not be a second old yet.
        await Eventually.BecomesAsync(
            async () =>
            {
                await RunAsync("forget-pending");
                return await host.Rows.AllAsync("Recipients");
            },
            rows => rows.All(row => row.GetString("State") == "none" && row.GetString("Email") is null
                && row.GetString("ConsentText") is null),
            "nobody is pending");
        await Eventually.BecomesAsync(
            async () => (await host.Rows.AllAsync("Submissions")).Concat(await host.Rows.AllAsync("Mails")),
            rows => rows.All(row => row.PartitionKey != old), "the old submission and its mail are gone");
        await ForgetsWhatIsTooOldAsync();
    }

    private async Task WriteWhatIsTooOldAsync()
    {
        var received = TimeProvider.System.GetUtcNow().AddDays(-92);
        for (var i = 0; i < 120; i++)
        {
            await host.Rows.WriteAsync("Submissions", new TableEntity($"{received:yyyy-MM-dd}", $"BSK-2222-{i}")
            {
                ["Form"] = "subscribe",
                ["State"] = "quarantined",
                ["Hash"] = "00",
                ["Email"] = Some.Address(),
                ["Error"] = i == 0 ? "links" : "honeypot field filled",
                ["ReceivedAt"] = received,
            });
        }

        await host.Rows.WriteAsync("Recipients", new TableEntity("ff", "ff00")
        {
            ["State"] = "none",
            ["Email"] = Some.Address(),
            ["Acknowledgements"] = $"BSK-2222-2222@{received:yyyy-MM-ddTHH:mm:ss.fffffff}Z",
        });
        await host.Rows.WriteAsync("Audit", new TableEntity("2009-12", "20091231T235959999Z.00c0ffee"));
    }

    private async Task ForgetsWhatIsTooOldAsync()
    {
        // Several runs may have shared the work.
        var told = await Eventually.BecomesAsync(
            () => host.Rows.AllAsync("Audit"),
            rows => rows.Sum(row => Told(row, "spam")) == 119 && rows.Sum(row => Told(row, "audit entries")) == 1,
            "the audit tells of 119 robots and of 1 entry that went");
        Assert.All(told, row => Assert.Equal("timer", row.GetString("Who")));
        Assert.InRange(told.Sum(row => Told(row, "acknowledged addresses")), 1, told.Count);
        Assert.Equal(
            ["BSK-2222-0"],
            (await host.Rows.AllAsync("Submissions")).Where(row => row.GetString("State") == "quarantined")
                .Select(row => row.RowKey));

        static int Told(TableEntity row, string what) => row.GetString("Details") is { } details
            ? int.Parse(Regex.Match(details, $"{what} ([0-9]+)").Groups[1].Value, CultureInfo.InvariantCulture)
            : 0;
    }

    private async Task<int> OfAsync(string template) =>
        (await host.CapturedMail.AllAsync()).Count(mail => mail.Template == template);

    private async Task RunAsync(string function)
    {
        using var response = await host.Http.PostAsJsonAsync($"/admin/functions/{function}", new { input = "" });
        Assert.Equal(202, (int)response.StatusCode);
    }

    // The quota counts hours by the clock.
    private static async Task HourIsNotAboutToEndAsync()
    {
        var now = TimeProvider.System.GetUtcNow();
        if (now is { Minute: 59, Second: > 25 })
        {
            await Task.Delay(TimeSpan.FromSeconds(61 - now.Second));
        }
    }
}
