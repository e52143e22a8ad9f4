using BlueSky.Content.Mails;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Mail;
using BlueSky.Functions.Recipients;

namespace BlueSky.Functions.News;

/// <summary>Advances one email with news, as far as it goes now.</summary>
internal sealed class NewsMailer(
    IRecipientStore recipients, IMailOutbox outbox, NewsComposer composer, MailAttempts attempts, NewsLane lane,
    MailSettings settings, TimeProvider clock)
{
    public const string TemplateName = "news";

    private const string NoLongerSubscribed = "no longer subscribed";

    /// <inheritdoc cref="IMailSender.GetSendDelay"/>
    public TimeSpan? GetSendDelay() => lane.Sender.GetSendDelay();

    /// <summary>Whether a recipient gets the news: confirmed before they were started, and still.</summary>
    public static bool IsDue(Recipient recipient, NewsItem news) =>
        recipient is { State: SubscriptionState.Confirmed, Email: not null }
        && recipient.ConfirmedAt <= news.StartedAt;

    /// <summary>Makes an email due again that was given up before that was asked for.</summary>
    /// <returns>The email afterwards.</returns>
    public async Task<OutboxMail> RetryAsync(NewsItem news, OutboxMail mail, CancellationToken cancellationToken) =>
        mail.State == MailState.Failed && mail.ChangedAt <= news.RetriedAt
            && mail.Requeue(clock.GetUtcNow()) is { } due
            ? await RecordAsync(mail, due, cancellationToken)
            : mail;

    /// <returns>The email afterwards.</returns>
    public async Task<OutboxMail> AdvanceAsync(
        NewsItem news, NewsText text, OutboxMail mail, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (mail.Abandon(now, settings) is { } abandoned)
        {
            return await RecordAsync(mail, abandoned, cancellationToken);
        }

        // SendGrid may have an email of unknown outcome: it is sent again only when SendGrid responds.
        if (!mail.IsReady(now)
            || (mail.State == MailState.Unknown && !await lane.Sender.IsRespondingAsync(cancellationToken)))
        {
            return mail;
        }

        // Right before the attempt: the recipient may have unsubscribed or bounced a moment ago.
        if (await recipients.FindAsync(mail.Recipient!, cancellationToken) is not { } recipient
            || !IsDue(recipient, news))
        {
            return await RecordAsync(mail, mail.Drop(now, NoLongerSubscribed), cancellationToken);
        }

        var to = EmailAddress.OfStored(recipient.Email);
        return to.CanBeSentTo
            ? await SendAsync(news, text, mail, to, cancellationToken)
            : await RecordAsync(mail, mail.After(MailComposer.NotAscii.Outcome, now, settings), cancellationToken);
    }

    /// <summary>How long to wait until one of these emails can be advanced.</summary>
    public TimeSpan WaitFor(IEnumerable<OutboxMail> open)
    {
        var next = open.Min(mail => mail.NextAttemptAt ?? (mail.ChangedAt + settings.SendingFor));
        var wait = next - clock.GetUtcNow();
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    private async Task<OutboxMail> SendAsync(
        NewsItem news, NewsText text, OutboxMail mail, EmailAddress to, CancellationToken cancellationToken)
    {
        var draft = await composer.ComposeAsync(news.Subject, text, to);
        cancellationToken.ThrowIfCancellationRequested();

        // Nothing is cancelled from the claim to the record.
        if (await outbox.TryUpdateAsync(mail.Claim(clock.GetUtcNow()), CancellationToken.None) is not { } claimed)
        {
            return mail;
        }

        var outgoing = new OutgoingMail(
            claimed.MailId, TemplateName, to.Deliverable, draft.Content, draft.Headers, draft.ReplyTo);
        return (await attempts.SendAsync(claimed, outgoing, lane.Sender, news.StartedAt!.Value)).Mail;
    }

    private async Task<OutboxMail> RecordAsync(
        OutboxMail before, OutboxMail after, CancellationToken cancellationToken) =>
        (await attempts.RecordAsync(before, after, cancellationToken)).Mail;
}
