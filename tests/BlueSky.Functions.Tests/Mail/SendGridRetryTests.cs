using System.Net;
using BlueSky.Functions.Mail;

namespace BlueSky.Functions.Tests.Mail;

/// <summary>What is tried again at once, and what is left to the queue.</summary>
public sealed class SendGridRetryTests
{
    private readonly ScriptedSendGrid sendGrid = new();

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
        sendGrid.Answer(status);
        sendGrid.Accept();

        Assert.IsType<SendOutcome.Accepted>(await sendGrid.SendAsync());
        Assert.Equal(2, sendGrid.Requests.Count);
    }

    [Fact(Timeout = TimeLimit.InProcess)]
    public async Task Four_failures_in_a_row_give_the_mail_back_to_the_queue()
    {
        for (var i = 0; i < 4; i++)
        {
            sendGrid.Answer(HttpStatusCode.ServiceUnavailable);
        }

        Assert.Equal(
            new SendOutcome.NotSent("SendGrid answered 503: no reason given", null), await sendGrid.SendAsync());
        Assert.Equal(4, sendGrid.Requests.Count);
    }

    [Fact(Timeout = TimeLimit.InProcess)]
    public async Task A_rate_limit_is_waited_for_exactly()
    {
        var reset = sendGrid.Clock.GetUtcNow().AddSeconds(5).ToUnixTimeSeconds();
        sendGrid.Answer(HttpStatusCode.TooManyRequests, header: ("X-RateLimit-Reset", $"{reset}"));
        sendGrid.Accept();
        var started = sendGrid.Clock.GetUtcNow();

        Assert.IsType<SendOutcome.Accepted>(await sendGrid.SendAsync());
        Assert.InRange(sendGrid.Clock.GetUtcNow() - started, TimeSpan.FromSeconds(5), ScriptedSendGrid.Soon(5));
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
            sendGrid.Answer(HttpStatusCode.TooManyRequests, header: (header, value));
        }

        var started = sendGrid.Clock.GetUtcNow();

        Assert.Equal(
            new SendOutcome.NotSent("SendGrid answered 429: no reason given", null), await sendGrid.SendAsync());
        Assert.Equal(4, sendGrid.Requests.Count);
        Assert.InRange(sendGrid.Clock.GetUtcNow() - started, TimeSpan.FromSeconds(1), ScriptedSendGrid.Soon(20));
    }

    [Fact(Timeout = TimeLimit.InProcess)]
    public async Task A_rate_limit_that_takes_long_is_left_to_the_queue()
    {
        var reset = sendGrid.Clock.GetUtcNow().AddSeconds(120).ToUnixTimeSeconds();
        sendGrid.Answer(HttpStatusCode.TooManyRequests, header: ("X-RateLimit-Reset", $"{reset}"));

        var outcome = Assert.IsType<SendOutcome.NotSent>(await sendGrid.SendAsync());

        Assert.Equal(TimeSpan.FromSeconds(120), outcome.After);
        Assert.Single(sendGrid.Requests);
    }

    [Fact(Timeout = TimeLimit.InProcess)]
    public async Task Retry_After_is_honoured_too()
    {
        sendGrid.Answer(HttpStatusCode.ServiceUnavailable, header: ("Retry-After", "7"));
        sendGrid.Accept();
        var started = sendGrid.Clock.GetUtcNow();

        Assert.IsType<SendOutcome.Accepted>(await sendGrid.SendAsync());
        Assert.InRange(sendGrid.Clock.GetUtcNow() - started, TimeSpan.FromSeconds(7), ScriptedSendGrid.Soon(7));
    }

    [Theory(Timeout = TimeLimit.InProcess)]
    [InlineData(HttpRequestError.ConnectionError)]
    [InlineData(HttpRequestError.NameResolutionError)]
    public async Task A_connection_that_was_never_made_is_tried_again(HttpRequestError error)
    {
        sendGrid.Answer(_ => throw new HttpRequestException(error));
        sendGrid.Accept();

        Assert.IsType<SendOutcome.Accepted>(await sendGrid.SendAsync());
    }
}
