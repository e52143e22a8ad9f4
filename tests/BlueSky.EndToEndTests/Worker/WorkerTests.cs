using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Azure.Storage.Queues;
using BlueSky.EndToEndTests.Hosting;
using BlueSky.EndToEndTests.Posting;
using BlueSky.EndToEndTests.Telemetry;

namespace BlueSky.EndToEndTests.Worker;

/// <summary>What is deployed, on the worker it is deployed with: as much of Azure as one machine has.</summary>
public sealed class WorkerTests(WorkerHost host) : IClassFixture<WorkerHost>
{
    private readonly AttachedWorker worker = host.Worker;

    private QueueClient Queue => new(
        host.Lender.StorageConnectionString, "submissions", new() { MessageEncoding = QueueMessageEncoding.Base64 });

    [Fact]
    public async Task The_host_is_told_of_the_functions_that_LocalHost_runs()
    {
        var told = await FunctionsOfAsync(worker.Http);
        await using var local = await LocalHost.StartAsync();

        Assert.Contains(
            """subscribe http subscribe ["get","head","post","put","patch","delete","options"]  """, told);
        Assert.Contains("process-submission queue   submissions ", told);
        Assert.Contains("sweep timer    0 * * * * *", told);
        Assert.Equal(await FunctionsOfAsync(local.Http), told);
    }

    [Fact]
    public async Task A_post_is_stored_and_its_message_from_the_queue_is_mailed()
    {
        var address = A.Address();

        var answer = await worker.SendAsync(Post.Consultation(address).From(TestSettings.ClinicOrigin));

        Assert.Equal(200, answer.Code);
        Assert.Equal(TestSettings.ClinicOrigin, answer["Access-Control-Allow-Origin"]);
        Assert.Equal("no-store", answer["Cache-Control"]);
        Assert.Equal("received", (await host.Lender.Rows.FindAsync(answer.Id))!.GetString("State"));

        await worker.RunAsync("process-submission", (await MessageOfAsync(answer.Id))!);

        var submission = await host.Lender.SettledAsync(answer.Id);
        Assert.Equal("processed", submission["State"]);
        Assert.Equal(
            [
                $"consultation-received to {address}", $"staff-notice to {TestSettings.FirstStaff}",
                $"staff-notice to {TestSettings.SecondStaff}",
            ],
            submission.Deliveries);
    }

    [Fact]
    public async Task What_the_queue_lost_the_clock_brings_back()
    {
        var id = (await worker.SendAsync(Post.Subscribe(A.Address()))).Id;
        Assert.NotNull(await MessageOfAsync(id));

        var message = await Eventually.BecomesAsync(
            async () =>
            {
                await worker.RunAsync("sweep", "");
                return await MessageOfAsync(id);
            },
            found => found is not null, "its message is back");
        await worker.RunAsync("process-submission", message!);

        Assert.Equal("processed", (await host.Lender.SettledAsync(id))["State"]);
    }

    [Fact]
    public async Task A_form_is_found_by_its_name_in_the_route()
    {
        var known = await worker.SendAsync(Post.Subscribe(A.Address()) with { Path = "/api/f/subscribe" });
        var unknown = await worker.SendAsync(Post.Subscribe(A.Address()) with { Path = "/api/f/order" });

        Assert.Equal(200, known.Code);
        Assert.Equal("subscribe", (await host.Lender.Rows.FindAsync(known.Id))!.GetString("Form"));
        Assert.Equal(404, unknown.Code);
        Assert.Equal(["FORM_NOT_FOUND"], unknown.Errors);
    }

    [Fact]
    public async Task What_is_no_post_and_what_is_too_long_is_answered_and_not_broken_off()
    {
        var get = await worker.SendAsync(new Post { Method = HttpMethod.Get });
        var tooLong = await worker.SendAsync(
            Post.Raw("application/json", new byte[70_000]).Header("Transfer-Encoding", "chunked"));

        Assert.Equal(405, get.Code);
        Assert.Equal("POST, OPTIONS", get["Allow"]);
        Assert.Equal(413, tooLong.Code);
    }

    [Fact]
    public async Task The_script_that_checks_a_deployed_address_finds_nothing_wrong()
    {
        await using var smoke = ChildProcess.Start(
            "node", [Repository.SmokeScript, $"{worker.Http.BaseAddress}", TestSettings.ClinicOrigin]);
        await smoke.WaitForExitAsync(TimeSpan.FromSeconds(120));

        Assert.True(smoke.ExitCode == 0, smoke.Output);
    }

    [Fact]
    public async Task A_visitor_has_no_say_in_the_address_that_posts_are_counted_by()
    {
        await using var limited = await AttachedWorker.AttachAsync(
            host.Lender.SettingsFile, new Dictionary<string, string> { ["Limits__PostsPerMinute"] = "2" });

        var codes = new List<int>();
        for (var n = 0; n < 4; n++)
        {
            codes.Add((await limited.SendAsync(Post.Subscribe("").Header("X-Forwarded-For", $"203.0.113.{n}"))).Code);
        }

        Assert.Equal([422, 422, 429, 429], codes);
    }

    [Fact]
    public async Task The_spans_of_a_post_belong_to_the_trace_of_the_hosts_request()
    {
        const string TraceId = "0af7651916cd43dd8448eb211c80319c";
        const string Request = "b7ad6b7169203331";
        var id = (await worker.SendAsync(
            Post.Consultation(A.Address()).Header("traceparent", $"00-{TraceId}-{Request}-01"))).Id;

        var row = (await host.Lender.Rows.FindAsync(id))!;
        Assert.Equal(TraceId, row.GetString("TraceParent")!.Split('-')[1]);
        await Eventually.BecomesAsync(
            () => Task.FromResult(host.Telemetry[TelemetryCollector.Traces]),
            seen => new[] { TraceId, Request }.All(
                one => seen.Contains(Encoding.Latin1.GetString(Convert.FromHexString(one)), StringComparison.Ordinal)),
            "its spans arrive, below the request's", withinSeconds: 30);
    }

    [Fact]
    public async Task The_host_is_given_no_personal_data_and_no_token_to_log()
    {
        var mark = A.Token();
        await worker.SendAsync(
            Post.Consultation($"{mark}@example.org").Without("name").With("name", $"{mark}-name")
                .Header("traceparent", "00-0af7651916cd43dd8448eb211c80319d-b7ad6b7169203331-01")
                .Header("tracestate", $"{mark}=state")
                .Header("X-Forwarded-For", "203.0.113.99"));
        await worker.SendAsync(Post.Subscribe($"{mark}-no-address"));
        foreach (var path in (string[])["confirm", "not-me", "unsubscribe", "resources", "webhooks/webflow", "nowhere"])
        {
            await worker.SendAsync(new Post { Path = $"/api/{path}?t={mark}&key={mark}", Method = HttpMethod.Get });
        }

        await worker.SendAsync(new Post { Path = $"/api/webhooks/webflow?key={mark}" });

        Assert.Contains("BSK-", worker.Logs, StringComparison.Ordinal);
        Assert.DoesNotContain(mark, worker.Logs, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("203.0.113.99", worker.Logs, StringComparison.Ordinal);
        await Eventually.BecomesAsync(
            () => Task.FromResult(host.Telemetry[TelemetryCollector.Logs]),
            seen => seen.Contains("Refused a post with", StringComparison.Ordinal), "the logs arrive");
        Assert.DoesNotContain(mark, host.Telemetry.Everything, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_missing_setting_ends_the_start_with_a_sentence_that_names_it()
    {
        using var folder = new DataFolder();
        var settings = Path.Combine(folder.Path, "local.settings.json");
        await File.WriteAllTextAsync(settings, """{"Values":{}}""");

        await using var process = FunctionsHostProgram.Start(Repository.AppFolder, settings);
        await process.WaitForExitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(1, process.ExitCode);
        Assert.Contains("SendGrid:ApiKey", process.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Ready", process.Lines);
    }

    // Each function, its trigger, and what it is triggered by.
    private static async Task<IReadOnlyList<string>> FunctionsOfAsync(HttpClient host) =>
    [
        .. (await host.GetFromJsonAsync<JsonElement[]>("/admin/functions"))!.Select(function => string.Join(' ',
            new[] { "name", "trigger", "route", "methods", "queue", "schedule" }
                .Select(name => function.TryGetProperty(name, out var value) ? value.ToString() : ""))),
    ];

    // Takes all that is in the queue, as the host does, other tests' messages too.
    private async Task<string?> MessageOfAsync(string id)
    {
        string? found = null;
        while ((await Queue.ReceiveMessagesAsync(32, TimeSpan.FromMinutes(1))).Value is { Length: > 0 } messages)
        {
            foreach (var message in messages)
            {
                await Queue.DeleteMessageAsync(message.MessageId, message.PopReceipt);
                var body = message.Body.ToString();
                found = body.Contains(id, StringComparison.Ordinal) ? body : found;
            }
        }

        return found;
    }
}
