using BlueSky.Functions.Submissions;
using BlueSky.Functions.Tests.Component;

namespace BlueSky.Functions.Tests.Spam;

public sealed class TurnstileTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private Siteverify siteverify = null!;
    private TestApp app = null!;

    public async Task InitializeAsync()
    {
        siteverify = await Siteverify.StartAsync();
        app = AppWith();
    }

    public async Task DisposeAsync()
    {
        app.Dispose();
        await siteverify.DisposeAsync();
    }

    [Theory(Timeout = TimeLimit.InProcess)]
    [InlineData("subscribe", "application/json")]
    [InlineData("subscribe", "text/html")]
    [InlineData("consultation", "application/json")]
    [InlineData("f/consultation", "text/html")]
    public async Task On_each_way_in_a_good_token_passes_and_none_does_not(string form, string accept)
    {
        var passed = await PostAsync("good", form, accept);
        var failed = await PostAsync(token: null, form, accept, number: 2);

        Assert.Equal(accept == "text/html" ? 303 : 200, passed.Status);
        Assert.Equal(403, failed.Status);
        Assert.Equal(SubmissionState.Received, app.Submissions.Single.State);
        Assert.Empty(siteverify.Surplus);
    }

    [Theory(Timeout = TimeLimit.InProcess)]
    [InlineData("wrong")]
    [InlineData("late")]
    [InlineData("without a code")]
    public async Task A_wrong_token_or_a_used_one_is_refused_before_anything_is_stored(string token)
    {
        var answer = await PostAsync(token);

        Assert.Equal(403, answer.Status);
        Assert.Contains("\"code\":\"CHALLENGE_FAILED\"", answer.Body, StringComparison.Ordinal);
        Assert.Empty(app.Submissions.Rows);
    }

    [Fact(Timeout = TimeLimit.InProcess)]
    public async Task A_token_that_is_too_long_to_be_one_is_not_even_asked_about()
    {
        Assert.Equal(403, (await PostAsync(new string('x', 2_049))).Status);
        Assert.Equal(0, siteverify.Questions);
    }

    [Fact(Timeout = TimeLimit.InProcess)]
    public async Task A_token_is_good_for_one_post()
    {
        var first = await PostAsync("good", number: 1);
        var second = await PostAsync("good", number: 2);

        Assert.Equal((200, 403), (first.Status, second.Status));
    }

    [Theory(Timeout = TimeLimit.InProcess)]
    [InlineData("elsewhere", 403)]
    [InlineData("translated", 200)]
    [InlineData("login", 403)]
    [InlineData("named", 200)]
    [InlineData("silent", 200)]
    public async Task A_token_must_be_of_an_allowed_site_and_for_this_form(string token, int status)
    {
        var answer = await PostAsync(token);

        Assert.Equal(status, answer.Status);
    }

    [Fact(Timeout = TimeLimit.InProcess)]
    public async Task The_widgets_own_action_can_be_named()
    {
        using var named = AppWith(("Turnstile:Action", "login"));

        Assert.Equal(200, (await PostAsync("login", app: named)).Status);
        Assert.Equal(200, (await PostAsync("named", app: named)).Status);
    }

    [Fact(Timeout = TimeLimit.InProcess)]
    public async Task A_retry_of_the_same_post_is_not_asked_for_another_token()
    {
        app.Submissions.IsDown = true;
        var outage = await PostAsync("good");
        app.Submissions.IsDown = false;
        var retry = await PostAsync("good");

        Assert.Equal((503, 200), (outage.Status, retry.Status));
        Assert.Equal(1, siteverify.Questions);
    }

    [Fact(Timeout = TimeLimit.InProcess)]
    public async Task A_double_click_passes_twice_with_one_token()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(() => PostAsync("good"))));

        Assert.All(answers, answer => Assert.Equal(200, answer.Status));
        Assert.Single(app.Submissions.Rows);
    }

    [Fact(Timeout = TimeLimit.InProcess)]
    public async Task After_a_failure_another_token_may_pass()
    {
        var first = await PostAsync("wrong");
        var second = await PostAsync("good");

        Assert.Equal((403, 200), (first.Status, second.Status));
    }

    [Fact(Timeout = TimeLimit.InProcess)]
    public async Task A_broken_rule_uses_no_token_up()
    {
        var broken = await FormClient.PostAsync(app, "email=nonsense&cf-turnstile-response=good");
        var mended = await PostAsync("good");

        Assert.Equal((422, 200), (broken.Status, mended.Status));
        Assert.Contains("name=\"cf-turnstile-response\" value=\"good\"", broken.Body, StringComparison.Ordinal);
    }

    [Theory(Timeout = TimeLimit.InProcess)]
    [InlineData("down")]
    [InlineData("broken")]
    [InlineData("internal")]
    public async Task While_nobody_can_verify_a_post_is_kept_for_a_person_to_look_at(string token)
    {
        var answer = await PostAsync(token);

        Assert.Equal(200, answer.Status);
        Assert.Equal(
            (SubmissionState.Quarantined, "the challenge could not be verified"),
            (app.Submissions.Single.State, app.Submissions.Single.Error));
    }

    [Fact(Timeout = TimeLimit.InProcess)]
    public async Task Or_it_is_accepted_if_the_clinic_wants_that()
    {
        using var lenient = AppWith(("Spam:WhenVerifierIsDown", "accept"));
        await PostAsync("down", app: lenient);

        Assert.Equal(SubmissionState.Received, lenient.Submissions.Single.State);
    }

    [Fact(Timeout = TimeLimit.InProcess)]
    public async Task A_wrong_secret_is_our_fault_and_not_the_visitors()
    {
        using var misconfigured = AppWith(("Turnstile:SecretKey", "2x0000000000000000000000000000000AA"));
        var answer = await PostAsync("good", app: misconfigured);

        Assert.Equal(200, answer.Status);
        Assert.Equal(SubmissionState.Quarantined, misconfigured.Submissions.Single.State);
        Assert.Contains(misconfigured.Logs.Lines, line =>
            line.StartsWith("Critical: Turnstile refuses this app (invalid-input-secret)", StringComparison.Ordinal));
    }

    [Fact(Timeout = TimeLimit.InProcess)]
    public async Task Nobody_waits_long_for_a_verifier_that_hangs()
    {
        var answer = PostAsync("hanging");
        await siteverify.Asked.WaitAsync(Patience);
        app.Clock.Advance(TimeSpan.FromSeconds(1.5));

        Assert.Equal(200, (await answer.WaitAsync(Patience)).Status);
        Assert.Equal("the challenge could not be verified", app.Submissions.Single.Error);
    }

    [Fact(Timeout = TimeLimit.InProcess)]
    public async Task A_verifier_that_cannot_be_reached_is_down()
    {
        using var alone = AppWith(("Turnstile:SiteverifyUrl", "http://127.0.0.1:1/siteverify"));
        await PostAsync("good", app: alone);

        Assert.Equal(SubmissionState.Quarantined, alone.Submissions.Single.State);
    }

    [Fact(Timeout = TimeLimit.InProcess)]
    public async Task A_honeypot_hit_needs_its_challenge_like_every_post()
    {
        var without = await FormClient.PostAsync(app, "email=a%40example.org&_gotcha=x", accept: "application/json");
        var with = await FormClient.PostAsync(
            app, "email=a%40example.org&_gotcha=x&cf-turnstile-response=good", accept: "application/json");

        Assert.Equal((403, 200), (without.Status, with.Status));
        Assert.Equal("honeypot field filled", app.Submissions.Single.Error);
    }

    [Fact(Timeout = TimeLimit.InProcess)]
    public async Task No_token_and_no_secret_is_logged()
    {
        foreach (var token in new[] { "good-token", "wrong-token", "down" })
        {
            await PostAsync(token);
        }

        Assert.DoesNotContain(app.Logs.Lines, line =>
            line.Contains("-token", StringComparison.Ordinal)
            || line.Contains(Siteverify.Secret, StringComparison.Ordinal));
    }

    private TestApp AppWith(params (string Name, string Value)[] settings)
    {
        var all = new Dictionary<string, string?>
        {
            ["Turnstile:SecretKey"] = Siteverify.Secret, ["Turnstile:SiteverifyUrl"] = siteverify.Url.AbsoluteUri,
        };
        foreach (var (name, value) in settings)
        {
            all[name] = value;
        }

        return new TestApp(all);
    }

    private Task<FormClient.Response> PostAsync(
        string? token, string form = "subscribe", string accept = "application/json", int number = 1,
        TestApp? app = null) =>
        FormClient.PostAsync(
            app ?? this.app,
            $"name=Ada&email=a{number}%40example.org"
            + (token is null ? "" : $"&cf-turnstile-response={Uri.EscapeDataString(token)}"),
            form.Split('/')[^1],
            accept);
}
