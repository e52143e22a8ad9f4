using System.Net;
using System.Text;
using BlueSky.Content;
using BlueSky.Functions.Mail;
using Microsoft.Extensions.Time.Testing;
using Moq;
using Polly;
using SendGrid;
using SendGrid.Helpers.Mail;
using MailSettings = BlueSky.Functions.Mail.MailSettings;

namespace BlueSky.Functions.Tests.Mail;

/// <summary>The sender on the pipeline of production, and a SendGrid whose answers are given in advance.</summary>
internal sealed class ScriptedSendGrid
{
    private static readonly OutgoingMail Mail = new(
        "20260108.BSK-2345-6789.staff-notice", "staff-notice", "staff@clinic.example",
        new MailContent("Subject", "text", "<p>html</p>"),
        new Dictionary<string, string> { ["List-Unsubscribe"] = "<https://x.example/>" },
        "visitor@example.org");

    private readonly Queue<Func<CancellationToken, Task<Response>>> answers = [];

    public FakeTimeProvider Clock { get; } = new(DateTimeOffset.Parse("2026-01-08T12:00:00Z"));

    public List<SendGridMessage> Requests { get; } = [];

    public void Accept() => Answer(HttpStatusCode.Accepted, header: ("X-Message-Id", "abc"));

    public void Answer(
        HttpStatusCode status, string body = "", (string Name, string Value)? header = null, string type = "text/plain")
    {
        var message = new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, type) };
        if (header is { } given)
        {
            message.Headers.TryAddWithoutValidation(given.Name, given.Value);
        }

        Answer(_ => Task.FromResult(new Response(message.StatusCode, message.Content, message.Headers)));
    }

    public void Answer(Func<CancellationToken, Task<Response>> answer) => answers.Enqueue(answer);

    public SendGridMailSender Sender()
    {
        // Moq injects what the published client may throw; the class itself sends to a real server in other tests.
        var client = new Mock<ISendGridClient>(MockBehavior.Strict);
        client.Setup(c => c.SendEmailAsync(It.IsAny<SendGridMessage>(), It.IsAny<CancellationToken>()))
            .Returns((SendGridMessage message, CancellationToken cancellation) =>
            {
                Requests.Add(message);
                return answers.Dequeue()(cancellation);
            });
        client.Setup(c => c.RequestAsync(
                BaseClient.Method.GET, null, null, "scopes", It.IsAny<CancellationToken>()))
            .Returns((BaseClient.Method _, string _, string _, string _, CancellationToken cancellation) =>
                answers.Dequeue()(cancellation));

        var settings = new MailSettings(
            "forms@clinic.example", "Blue Sky", ["staff@clinic.example"], TimeSpan.FromMinutes(10),
            TimeSpan.FromMinutes(1));
        var circuit = new SendGridCircuit(Clock);
        var pipeline = new ResiliencePipelineBuilder<Response>();
        SendGridPipeline.Configure(pipeline, Clock, circuit);
        return new SendGridMailSender(client.Object, pipeline.Build(), circuit, settings, Clock);
    }

    /// <summary>Sends, and moves the clock in small steps for as long as that takes.</summary>
    public async Task<SendOutcome> SendAsync(SendGridMailSender? sender = null)
    {
        var sending = (sender ?? Sender()).SendAsync(Mail, CancellationToken.None);
        await PassUntilAsync(sending);
        return await sending.WaitAsync(TimeSpan.FromSeconds(10));
    }

    public async Task PassUntilAsync(Task done)
    {
        for (var i = 0; i < 2_000 && !done.IsCompleted; i++)
        {
            // Gives the pipeline's continuations a moment to set their next timer before time goes on.
            await Task.Delay(1);
            Clock.Advance(TimeSpan.FromMilliseconds(100));
        }
    }

    // The clock runs on while a busy machine comes to the next step; the pipeline's own bounds are further off.
    public static TimeSpan Soon(int seconds) => TimeSpan.FromSeconds(seconds + 15);
}
