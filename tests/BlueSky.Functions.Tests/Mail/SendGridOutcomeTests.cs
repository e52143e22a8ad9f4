using System.Net;
using BlueSky.Functions.Mail;
using SendGrid;

namespace BlueSky.Functions.Tests.Mail;

/// <summary>What an answer, or none, says of the email.</summary>
public sealed class SendGridOutcomeTests
{
    private readonly ScriptedSendGrid sendGrid = new();

    [Theory(Timeout = TimeLimit.InProcess)]
    [InlineData(HttpStatusCode.BadRequest)]
    [InlineData(HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(HttpStatusCode.UnprocessableEntity)]
    public async Task A_permanent_refusal_is_not_tried_again(HttpStatusCode status)
    {
        sendGrid.Answer(status, """{"errors":[{"message":"does not contain a valid address","field":"to"}]}""");

        var outcome = await sendGrid.SendAsync();

        Assert.Equal(
            new SendOutcome.Refused($"SendGrid answered {(int)status}: does not contain a valid address"), outcome);
        Assert.Single(sendGrid.Requests);
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
        sendGrid.Answer(status, "<html>not json</html>");

        Assert.Equal(
            new SendOutcome.Denied($"SendGrid answered {(int)status}: no reason given"), await sendGrid.SendAsync());
        Assert.Single(sendGrid.Requests);
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
        sendGrid.Answer(status, body);

        Assert.Equal(
            new SendOutcome.Unknown($"SendGrid answered {(int)status}: no reason given"), await sendGrid.SendAsync());
        Assert.Single(sendGrid.Requests);
    }

    [Theory(Timeout = TimeLimit.InProcess)]
    [InlineData("")]
    [InlineData(" ")]
    public async Task An_empty_message_id_is_none(string id)
    {
        sendGrid.Answer(HttpStatusCode.Accepted, header: ("X-Message-Id", id));

        Assert.IsType<SendOutcome.Unknown>(await sendGrid.SendAsync());
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

    [Theory(Timeout = TimeLimit.InProcess)]
    [InlineData(HttpRequestError.Unknown)]
    [InlineData(HttpRequestError.ResponseEnded)]
    public async Task A_reset_after_sending_is_unknown_and_not_tried_again(HttpRequestError error)
    {
        sendGrid.Answer(_ => throw new HttpRequestException(error));

        Assert.Equal(
            new SendOutcome.Unknown("no answer from SendGrid (HttpRequestException)"), await sendGrid.SendAsync());
        Assert.Single(sendGrid.Requests);
    }

    [Fact(Timeout = TimeLimit.InProcess)]
    public async Task A_hanging_SendGrid_is_given_up_after_ten_seconds_as_unknown()
    {
        sendGrid.Answer(async cancellation =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, sendGrid.Clock, cancellation);
            throw new InvalidOperationException("never reached");
        });
        var started = sendGrid.Clock.GetUtcNow();

        Assert.Equal(
            new SendOutcome.Unknown("no answer from SendGrid (TimeoutRejectedException)"), await sendGrid.SendAsync());
        Assert.InRange(sendGrid.Clock.GetUtcNow() - started, TimeSpan.FromSeconds(10), ScriptedSendGrid.Soon(10));
        Assert.Single(sendGrid.Requests);
    }
}
