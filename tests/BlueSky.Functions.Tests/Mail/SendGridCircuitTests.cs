using System.Net;
using BlueSky.Functions.Mail;

namespace BlueSky.Functions.Tests.Mail;

public sealed class SendGridCircuitTests
{
    private readonly ScriptedSendGrid sendGrid = new();

    [Fact(Timeout = TimeLimit.InProcess)]
    public async Task A_SendGrid_that_keeps_failing_is_left_alone_for_a_while()
    {
        for (var i = 0; i < 8; i++)
        {
            sendGrid.Answer(HttpStatusCode.ServiceUnavailable);
        }

        var sender = sendGrid.Sender();
        await sendGrid.SendAsync(sender);
        await sendGrid.SendAsync(sender);
        var outcome = Assert.IsType<SendOutcome.NotSent>(await sendGrid.SendAsync(sender));

        Assert.Equal(8, sendGrid.Requests.Count);
        Assert.InRange(outcome.After!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(15));
    }

    [Fact(Timeout = TimeLimit.InProcess)]
    public async Task Whether_it_is_left_alone_is_known_before_a_mail_is_tried()
    {
        var sender = await LeftAloneAsync();
        Assert.InRange(sender.GetSendDelay()!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(15));

        sendGrid.Clock.Advance(TimeSpan.FromSeconds(15));

        // One finds out, the others go on waiting.
        Assert.Null(sender.GetSendDelay());
        Assert.Equal(TimeSpan.FromSeconds(10), sender.GetSendDelay());
        sendGrid.Accept();
        Assert.IsType<SendOutcome.Accepted>(await sendGrid.SendAsync(sender));
        Assert.Null(sender.GetSendDelay());
        Assert.Null(sender.GetSendDelay());
    }

    [Fact(Timeout = TimeLimit.InProcess)]
    public async Task When_the_one_that_finds_out_fails_all_wait_again()
    {
        var sender = await LeftAloneAsync();
        sendGrid.Clock.Advance(TimeSpan.FromSeconds(15));
        Assert.Null(sender.GetSendDelay());
        sendGrid.Answer(HttpStatusCode.ServiceUnavailable);

        await sendGrid.SendAsync(sender);

        Assert.InRange(sender.GetSendDelay()!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(15));
    }

    [Fact(Timeout = TimeLimit.InProcess)]
    public async Task When_the_one_that_finds_out_is_not_heard_of_another_does()
    {
        var sender = await LeftAloneAsync();
        sendGrid.Clock.Advance(TimeSpan.FromSeconds(15));
        Assert.Null(sender.GetSendDelay());
        sendGrid.Clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Null(sender.GetSendDelay());
    }

    private async Task<SendGridMailSender> LeftAloneAsync()
    {
        var sender = sendGrid.Sender();
        Assert.Null(sender.GetSendDelay());
        for (var i = 0; i < 8; i++)
        {
            sendGrid.Answer(HttpStatusCode.ServiceUnavailable);
        }

        await sendGrid.SendAsync(sender);
        await sendGrid.SendAsync(sender);
        return sender;
    }
}
