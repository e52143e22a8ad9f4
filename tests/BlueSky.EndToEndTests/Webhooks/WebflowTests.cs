using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Azure.Data.Tables;
using BlueSky.EndToEndTests.Hosting;
using BlueSky.EndToEndTests.Posting;
using BlueSky.EndToEndTests.Tool;

namespace BlueSky.EndToEndTests.Webhooks;

/// <summary>Webflow's own forms, as Webflow delivers them: over HTTP, to what anybody can reach.</summary>
[Collection(nameof(FaultyMailHost))]
public sealed class WebflowTests(FaultyMailHost faulty)
{
    private const string Route = "/api/webhooks/webflow";

    private readonly LocalHost host = faulty.Host;

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task A_consultation_request_by_version_2_is_stored_and_mailed()
    {
        var address = Some.Address();

        var answer = await DeliverAsync(Version2("Contact Us", address, Some.Token()));

        Assert.Equal(200, answer.Code);
        var settled = await host.SettledAsync((await RowOfAsync(address)).RowKey);
        Assert.Equal(
            ("consultation", "processed", "Zoë Ångström", "15055550199"),
            (settled["Form"], settled["State"], settled["Name"], settled["PhoneDigits"]));
        Assert.Equal(
            [
                $"consultation-received to {address}", $"staff-notice to {TestSettings.FirstStaff}",
                $"staff-notice to {TestSettings.SecondStaff}",
            ],
            settled.Deliveries);
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task A_subscription_by_version_1_and_a_key_is_stored_and_mailed()
    {
        var address = Some.Address();
        var body = JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["name"] = "Footer Newsletter 2", ["site"] = "5d9", ["data"] = new { Email = address },
            ["d"] = "2026-01-08T19:42:00.117Z", ["_id"] = Some.Token(),
        });

        var answer = await SendAsync($"{Route}?key={FaultyMailHost.Secrets.WebflowKey}", body);

        Assert.Equal(200, answer.Code);
        var settled = await host.SettledAsync((await RowOfAsync(address)).RowKey);
        Assert.Equal(("subscribe", "processed"), (settled["Form"], settled["State"]));
        Assert.Contains($"subscribe-welcome to {address}", settled.Deliveries);
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task Of_a_delivery_that_is_repeated_there_is_one_row_and_its_mails_are_sent_once()
    {
        var address = Some.Address();
        var hook = Version2("Contact Us", address, Some.Token());

        var answers = await Task.WhenAll(DeliverAsync(hook), DeliverAsync(hook));
        var settled = await host.SettledAsync((await RowOfAsync(address)).RowKey);
        var later = await DeliverAsync(hook, TimeSpan.FromMinutes(-30));

        Assert.All([.. answers, later], answer => Assert.Equal(200, answer.Code));
        await RowOfAsync(address);
        Assert.Equal(3, (await host.SettledAsync(settled.Row.RowKey)).Mails.Count);
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task What_is_not_Webflows_is_refused_and_not_stored()
    {
        var address = Some.Address();
        var hook = Version2("Contact Us", address, Some.Token());
        var now = Now(TimeSpan.Zero);

        Answer[] answers =
        [
            await SendAsync(Route, hook),
            await SendAsync(Route, hook, now, Sign(now, hook + " ")),
            await DeliverAsync(hook, TimeSpan.FromMinutes(-36)),
            await DeliverAsync(hook, TimeSpan.FromMinutes(36)),
            await SendAsync($"{Route}?key={Some.Token()}{Some.Token()}", hook),
        ];

        Assert.All(answers, answer => Assert.Equal(401, answer.Code));
        Assert.Empty(await host.Rows.OfAsync(address));
        Assert.All(FaultyMailHost.Secrets.All, secret =>
            Assert.DoesNotContain(secret, host.Logs, StringComparison.Ordinal));
        Assert.DoesNotContain("key=", host.Logs, StringComparison.Ordinal);
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task An_unknown_form_is_kept_with_all_its_fields()
    {
        var (form, role) = ($"Job Application {Some.Token()}", Some.Token());

        var answer = await DeliverAsync(Hook(form, new() { ["Name"] = "Zoë", ["Role"] = role }, Some.Token()));

        Assert.Equal(200, answer.Code);
        var row = Assert.Single(await host.Rows.AllAsync("Submissions"), row => Fields(row).Contains(role));
        Assert.Equal(("unknown", "quarantined"), (row.GetString("Form"), row.GetString("State")));
        Assert.Contains("unknown form", row.GetString("Error"), StringComparison.Ordinal);
        Assert.Contains(form, Fields(row), StringComparison.Ordinal);
        Assert.Empty(await host.Rows.OutboxOfAsync(row.RowKey));
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task A_broken_rule_quarantines_it_and_nobody_is_mailed()
    {
        var address = Some.Address();

        var answer = await DeliverAsync(Hook(
            "Contact Us", new() { ["Name"] = "Zoë", ["Email"] = address, ["Phone"] = "12" }, Some.Token()));
        var fine = Some.Address();
        await DeliverAsync(Version2("Contact Us", fine, Some.Token()));

        Assert.Equal(200, answer.Code);
        var row = await RowOfAsync(address);
        Assert.Equal("quarantined", row.GetString("State"));
        Assert.Contains("TYPE_PHONE phone", row.GetString("Error"), StringComparison.Ordinal);
        Assert.Contains("\"phone\":\"12\"", Fields(row), StringComparison.Ordinal);
        // The later one's mails went out: had there been any for this one, they would be there.
        await host.SettledAsync((await RowOfAsync(fine)).RowKey);
        Assert.Empty(await host.CapturedMail.ToAsync(address));

        var released = await host.UseAsync("release", row.RowKey);

        Assert.Equal(3, released.ExitCode);
        Assert.Contains("TYPE_PHONE", released.Sentences, StringComparison.Ordinal);
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task Staff_are_told_of_what_is_quarantined_and_it_goes_out_when_it_is_released()
    {
        var address = Some.Address();
        // Without an id.
        await DeliverAsync(Version2("Contact Us", address, ""));
        var id = (await RowOfAsync(address)).RowKey;

        var told = await Eventually.BecomesAsync(
            () => host.SettledAsync(id), seen => seen.Mails.Count == 2, "both staff are told");
        var used = await host.UseAsync("release", id);
        var again = await host.UseAsync("requeue", id);

        Assert.Equal(
            [$"staff-notice to {TestSettings.FirstStaff}", $"staff-notice to {TestSettings.SecondStaff}"],
            told.Deliveries);
        Assert.All(told.Mails, mail =>
        {
            Assert.Contains(id, mail.Text, StringComparison.Ordinal);
            Assert.DoesNotContain(address, mail.Text + mail.Html, StringComparison.Ordinal);
        });
        Assert.Equal(0, used.ExitCode);
        Assert.Equal("received", used.Json[0].GetProperty("state").GetString());
        Assert.NotEqual(1, again.ExitCode);
        var processed = await Eventually.BecomesAsync(
            () => host.SettledAsync(id), seen => seen["State"] == "processed", $"{id} is processed");
        Assert.Equal(3, processed.Mails.Count);
        Assert.Contains(
            await host.Rows.AllAsync("Audit"),
            row => row.GetString("Command") == "release" && row.GetString("Subject") == id);
    }

    private static string Version2(string form, string address, string id) => Hook(
        form,
        new()
        {
            ["First Name"] = "Zoë", ["Last Name"] = "Ångström", ["email"] = address, ["Phone Number"] = 15055550199,
        },
        id);

    private static string Hook(string form, Dictionary<string, object> data, string id) =>
        JsonSerializer.Serialize(new
        {
            triggerType = "form_submission",
            payload = new { name = form, siteId = "65427cf4", data, submittedAt = "2026-01-08T19:42:00.117Z", id },
        });

    private static string Fields(TableEntity row) => row.GetString("Fields") ?? "";

    private async Task<TableEntity> RowOfAsync(string address) => Assert.Single(await host.Rows.OfAsync(address));

    private Task<Answer> DeliverAsync(string body, TimeSpan ago = default)
    {
        var timestamp = Now(ago);
        return SendAsync(Route, body, timestamp, Sign(timestamp, body));
    }

    private static string Now(TimeSpan off) => (TimeProvider.System.GetUtcNow() + off).ToUnixTimeMilliseconds()
        .ToString(CultureInfo.InvariantCulture);

    private static string Sign(string timestamp, string body) => Convert.ToHexStringLower(HMACSHA256.HashData(
        Encoding.UTF8.GetBytes(FaultyMailHost.Secrets.WebflowSigningSecret),
        Encoding.UTF8.GetBytes($"{timestamp}:{body}")));

    private Task<Answer> SendAsync(string path, string body, string? timestamp = null, string? signature = null)
    {
        var post = Post.Raw("application/json", body) with { Path = path };
        return host.SendAsync(timestamp is null ? post
            : post.Header("x-webflow-timestamp", timestamp).Header("x-webflow-signature", signature!));
    }
}
