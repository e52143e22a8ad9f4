using System.Text.Json;
using BlueSky.Functions.Http;
using BlueSky.Functions.Spam;
using BlueSky.Functions.Submissions;
using BlueSky.Functions.Tests.Component;
using BlueSky.Functions.Tests.Spam;
using Microsoft.AspNetCore.Http;

namespace BlueSky.Functions.Tests.Http;

public sealed class ChallengeFunctionTests : IDisposable
{
    private readonly TestApp shared = new(Settings);

    public void Dispose() => shared.Dispose();

    [Fact]
    public async Task The_widget_gets_a_challenge_whose_solution_lets_one_post_in()
    {
        var answer = await GetAsync(shared);
        var challenge = JsonSerializer.Deserialize(answer.Body, AltchaJson.Default.AltchaChallenge)!;
        var token = Uri.EscapeDataString(AltchaSolver.Solve(challenge));

        var first = await FormClient.PostAsync(shared, $"email=a%40example.org&altcha={token}");
        var second = await FormClient.PostAsync(shared, $"email=b%40example.org&altcha={token}");
        var none = await FormClient.PostAsync(shared, "email=c%40example.org");

        Assert.Equal([303, 403, 403], new[] { first, second, none }.Select(post => post.Status));
        Assert.Equal(SubmissionState.Received, shared.Submissions.Single.State);
    }

    [Theory]
    [InlineData("2026-01-08T12:00:00Z")]
    [InlineData("2026-01-08T23:50:00Z")]
    public async Task A_solution_is_good_for_one_post_on_all_instances_and_for_its_retries(string at)
    {
        using var app = new TestApp(Settings, startsAt: DateTimeOffset.Parse(at));
        var token = await SolveAsync(app);
        await FormClient.PostAsync(app, $"email=a%40example.org&_id=1&altcha={token}");
        using var other = new TestApp(Settings, externals: app.Externals);
        app.Clock.Advance(TimeSpan.FromMinutes(11));

        var another = await FormClient.PostAsync(other, $"email=b%40example.org&_id=2&altcha={token}");
        var keyedRetry = await FormClient.PostAsync(other, $"email=a%40example.org&_id=1&altcha={token}");
        var lateRetry = await FormClient.PostAsync(other, $"email=a%40example.org&altcha={token}");

        Assert.Equal([403, 303, 303], new[] { another, keyedRetry, lateRetry }.Select(post => post.Status));
        Assert.All(app.Submissions.Rows, row => Assert.Equal("a@example.org", row.Email));
    }

    [Fact]
    public async Task Of_fifty_uses_at_once_one_is_stored()
    {
        var token = await SolveAsync(shared);

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(
            () => FormClient.PostAsync(shared, $"email=a{i}%40example.org&altcha={token}", client: $"192.0.2.{i}"))));

        Assert.Single(answers, answer => answer.Status == 303);
        Assert.Single(shared.Submissions.Rows);
    }

    [Fact]
    public async Task A_json_body_is_held_to_it_too()
    {
        var answer = await GetAsync(shared);
        var token = AltchaSolver.Solve(JsonSerializer.Deserialize(answer.Body, AltchaJson.Default.AltchaChallenge)!);

        var without = await PostJsonAsync("""{"email":"a@example.org"}""");
        var with = await PostJsonAsync($$"""{"email":"a@example.org","altcha":"{{token}}"}""");

        Assert.Equal((403, 200), (without.Status, with.Status));
    }

    [Fact]
    public async Task It_is_kept_by_nobody_and_read_by_the_pages_that_may_post()
    {
        var answer = await GetAsync(shared);
        var names = JsonDocument.Parse(answer.Body).RootElement.EnumerateObject().Select(property => property.Name);

        Assert.Equal(["algorithm", "challenge", "maxnumber", "salt", "signature"], names);
        Assert.Equal("no-store", answer.Headers.CacheControl);
        Assert.Equal("https://www.clinic.example", answer.Headers.AccessControlAllowOrigin);
        var elsewhere = await GetAsync(shared, origin: "https://other.example");
        Assert.Equal("", $"{elsewhere.Headers.AccessControlAllowOrigin}");
    }

    [Fact]
    public async Task Other_methods_are_told_which_to_use()
    {
        var answer = await GetAsync(shared, method: "POST");

        Assert.Equal((405, "GET, HEAD"), (answer.Status, $"{answer.Headers.Allow}"));
    }

    [Fact]
    public async Task While_it_is_off_there_is_none_and_none_is_asked_for()
    {
        using var off = new TestApp();

        Assert.Equal(404, (await GetAsync(off)).Status);
        Assert.Equal(303, (await FormClient.PostAsync(off, "email=a%40example.org")).Status);
    }

    [Fact]
    public async Task Who_fails_it_without_a_script_keeps_what_was_typed_and_is_told_how_to_call()
    {
        var answer = await FormClient.PostAsync(shared, "name=Ada&email=a%40example.org&message=Long+story", "consultation");

        Assert.Equal(403, answer.Status);
        Assert.Contains("Long story</textarea>", answer.Body, StringComparison.Ordinal);
        Assert.Contains("505-555-0100", answer.Body, StringComparison.Ordinal);
    }

    private static Dictionary<string, string?> Settings => new()
    {
        ["Altcha:HmacKey"] = "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=", ["Altcha:MaxNumber"] = "500",
    };

    private static async Task<string> SolveAsync(TestApp shared) => Uri.EscapeDataString(AltchaSolver.Solve(
        JsonSerializer.Deserialize((await GetAsync(shared)).Body, AltchaJson.Default.AltchaChallenge)!));

    private Task<FormClient.Response> PostJsonAsync(string json) => FormClient.PostAsync(
        shared, json, accept: "application/json", with: request => request.ContentType = "application/json");

    private static Task<FormClient.Response> GetAsync(
        TestApp shared, string origin = "https://www.clinic.example", string method = "GET")
    {
        var context = new DefaultHttpContext { RequestServices = shared.Services };
        context.Request.Method = method;
        context.Request.Headers.Origin = origin;
        return FormClient.ExecuteAsync(context, shared.Function<ChallengeFunction>().Handle(context.Request));
    }
}
