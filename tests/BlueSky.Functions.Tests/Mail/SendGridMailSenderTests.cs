using System.Net;
using System.Text;
using System.Text.Json;
using BlueSky.Content;
using BlueSky.Functions.Mail;
using Microsoft.Extensions.Time.Testing;
using Moq;
using Polly;
using SendGrid;
using SendGrid.Helpers.Mail;
using MailSettings = BlueSky.Functions.Mail.MailSettings;

namespace BlueSky.Functions.Tests.Mail;

public sealed class SendGridMailSenderTests
{
    private static readonly OutgoingMail Mail = new(
        "20260108.BSK-2345-6789.staff-notice", "staff-notice", "staff@clinic.example",
        new MailContent("Subject", "text", "<p>html</p>"),
        new Dictionary<string, string> { ["List-Unsubscribe"] = "<https://x.example/>" },
        "visitor@example.org");

    private readonly FakeTimeProvider clock = new(DateTimeOffset.Parse("2026-01-08T12:00:00Z"));
    private readonly Queue<Func<CancellationToken, Task<Response>>> answers = [];
    private readonly List<SendGridMessage> requests = [];

    [Fact(Timeout = TimeLimit.InProcess)]
    public async Task The_request_is_one_mail_to_one_recipient_with_all_tracking_off()
    {
        Accept();

        var outcome = await SendAsync();

        Assert.Equal(new SendOutcome.Accepted("abc"), outcome);
        using var body = JsonDocument.Parse(requests[0].Serialize());
        Assert.Equal(
            """{"email":"forms@clinic.example","name":"Blue Sky"}""",
            Sorted(body.RootElement.GetProperty("from")));
        Assert.Equal(
            """[{"to":[{"email":"staff@clinic.example"}]}]""", body.RootElement.GetProperty("personalizations").GetRawText());
        Assert.Equal(["text/plain", "text/html"], body.RootElement.GetProperty("content").EnumerateArray()
            .Select(part => part.GetProperty("type").GetString()));
        Assert.Equal("""{"mail_id":"20260108.BSK-2345-6789.staff-notice"}""",
            body.RootElement.GetProperty("custom_args").GetRawText());
        Assert.Equal("""["staff-notice"]""", body.RootElement.GetProperty("categories").GetRawText());
        var tracking = body.RootElement.GetProperty("tracking_settings");
        Assert.False(tracking.GetProperty("click_tracking").GetProperty("enable").GetBoolean());
        Assert.False(tracking.GetProperty("click_tracking").GetProperty("enable_text").GetBoolean());
        Assert.False(tracking.GetProperty("open_tracking").GetProperty("enable").GetBoolean());
        Assert.False(tracking.GetProperty("subscription_tracking").GetProperty("enable").GetBoolean());
        Assert.False(tracking.GetProperty("ganalytics").GetProperty("enable").GetBoolean());
    }

    [Theory(Timeout = TimeLimit.InProcess)]
    [InlineData(HttpStatusCode.BadRequest)]
    [InlineData(HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(HttpStatusCode.UnprocessableEntity)]
    public async Task A_permanent_refusal_is_not_tried_again(HttpStatusCode status)
    {
        Answer(status, """{"errors":[{"message":"does not contain a valid address","field":"to"}]}""");

        var outcome = await SendAsync();

        Assert.Equal(
            new SendOutcome.Refused($"SendGrid answered {(int)status}: does not contain a valid address"), outcome);
        Assert.Single(requests);
    }

    [Theory(Timeout = TimeLimit.InProcess)]
    [InlineData(HttpStatusCode.Unauthorized)]
    [InlineData(HttpStatusCode.PaymentRequired)]
    [InlineData(HttpStatusCode.Forbidden)]
    [InlineData(HttpStatusCode.NotFound)]
    [InlineData(HttpStatusCode.MethodNotAllowed)]
    [InlineData(HttpStatusCode.ProxyAuthenticationRequired)]
    [InlineData(HttpStatusCode.Gone)]
    [InlineData(HttpStatusCode.UnsupportedMediaType)]
    [InlineData((HttpStatusCode)418)]
    [InlineData((HttpStatusCode)451)]
    public async Task A_refused_key_sender_account_or_address_of_SendGrid_is_not_the_mails_fault(HttpStatusCode status)
    {
        Answer(status, "<html>not json</html>");

        Assert.Equal(new SendOutcome.Denied($"SendGrid answered {(int)status}: no reason given"), await SendAsync());
        Assert.Single(requests);
    }

    [Theory(Timeout = TimeLimit.InProcess)]
    [InlineData(HttpStatusCode.Moved)]
    [InlineData(HttpStatusCode.Found)]
    [InlineData(HttpStatusCode.TemporaryRedirect)]
    [InlineData(HttpStatusCode.PermanentRedirect)]
    [InlineData(HttpStatusCode.Conflict)]
    [InlineData(HttpStatusCode.MisdirectedRequest)]
    [InlineData(HttpStatusCode.Locked)]
    [InlineData((HttpStatusCode)425)]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.NotImplemented)]
    [InlineData(HttpStatusCode.BadGateway)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.GatewayTimeout)]
    [InlineData(HttpStatusCode.NetworkAuthenticationRequired)]
    public async Task What_passes_is_tried_again_at_once(HttpStatusCode status)
    {
        Answer(status);
        Accept();

        Assert.IsType<SendOutcome.Accepted>(await SendAsync());
        Assert.Equal(2, requests.Count);
    }

    [Theory(Timeout = TimeLimit.InProcess)]
    [InlineData(HttpStatusCode.SwitchingProtocols, "")]
    [InlineData(HttpStatusCode.OK, "")]
    [InlineData(HttpStatusCode.OK, "<html>Welcome to our network</html>")]
    [InlineData(HttpStatusCode.Created, "")]
    [InlineData(HttpStatusCode.Accepted, "")]
    [InlineData(HttpStatusCode.NoContent, "")]
    [InlineData(HttpStatusCode.RequestTimeout, "")]
    [InlineData((HttpStatusCode)524, "")]
    public async Task An_answer_that_says_nothing_of_the_mail_leaves_it_unknown(HttpStatusCode status, string body)
    {
        Answer(status, body);

        Assert.Equal(new SendOutcome.Unknown($"SendGrid answered {(int)status}: no reason given"), await SendAsync());
        Assert.Single(requests);
    }

    [Theory(Timeout = TimeLimit.InProcess)]
    [InlineData("")]
    [InlineData(" ")]
    public async Task An_empty_message_id_is_none(string id)
    {
        Answer(HttpStatusCode.Accepted, header: ("X-Message-Id", id));

        Assert.IsType<SendOutcome.Unknown>(await SendAsync());
    }

    [Fact]
    public void Of_all_statuses_one_accepts_and_three_are_final()
    {
        var verdicts = Enumerable.Range(100, 900).ToLookup(VerdictOn);

        Assert.Equal([202], verdicts[SendGridVerdict.Accepted]);
        Assert.Equal([400, 413, 422], verdicts[SendGridVerdict.Refuse]);
        Assert.Equal(
            [409, 421, 423, 424, 425, 429], verdicts[SendGridVerdict.Wait].Where(status => status is >= 400 and < 500));
        Assert.Equal(
            [408, 524, 598], verdicts[SendGridVerdict.Unknown].Where(status => status is >= 300 and < 600));

        static SendGridVerdict VerdictOn(int status)
        {
            using var message = new HttpResponseMessage((HttpStatusCode)status);
            message.Headers.Add("X-Message-Id", "abc");
            return new Response(message.StatusCode, message.Content, message.Headers).VerdictOn();
        }
    }

    [Fact(Timeout = TimeLimit.InProcess)]
    public async Task Four_failures_in_a_row_give_the_mail_back_to_the_queue()
    {
        for (var i = 0; i < 4; i++)
        {
            Answer(HttpStatusCode.ServiceUnavailable);
        }

        Assert.Equal(new SendOutcome.NotSent("SendGrid answered 503: no reason given", null), await SendAsync());
        Assert.Equal(4, requests.Count);
    }

    [Fact(Timeout = TimeLimit.InProcess)]
    public async Task A_rate_limit_is_waited_for_exactly()
    {
        var reset = clock.GetUtcNow().AddSeconds(5).ToUnixTimeSeconds();
        Answer(HttpStatusCode.TooManyRequests, header: ("X-RateLimit-Reset", $"{reset}"));
        Accept();
        var started = clock.GetUtcNow();

        Assert.IsType<SendOutcome.Accepted>(await SendAsync());
        Assert.InRange(clock.GetUtcNow() - started, TimeSpan.FromSeconds(5), Soon(5));
    }

    [Theory(Timeout = TimeLimit.InProcess)]
    [InlineData("X-RateLimit-Reset", "1767873540")]
    [InlineData("X-RateLimit-Reset", "0")]
    [InlineData("Retry-After", "0")]
    [InlineData("Retry-After", "Thu, 08 Jan 2026 11:59:00 GMT")]
    public async Task A_rate_limit_that_is_over_backs_off_like_any_failure(string header, string value)
    {
        for (var i = 0; i < 4; i++)
        {
            Answer(HttpStatusCode.TooManyRequests, header: (header, value));
        }

        var started = clock.GetUtcNow();

        Assert.Equal(new SendOutcome.NotSent("SendGrid answered 429: no reason given", null), await SendAsync());
        Assert.Equal(4, requests.Count);
        Assert.InRange(clock.GetUtcNow() - started, TimeSpan.FromSeconds(1), Soon(20));
    }

    [Fact(Timeout = TimeLimit.InProcess)]
    public async Task A_rate_limit_that_takes_long_is_left_to_the_queue()
    {
        var reset = clock.GetUtcNow().AddSeconds(120).ToUnixTimeSeconds();
        Answer(HttpStatusCode.TooManyRequests, header: ("X-RateLimit-Reset", $"{reset}"));

        var outcome = Assert.IsType<SendOutcome.NotSent>(await SendAsync());

        Assert.Equal(TimeSpan.FromSeconds(120), outcome.After);
        Assert.Single(requests);
    }

    [Fact(Timeout = TimeLimit.InProcess)]
    public async Task Retry_After_is_honoured_too()
    {
        Answer(HttpStatusCode.ServiceUnavailable, header: ("Retry-After", "7"));
        Accept();
        var started = clock.GetUtcNow();

        Assert.IsType<SendOutcome.Accepted>(await SendAsync());
        Assert.InRange(clock.GetUtcNow() - started, TimeSpan.FromSeconds(7), Soon(7));
    }

    [Theory(Timeout = TimeLimit.InProcess)]
    [InlineData(HttpRequestError.ConnectionError)]
    [InlineData(HttpRequestError.NameResolutionError)]
    public async Task A_connection_that_was_never_made_is_tried_again(HttpRequestError error)
    {
        answers.Enqueue(_ => throw new HttpRequestException(error));
        Accept();

        Assert.IsType<SendOutcome.Accepted>(await SendAsync());
    }

    [Theory(Timeout = TimeLimit.InProcess)]
    [InlineData(HttpRequestError.Unknown)]
    [InlineData(HttpRequestError.ResponseEnded)]
    public async Task A_reset_after_sending_is_unknown_and_not_tried_again(HttpRequestError error)
    {
        answers.Enqueue(_ => throw new HttpRequestException(error));

        Assert.Equal(new SendOutcome.Unknown("no answer from SendGrid (HttpRequestException)"), await SendAsync());
        Assert.Single(requests);
    }

    [Fact(Timeout = TimeLimit.InProcess)]
    public async Task A_hanging_SendGrid_is_given_up_after_ten_seconds_as_unknown()
    {
        answers.Enqueue(async cancellation =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, clock, cancellation);
            throw new InvalidOperationException("never reached");
        });
        var started = clock.GetUtcNow();

        Assert.Equal(new SendOutcome.Unknown("no answer from SendGrid (TimeoutRejectedException)"), await SendAsync());
        Assert.InRange(clock.GetUtcNow() - started, TimeSpan.FromSeconds(10), Soon(10));
        Assert.Single(requests);
    }

    [Fact(Timeout = TimeLimit.InProcess)]
    public async Task A_SendGrid_that_keeps_failing_is_left_alone_for_a_while()
    {
        for (var i = 0; i < 8; i++)
        {
            Answer(HttpStatusCode.ServiceUnavailable);
        }

        var sender = Sender();
        await SendAsync(sender);
        await SendAsync(sender);
        var outcome = Assert.IsType<SendOutcome.NotSent>(await SendAsync(sender));

        Assert.Equal(8, requests.Count);
        Assert.InRange(outcome.After!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(15));
    }

    [Fact(Timeout = TimeLimit.InProcess)]
    public async Task Whether_it_is_left_alone_is_known_before_a_mail_is_tried()
    {
        var sender = await LeftAloneAsync();
        Assert.InRange(sender.GetSendDelay()!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(15));

        clock.Advance(TimeSpan.FromSeconds(15));

        // One finds out, the others go on waiting.
        Assert.Null(sender.GetSendDelay());
        Assert.Equal(TimeSpan.FromSeconds(10), sender.GetSendDelay());
        Accept();
        Assert.IsType<SendOutcome.Accepted>(await SendAsync(sender));
        Assert.Null(sender.GetSendDelay());
        Assert.Null(sender.GetSendDelay());
    }

    [Fact(Timeout = TimeLimit.InProcess)]
    public async Task When_the_one_that_finds_out_fails_all_wait_again()
    {
        var sender = await LeftAloneAsync();
        clock.Advance(TimeSpan.FromSeconds(15));
        Assert.Null(sender.GetSendDelay());
        Answer(HttpStatusCode.ServiceUnavailable);

        await SendAsync(sender);

        Assert.InRange(sender.GetSendDelay()!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(15));
    }

    [Fact(Timeout = TimeLimit.InProcess)]
    public async Task When_the_one_that_finds_out_is_not_heard_of_another_does()
    {
        var sender = await LeftAloneAsync();
        clock.Advance(TimeSpan.FromSeconds(15));
        Assert.Null(sender.GetSendDelay());
        clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Null(sender.GetSendDelay());
    }

    [Theory(Timeout = TimeLimit.InProcess)]
    [InlineData(HttpStatusCode.Found, "text/plain")]
    [InlineData(HttpStatusCode.OK, "text/html")]
    [InlineData(HttpStatusCode.BadGateway, "text/html")]
    public async Task An_answer_of_somebody_on_the_way_shows_nothing(HttpStatusCode status, string type)
    {
        for (var i = 0; i < 4; i++)
        {
            Answer(status, "", type: type);
        }

        var asking = Sender().IsRespondingAsync(CancellationToken.None);
        await PassUntilAsync(asking);

        Assert.False(await asking);
    }

    [Fact(Timeout = TimeLimit.InProcess)]
    public async Task Any_answer_at_all_shows_that_SendGrid_is_answering()
    {
        Answer(HttpStatusCode.Forbidden);

        Assert.True(await Sender().IsRespondingAsync(CancellationToken.None));
    }

    [Fact(Timeout = TimeLimit.InProcess)]
    public async Task No_answer_shows_that_it_is_not()
    {
        answers.Enqueue(_ => throw new HttpRequestException(HttpRequestError.ResponseEnded));

        Assert.False(await Sender().IsRespondingAsync(CancellationToken.None));
    }

    private async Task<SendGridMailSender> LeftAloneAsync()
    {
        var sender = Sender();
        Assert.Null(sender.GetSendDelay());
        for (var i = 0; i < 8; i++)
        {
            Answer(HttpStatusCode.ServiceUnavailable);
        }

        await SendAsync(sender);
        await SendAsync(sender);
        return sender;
    }

    private SendGridMailSender Sender()
    {
        // Moq injects what the published client may throw; the class itself sends to a real server in other tests.
        var client = new Mock<ISendGridClient>(MockBehavior.Strict);
        client.Setup(c => c.SendEmailAsync(It.IsAny<SendGridMessage>(), It.IsAny<CancellationToken>()))
            .Returns((SendGridMessage message, CancellationToken cancellation) =>
            {
                requests.Add(message);
                return answers.Dequeue()(cancellation);
            });
        client.Setup(c => c.RequestAsync(
                BaseClient.Method.GET, null, null, "scopes", It.IsAny<CancellationToken>()))
            .Returns((BaseClient.Method _, string _, string _, string _, CancellationToken cancellation) =>
                answers.Dequeue()(cancellation));

        var settings = new MailSettings(
            "forms@clinic.example", "Blue Sky", ["staff@clinic.example"], TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(1));
        var circuit = new SendGridCircuit(clock);
        var pipeline = new ResiliencePipelineBuilder<Response>();
        SendGridPipeline.Configure(pipeline, clock, circuit);
        return new SendGridMailSender(client.Object, pipeline.Build(), circuit, settings, clock);
    }

    /// <summary>Sends, and moves the clock in small steps for as long as that takes.</summary>
    private async Task<SendOutcome> SendAsync(SendGridMailSender? sender = null)
    {
        var sending = (sender ?? Sender()).SendAsync(Mail, CancellationToken.None);
        await PassUntilAsync(sending);
        return await sending.WaitAsync(TimeSpan.FromSeconds(10));
    }

    private async Task PassUntilAsync(Task done)
    {
        for (var i = 0; i < 2_000 && !done.IsCompleted; i++)
        {
            // Gives the pipeline's continuations a moment to set their next timer before time goes on.
            await Task.Delay(1);
            clock.Advance(TimeSpan.FromMilliseconds(100));
        }
    }

    // The clock runs on while a busy machine comes to the next step; the pipeline's own bounds are further off.
    private static TimeSpan Soon(int seconds) => TimeSpan.FromSeconds(seconds + 15);

    private void Accept() => Answer(HttpStatusCode.Accepted, header: ("X-Message-Id", "abc"));

    private void Answer(
        HttpStatusCode status, string body = "", (string Name, string Value)? header = null, string type = "text/plain")
    {
        var message = new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, type) };
        if (header is { } given)
        {
            message.Headers.TryAddWithoutValidation(given.Name, given.Value);
        }

        answers.Enqueue(_ => Task.FromResult(new Response(message.StatusCode, message.Content, message.Headers)));
    }

    private static string Sorted(JsonElement element) =>
        $"{{{string.Join(',', element.EnumerateObject().OrderBy(p => p.Name, StringComparer.Ordinal).Select(p => $"\"{p.Name}\":{p.Value.GetRawText()}"))}}}";
}
