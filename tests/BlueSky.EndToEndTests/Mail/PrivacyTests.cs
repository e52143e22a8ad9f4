using BlueSky.EndToEndTests.Hosting;
using BlueSky.EndToEndTests.Posting;
using BlueSky.EndToEndTests.Staff;
using BlueSky.EndToEndTests.Telemetry;

namespace BlueSky.EndToEndTests.Mail;

/// <summary>
/// Nothing that a visitor wrote, and no secret, in anything that is printed or exported; also when all goes wrong.
/// </summary>
[Collection(nameof(FaultyMailHost))]
public sealed class PrivacyTests(FaultyMailHost faulty)
{
    private readonly LocalHost host = faulty.Host;

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task No_personal_data_and_no_secret_is_in_the_logs_or_in_telemetry()
    {
        var mark = Some.Token();
        var post = Post.Consultation($"{mark}-address@example.org").Without("name")
            .With("name", $"{mark}-name")
            .With("message", $"{mark}-message")
            .With("phone", "505 555 7319 4628")
            .With($"{mark}-field", $"{mark}-value")
            .With("_next", $"/{mark}-next")
            .With("cf-turnstile-response", $"{mark}-challenge")
            .Header("Idempotency-Key", $"{mark}-key")
            .Header("Referer", $"https://www.clinic.example/{mark}-page?q={mark}-query")
            .Header("User-Agent", $"{mark}-agent")
            .Header("Cookie", $"{mark}-cookie=1")
            .Header("X-Forwarded-For", "203.0.113.99")
            .Header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
            .Header("tracestate", $"{mark}=state")
            .Header("baggage", $"{mark}=baggage");

        await host.PlanFaultsAsync(
            new { status = 400 }, new { status = 503 }, new { reset = true }, new { status = 401 });
        foreach (var variant in Variants(post, mark))
        {
            await host.SendAsync(variant);
        }

        await SettleAsync(mark);
        HoldsNothing(host.Logs, mark);
        HoldsNothing(await TelemetryAsync(), mark);
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task What_staff_do_at_the_front_desk_leaves_no_personal_data_there_either()
    {
        await host.EndFaultsAsync();
        var mark = Some.Token();
        var asked = await host.SendAsync(Post.Consultation($"{mark}-asker@example.org").Without("name")
            .With("name", $"{mark}-name").With("phone", "505 555 7319 4628").With("message", $"{mark}-message"));
        using var staff = new StaffVisitor(host);
        await staff.SignInAsync(TestSettings.FirstStaff);
        foreach (var action in (string[])["no-answer", "undo", "called", "booked", "reopen", "spam", "real", "note"])
        {
            Assert.Equal(303, (await staff.ChangeAsync(asked.Id, action, ("note", $"{mark}-note"))).Status);
        }

        foreach (var path in (string[])["/staff/search", "/staff/requests.csv"])
        {
            var found = await staff.SubmitAsync(path, ("q", $"{mark}-name"));
            Assert.Contains($"{mark}-name", found.Body, StringComparison.Ordinal);
        }

        foreach (var path in (string[])
            ["/staff", "/staff/call-list", "/staff/audit", $"/staff/search?q={mark}", $"/staff/{mark}"])
        {
            await staff.GetAsync(path);
        }

        var cookies = staff.Cookies.GetAllCookies().Select(cookie => cookie.Value).ToList();
        await staff.SubmitAsync("/staff/sign-out");
        using (var stranger = new StaffVisitor(host))
        {
            await stranger.AskAsync($"{mark}-stranger@example.org");
            await stranger.SubmitAsync("/staff/code", ("code", mark));
        }

        string[] secrets =
            [TestSettings.FirstStaff, .. cookies, .. await host.CapturedMail.CodesToAsync(TestSettings.FirstStaff)];
        foreach (var text in (string[])[host.LogsSinceReady, await TelemetryAsync()])
        {
            HoldsNothing(text, mark);
            Assert.All(secrets, secret => Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase));
        }
    }

    private static void HoldsNothing(string text, string mark)
    {
        Assert.Contains("BSK-", text, StringComparison.Ordinal);
        Assert.All(
            [mark, "505 555 7319 4628", "50555573194628", "203.0.113.99", .. FaultyMailHost.Secrets.All],
            personal => Assert.DoesNotContain(personal, text, StringComparison.OrdinalIgnoreCase));
    }

    // All that was posted before a last post that has come through.
    private async Task<string> TelemetryAsync()
    {
        await host.EndFaultsAsync();
        var last = (await host.SendAsync(Post.Consultation(Some.Address()))).Id;
        await Eventually.BecomesAsync(
            () => Task.FromResult(faulty.Telemetry),
            seen => new[]
            {
                TelemetryCollector.Traces, TelemetryCollector.Logs, TelemetryCollector.ApplicationInsights,
            }.All(place => seen[place].Contains(last, StringComparison.Ordinal)),
            "telemetry has come through", withinSeconds: 30);
        return faulty.Telemetry.Everything;
    }

    private static IEnumerable<Post> Variants(Post post, string mark) =>
    [
        post,
        post with { Path = $"/api/consultation?email={mark}-in-query@example.org" },
        post with { Body = BodyType.Json },
        post with { Body = BodyType.Multipart, AsksForJson = false },
        post.With("_gotcha", $"{mark}-bot"),
        post.Without("email").With("email", $"{mark}-no-address"),
        post.With("note", $"{mark}\u0007"),
        post.From($"https://{mark}.example"),
        post with { Path = $"/api/f/{mark}-form" },
        post with { Path = $"/{mark}-nowhere" },
        post with { Path = $"/api/subscribe?t={mark}", Method = HttpMethod.Get },
        .. new[] { "confirm", "not-me", "unsubscribe", "resources", "webhooks/webflow" }.Select(path =>
            new Post { Path = $"/api/{path}?t={mark}&key={mark}", Method = HttpMethod.Get }),
        new Post { Path = $"/api/webhooks/webflow?key={mark}" },
        Post.Subscribe($"{mark}-subscriber@example.org"),
        Post.Subscribe($"{mark}ü-subscriber@example.org"),
        Post.Raw($"text/{mark}", mark),
        Post.Raw("application/json", $"{{\"email\":\"{mark}\""),
        Post.Raw("application/json", $"{{\"email\":{{\"{mark}\":1}}}}"),
        Post.Raw(
            "multipart/form-data; boundary=b", $"--b\r\nContent-Disposition: form-data; name=\"{mark}\"\r\n\r\n{mark}"),
    ];

    // The faults hit some of the mails: each comes to rest somewhere.
    private async Task SettleAsync(string mark)
    {
        var rows = await host.Rows.OfAsync($"{mark}-address@example.org");
        Assert.NotEmpty(rows);
        await Eventually.BecomesAsync(
            async () => await Task.WhenAll(rows.Select(row => host.Rows.OutboxOfAsync(row.RowKey))),
            outboxes => outboxes.Any(mails => mails.Count > 0) && outboxes.SelectMany(mails => mails).All(
                line => line.GetString("State") is not ("due" or "sending")),
            "every mail was tried", withinSeconds: 60);
    }
}
