using System.Net;

namespace BlueSky.Functions.Tests.Mail;

public sealed class SendGridIsAnsweringTests
{
    private readonly ScriptedSendGrid sendGrid = new();

    [Theory(Timeout = TimeLimit.InProcess)]
    [InlineData(HttpStatusCode.Found, "text/plain")]
    [InlineData(HttpStatusCode.OK, "text/html")]
    [InlineData(HttpStatusCode.BadGateway, "text/html")]
    public async Task An_answer_of_somebody_on_the_way_shows_nothing(HttpStatusCode status, string type)
    {
        for (var i = 0; i < 4; i++)
        {
            sendGrid.Answer(status, "", type: type);
        }

        var asking = sendGrid.Sender().IsRespondingAsync(CancellationToken.None);
        await sendGrid.PassUntilAsync(asking);

        Assert.False(await asking);
    }

    [Fact(Timeout = TimeLimit.InProcess)]
    public async Task Any_answer_at_all_shows_that_SendGrid_is_answering()
    {
        sendGrid.Answer(HttpStatusCode.Forbidden);

        Assert.True(await sendGrid.Sender().IsRespondingAsync(CancellationToken.None));
    }

    [Fact(Timeout = TimeLimit.InProcess)]
    public async Task No_answer_shows_that_it_is_not()
    {
        sendGrid.Answer(_ => throw new HttpRequestException(HttpRequestError.ResponseEnded));

        Assert.False(await sendGrid.Sender().IsRespondingAsync(CancellationToken.None));
    }
}
