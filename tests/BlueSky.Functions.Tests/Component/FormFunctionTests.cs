using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Tests.Component;

public sealed class FormFunctionTests : IDisposable
{
    private const string Usual =
        "Content-Type, Accept, X-Requested-With, Idempotency-Key, Formspree-Session-Data";

    private readonly TestApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task A_script_gets_json_with_the_id_and_the_next_page()
    {
        var answer = await PostAsync("email=a%40example.org", accept: "application/json");

        Assert.Equal(200, answer.Status);
        Assert.Equal("application/json; charset=utf-8", answer.Headers.ContentType);
        var id = app.Submissions.Single.Id;
        Assert.Equal(
            $$"""{"ok":true,"success":true,"code":200,"id":"{{id}}","message":"Thank you! Your submission has been received!","next":"https://www.clinic.example/thank-you"}""",
            answer.Body);
    }

    [Fact]
    public async Task A_request_made_by_script_gets_json_even_if_it_does_not_ask_for_it()
    {
        var answer = await FormClient.PostAsync(
            app, "email=a%40example.org", with: request => request.Headers.XRequestedWith = "XMLHttpRequest");

        Assert.Equal(200, answer.Status);
        Assert.StartsWith("""{"ok":true,""", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_is_sent_to_the_thank_you_page()
    {
        var answer = await PostAsync("email=a%40example.org", accept: "text/html");

        Assert.Equal(303, answer.Status);
        Assert.Equal("https://www.clinic.example/thank-you", answer.Headers.Location);
        Assert.Equal("", answer.Body);
    }

    [Fact]
    public async Task A_broken_rule_is_named_with_its_field()
    {
        var answer = await PostAsync("email=nonsense", accept: "application/json");

        Assert.Equal(422, answer.Status);
        Assert.Equal(
            """{"ok":false,"success":false,"code":422,"error":"Enter a full email address, like name@example.org.","message":"Enter a full email address, like name@example.org.","errors":[{"code":"TYPE_EMAIL","field":"email","message":"Enter a full email address, like name@example.org."}]}""",
            answer.Body);
        Assert.Empty(app.Submissions.Rows);
    }

    [Fact]
    public async Task A_person_gets_the_form_back_with_what_was_typed()
    {
        var answer = await PostAsync(
            "name=Ada&phone=123&message=first%20line%0D%0Asecond&other=kept&_next=/done", form: "consultation");

        Assert.Equal(422, answer.Status);
        Assert.Equal("text/html; charset=utf-8", answer.Headers.ContentType);
        Assert.Contains("action=\"https://forms.clinic.example/api/f/consultation\"", answer.Body, StringComparison.Ordinal);
        Assert.Contains("value=\"Ada\"", answer.Body, StringComparison.Ordinal);
        Assert.Contains("value=\"kept\"", answer.Body, StringComparison.Ordinal);
        Assert.Contains("value=\"https://www.clinic.example/done\"", answer.Body, StringComparison.Ordinal);
        Assert.Contains("second</textarea>", answer.Body, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", answer.Headers.ContentSecurityPolicy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_filled_honeypot_is_answered_like_any_other_post()
    {
        var person = await PostAsync("email=a%40example.org", accept: "application/json");
        var bot = await PostAsync("email=a%40example.org&_gotcha=x", accept: "application/json");

        Assert.Equal(200, bot.Status);
        Assert.Equal(person.Body, bot.Body);
        Assert.Equal(SubmissionState.Received, app.Submissions.Single.State);
    }

    [Fact]
    public async Task A_storage_outage_is_a_503_that_invites_to_try_again()
    {
        app.Submissions.IsDown = true;

        var answer = await PostAsync("email=a%40example.org", accept: "application/json");

        Assert.Equal(503, answer.Status);
        Assert.Equal("10", answer.Headers.RetryAfter);
        Assert.Contains("\"message\":\"Oops! Something went wrong while submitting the form\"", answer.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    public async Task Any_other_method_is_told_to_post(string method)
    {
        var answer = await PostAsync("", accept: "application/json", method: method);

        Assert.Equal(405, answer.Status);
        Assert.Equal("POST, OPTIONS", answer.Headers.Allow);
        Assert.Contains("method=\\u0022post\\u0022", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_form_is_not_found()
    {
        var answer = await PostAsync("email=a%40example.org", form: "nonsense", accept: "application/json");

        Assert.Equal(404, answer.Status);
        Assert.Contains("\"code\":\"FORM_NOT_FOUND\"", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_allowed_page_may_read_the_answer_and_another_may_not_post()
    {
        var allowed = await PostAsync("email=a%40example.org", origin: "https://www.clinic.example");
        var mistaken = await PostAsync("email=nobody", origin: "https://www.clinic.example");
        var other = await PostAsync("email=a%40example.org", origin: "https://www.clinic.example.attacker.com");
        var opaque = await PostAsync("email=a%40example.org", origin: "null");

        Assert.Equal((303, "https://www.clinic.example"), (allowed.Status, $"{allowed.Headers.AccessControlAllowOrigin}"));
        Assert.Equal((422, "https://www.clinic.example"), (mistaken.Status, $"{mistaken.Headers.AccessControlAllowOrigin}"));
        Assert.Equal((403, ""), (other.Status, $"{other.Headers.AccessControlAllowOrigin}"));
        Assert.Equal((303, ""), (opaque.Status, $"{opaque.Headers.AccessControlAllowOrigin}"));
        Assert.All([allowed, mistaken, other, opaque], answer =>
        {
            Assert.Equal("Origin", $"{answer.Headers.Vary}");
            Assert.DoesNotContain("Access-Control-Allow-Credentials", answer.Headers);
        });
        Assert.Single(app.Submissions.Rows);
    }

    // Site:BaseUrl is this app's own origin, which need not be listed.
    [Theory]
    [InlineData("https://www.clinic.example")]
    [InlineData("https://forms.clinic.example")]
    public async Task A_preflight_says_what_may_be_sent(string origin)
    {
        var answer = await PostAsync("", method: "OPTIONS", origin: origin);

        Assert.Equal((204, origin), (answer.Status, $"{answer.Headers.AccessControlAllowOrigin}"));
        Assert.Equal("POST, OPTIONS", answer.Headers.AccessControlAllowMethods);
        Assert.Equal(Usual, answer.Headers.AccessControlAllowHeaders);
        Assert.Equal("Origin,Access-Control-Request-Headers", answer.Headers.Vary);
        Assert.DoesNotContain("Access-Control-Allow-Credentials", answer.Headers);
    }

    [Theory]
    [InlineData("traceparent,x-csrf-token, BAGGAGE", "traceparent,x-csrf-token, BAGGAGE")]
    [InlineData("content-type", "content-type")]
    [InlineData("x-evil\r\nSet-Cookie: a=b", Usual)]
    [InlineData("a b", Usual)]
    [InlineData("a,,b", Usual)]
    [InlineData("größe", Usual)]
    public async Task A_preflight_may_ask_for_any_headers_that_are_well_formed(string asked, string allowed)
    {
        var answer = await PreflightAsync(asked);

        Assert.Equal((204, allowed), (answer.Status, $"{answer.Headers.AccessControlAllowHeaders}"));
    }

    [Theory]
    [InlineData(1_024, false)]
    [InlineData(1_025, true)]
    public async Task Up_to_1_KiB_of_them(int length, bool isTooLong)
    {
        var asked = new string('x', length);

        Assert.Equal(isTooLong ? Usual : asked, (await PreflightAsync(asked)).Headers.AccessControlAllowHeaders);
    }

    [Theory]
    [InlineData("https://other.example")]
    [InlineData("null")]
    public async Task A_preflight_from_elsewhere_is_refused_without_cors_headers(string origin)
    {
        var answer = await PostAsync("", method: "OPTIONS", origin: origin);

        Assert.Equal(403, answer.Status);
        Assert.DoesNotContain(answer.Headers, header => header.Key.StartsWith("Access-Control", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_answer_is_private_and_keeps_its_type()
    {
        FormClient.Response[] answers =
        [
            await PostAsync("email=a%40example.org"), await PostAsync("email=nonsense"), await PostAsync("", method: "GET"),
            await PostAsync("email=a%40example.org", form: "nonsense"), await PostAsync("", method: "OPTIONS"),
        ];

        Assert.All(answers, answer => Assert.Equal(
            ("no-store", "nosniff"), (answer.Headers.CacheControl.ToString(), answer.Headers.XContentTypeOptions.ToString())));
    }

    [Fact]
    public async Task The_page_a_form_was_on_is_kept_without_its_query()
    {
        await PostAsync("email=a%40example.org", referer: "https://www.clinic.example/articles/one?utm=x#y");

        Assert.Equal("https://www.clinic.example/articles/one", app.Submissions.Single.Source);
    }

    private Task<FormClient.Response> PreflightAsync(string asked) => FormClient.PostAsync(
        app, "", method: "OPTIONS", origin: "https://www.clinic.example",
        with: request => request.Headers.AccessControlRequestHeaders = asked);

    private Task<FormClient.Response> PostAsync(
        string body, string form = "subscribe", string? accept = null, string? origin = null, string method = "POST",
        string? referer = null) =>
        FormClient.PostAsync(
            app, body, form, accept, origin, method, with: request => request.Headers.Referer = referer);
}
