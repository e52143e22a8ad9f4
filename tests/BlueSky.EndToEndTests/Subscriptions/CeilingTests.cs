using System.Net.Http.Json;
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

/// <summary>The ceiling on confirmation mails and the clean-up, on real storage.</summary>
public sealed class CeilingTests(StrictHost strict) : IClassFixture<StrictHost>
{
    private readonly LocalHost host = strict.Host;

    [Fact]
    public async Task Over_the_ceiling_requests_are_kept_mails_wait_and_staff_are_told_once()
    {
        await HourIsNotAboutToEndAsync();
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => host.SendAsync(Post.Subscribe(A.Address()))));

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
            ["Email"] = A.Address(),
            ["ReceivedAt"] = TimeProvider.System.GetUtcNow().AddDays(-2),
        });
        await host.Rows.WriteAsync("Mails", new TableEntity(old, "BSK-2222-2222.subscribe-confirm")
        {
            ["Template"] = "subscribe-confirm",
            ["To"] = A.Address(),
            ["State"] = "delivered",
            ["CreatedAt"] = TimeProvider.System.GetUtcNow().AddDays(-2),
            ["ChangedAt"] = TimeProvider.System.GetUtcNow().AddDays(-2),
        });

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
    }

    private async Task<int> OfAsync(string template) =>
        (await host.Outbox.AllAsync()).Count(mail => mail.Template == template);

    private async Task RunAsync(string function)
    {
        using var response = await host.Http.PostAsJsonAsync($"/admin/functions/{function}", new { input = "" });
        Assert.Equal(202, (int)response.StatusCode);
    }

    // The ceiling counts hours by the clock.
    private static async Task HourIsNotAboutToEndAsync()
    {
        var now = TimeProvider.System.GetUtcNow();
        if (now is { Minute: 59, Second: > 25 })
        {
            await Task.Delay(TimeSpan.FromSeconds(61 - now.Second));
        }
    }
}
