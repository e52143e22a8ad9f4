using BlueSky.Functions.Tests.Component;
using BlueSky.Functions.Tests.Subscriptions;

namespace BlueSky.Functions.Tests.Mail;

public sealed class ConfirmationQuotaTests
{
    [Fact]
    public async Task A_welcome_that_nobody_had_to_confirm_has_the_quota_of_confirmations()
    {
        using var app = QuotaApp.With(
            ("Subscriptions:DoubleOptIn", "false"), ("Limits:ConfirmMailsPerHour", "2"));
        for (var i = 0; i < 3; i++)
        {
            await new Subscriber(app, $"a{i}@example.org").AskAsync();
        }

        Assert.Equal(2, QuotaApp.Count(app, "subscribe-welcome"));
        await app.PassAsync(TimeSpan.FromHours(1));
        Assert.Equal(3, QuotaApp.Count(app, "subscribe-welcome"));
    }

    [Fact]
    public async Task One_network_gets_a_quarter_of_the_hours_mails_and_holds_nobody_up()
    {
        using var app = QuotaApp.With(("Limits:ConfirmMailsPerHour", "8"));
        for (var i = 0; i < 10; i++)
        {
            // The /48 counts, whatever is chosen within it.
            await SubscribeAsync(app, $"bot{i}@example.org", $"2001:db8:1:{i:x}::1");
        }

        await SubscribeAsync(app, "person@example.org", "192.0.2.1");

        Assert.Equal(["bot0@example.org", "bot1@example.org", "person@example.org"], Confirmations(app));
        Assert.Equal(0, QuotaApp.Count(app, "staff-alert"));
        await app.PassAsync(TimeSpan.FromHours(1));
        Assert.Equal(["bot2@example.org", "bot3@example.org"], Confirmations(app).Skip(3));
    }

    [Fact]
    public async Task Hidden_origins_have_the_share_of_one_network()
    {
        using var app = QuotaApp.With(("Limits:ConfirmMailsPerHour", "8"));
        for (var i = 0; i < 4; i++)
        {
            await SubscribeAsync(app, $"a{i}@example.org", $"192.0.2.{i}", origin: "null");
        }

        Assert.Equal(2, Confirmations(app).Count);
    }

    [Fact]
    public async Task Who_asks_anew_stands_in_line_behind_those_that_wait()
    {
        using var app = QuotaApp.With(("Limits:ConfirmMailsPerHour", "1"), ("Limits:ConfirmMailsPerNetwork", "0"));
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

    private static async Task SubscribeAsync(TestApp app, string email, string client, string? origin = null)
    {
        // Those that wait stand in the order in which they came.
        app.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await FormClient.PostAsync(
            app, $"email={Uri.EscapeDataString(email)}", client: client, origin: origin, with: request =>
            {
                request.Headers.UserAgent = "Mozilla/5.0";
                request.Headers.AcceptLanguage = "en";
            });
        await app.ProcessQueueAsync();
    }

    private static List<string> Confirmations(TestApp app) =>
        [.. app.Sender.Sent.Where(mail => mail.Template == "subscribe-confirm").Select(mail => mail.To)];
}
