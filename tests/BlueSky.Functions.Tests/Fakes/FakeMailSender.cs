using System.Collections.Concurrent;
using BlueSky.Functions.Mail;

namespace BlueSky.Functions.Tests.Fakes;

/// <summary>Records what is sent, and answers as it is told to.</summary>
internal sealed class FakeMailSender : IMailSender
{
    public ConcurrentQueue<OutgoingMail> Sent { get; } = [];

    public TimeSpan? Rest { get; set; }

    public bool IsAnswering { get; set; } = true;

    public Func<OutgoingMail, SendOutcome> Answer { get; set; } = _ => new SendOutcome.Accepted("message-1");

    /// <summary>The first attempts end so; those after them are accepted.</summary>
    public void AnswersWith(params SendOutcome[] first)
    {
        var answers = new ConcurrentQueue<SendOutcome>(first);
        Answer = _ => answers.TryDequeue(out var next) ? next : new SendOutcome.Accepted("message-1");
    }

    /// <summary>What happens elsewhere while a mail is on its way.</summary>
    public Func<OutgoingMail, Task> Meanwhile { get; set; } = _ => Task.CompletedTask;

    public OutgoingMail this[string template] => Sent.Single(mail => mail.Template == template);

    public async Task<SendOutcome> SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        Sent.Enqueue(mail);
        await Meanwhile(mail);
        await Task.Yield();
        return Answer(mail);
    }

    public TimeSpan? GetSendDelay() => Rest;

    public Task<bool> IsRespondingAsync(CancellationToken cancellationToken) => Task.FromResult(IsAnswering);
}
