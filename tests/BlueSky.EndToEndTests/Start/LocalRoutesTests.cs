using System.Net.Http.Json;
using System.Text.Json;
using BlueSky.EndToEndTests.Hosting;
using BlueSky.EndToEndTests.Posting;

namespace BlueSky.EndToEndTests.Start;

/// <summary>LocalHost's own routes, which play the Functions host and SendGrid.</summary>
[Collection(nameof(DefaultsHost))]
public sealed class LocalRoutesTests(DefaultsHost defaults)
{
    private readonly LocalHost host = defaults.Host;

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task It_tells_what_it_runs_on()
    {
        var about = await host.Http.GetFromJsonAsync<JsonElement>("/_local");

        Assert.Equal(
            ["dataDirectory", "sendGridHost", "storageConnectionString", "workerProcessId"],
            about.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal));
        Assert.True(Directory.Exists(about.GetProperty("dataDirectory").GetString()));
        Assert.StartsWith(
            host.Address.ToString(), about.GetProperty("sendGridHost").GetString(), StringComparison.Ordinal);
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task A_link_of_the_website_that_leads_nowhere_shows_its_page_and_a_route_that_is_none_does_not()
    {
        using var page = await host.Http.GetAsync(new Uri("/resources/none.html", UriKind.Relative));
        using var route = await host.Http.GetAsync(new Uri("/api/none", UriKind.Relative));

        Assert.Equal((404, 404), ((int)page.StatusCode, (int)route.StatusCode));
        Assert.Contains(
            "<h1>We cannot find this page</h1>", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("", await route.Content.ReadAsStringAsync());
    }

    [LinuxFact]
    public async Task The_app_is_a_process_of_its_own_and_the_one_that_is_deployed()
    {
        var worker = await host.WorkerProcessIdAsync();

        Assert.NotEqual(host.ProcessId, worker);
        Assert.Equal(
            [
                "dotnet", Path.Combine(Repository.AppFolder, "BlueSky.Functions.dll"), "--host", "127.0.0.1", "--port",
            ],
            ProcessesOf.CommandLine(worker).Split('\0')[..5]);
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task The_hosts_status_is_Running()
    {
        var status = await host.Http.GetFromJsonAsync<JsonElement>("/admin/host/status");

        Assert.Equal("Running", status.GetProperty("state").GetString());
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task Every_function_is_listed_with_what_triggers_it()
    {
        var functions = (await host.Http.GetFromJsonAsync<JsonElement[]>("/admin/functions"))!;

        var member = new Dictionary<string, string> { ["http"] = "route", ["queue"] = "queue", ["timer"] = "schedule" };
        Assert.All(functions, function =>
        {
            Assert.NotEmpty(function.GetProperty("name").GetString()!);
            Assert.NotEmpty(function.GetProperty(member[function.GetProperty("trigger").GetString()!]).GetString()!);
        });
        Assert.Equal(
            ["http", "queue", "timer"],
            functions.Select(function => function.GetProperty("trigger").GetString()!).Distinct().Order());
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task Each_timer_can_be_run_at_once()
    {
        var functions = (await host.Http.GetFromJsonAsync<JsonElement[]>("/admin/functions"))!;
        var timers = functions.Where(function => function.GetProperty("trigger").GetString() == "timer");

        foreach (var timer in timers)
        {
            Assert.Equal(202, await RunAsync(timer.GetProperty("name").GetString()!));
        }

        Assert.Equal(404, await RunAsync("no-such-function"));
    }

    [Theory(Timeout = TimeLimit.EndToEnd)]
    [InlineData("/_local")]
    [InlineData("/_local/mail")]
    [InlineData("/_local/mail.json")]
    [InlineData("/_local/sendgrid/v3/scopes")]
    [InlineData("/admin/functions")]
    [InlineData("/admin/host/status")]
    public async Task A_name_that_is_not_loopback_is_refused(string path)
    {
        var get = new Post { Path = path, Method = HttpMethod.Get }.Header("Authorization", "Bearer SG.test");

        var refused = await host.SendAsync(get.Header("Host", "evil.example"));
        var served = await host.SendAsync(get.Header("Host", $"localhost:{host.Address.Port}"));

        Assert.InRange(refused.Code, 400, 499);
        Assert.Equal(200, served.Code);
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task The_stand_in_wants_a_key()
    {
        using var response = await host.Http.PostAsJsonAsync("/_local/sendgrid/v3/mail/send", new { });

        Assert.Equal(401, (int)response.StatusCode);
    }

    [Theory(Timeout = TimeLimit.EndToEnd)]
    [InlineData("personalizations")]
    [InlineData("from")]
    [InlineData("subject")]
    [InlineData("content")]
    public async Task The_stand_in_refuses_what_SendGrid_would_refuse(string missing)
    {
        var answer = await SendToStandInAsync(AMail().Where(member => member.Key != missing));

        Assert.Equal(400, answer.Code);
        Assert.NotEmpty(answer.Json.GetProperty("errors")[0].GetProperty("message").GetString()!);
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task The_stand_in_refuses_html_before_text_and_reserved_headers()
    {
        var upsideDown = AMail();
        upsideDown["content"] = new[]
        {
            new { type = "text/html", value = "<p>x" }, new { type = "text/plain", value = "x" },
        };
        var reserved = AMail();
        reserved["headers"] = new { Subject = "x" };

        Assert.Equal(400, (await SendToStandInAsync(upsideDown)).Code);
        Assert.Equal(400, (await SendToStandInAsync(reserved)).Code);
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task A_mail_the_stand_in_took_is_in_the_outbox_and_on_its_page_until_it_is_emptied()
    {
        var address = Some.Address();

        var answer = await SendToStandInAsync(AMail(address));

        Assert.Equal(202, answer.Code);
        Assert.NotEmpty(answer["X-Message-Id"]!);
        Assert.Equal(answer["X-Message-Id"], (await host.CapturedMail.ArrivesAsync(address)).MessageId);
        Assert.Contains(address, await host.Http.GetStringAsync("/_local/mail"), StringComparison.Ordinal);

        await host.CapturedMail.EmptyAsync();

        Assert.Empty(await host.CapturedMail.ToAsync(address));
    }

    private async Task<int> RunAsync(string function)
    {
        using var response = await host.Http.PostAsJsonAsync($"/admin/functions/{function}", new { input = "" });
        return (int)response.StatusCode;
    }

    private Task<Answer> SendToStandInAsync(IEnumerable<KeyValuePair<string, object>> mail) =>
        host.SendAsync(new Post
        {
            Path = "/_local/sendgrid/v3/mail/send",
            Content = () => JsonContent.Create(mail.ToDictionary()),
        }.Header("Authorization", "Bearer SG.test"));

    private static Dictionary<string, object> AMail(string? to = null) => new()
    {
        ["personalizations"] = new[] { new { to = new[] { new { email = to ?? Some.Address() } } } },
        ["from"] = new { email = TestSettings.From },
        ["subject"] = "A test",
        ["content"] = new[] { new { type = "text/plain", value = "x" } },
        ["categories"] = new[] { "test" },
        ["custom_args"] = new { mail_id = "20260101.test" },
    };
}
