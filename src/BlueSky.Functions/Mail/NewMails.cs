using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Mail;

/// <summary>
/// Adds emails to the outbox. Those that can be sent at once are claimed in the same transaction, so that a usual email
/// is written twice: before its attempt and after it.
/// </summary>
internal sealed class NewMails(IMailOutbox outbox, IMailSender sender, MailComposer composer, TimeProvider clock)
{
    /// <returns>
    /// All emails of the submission: some may be in the outbox already, from an earlier run, or from the time when it
    /// was held back.
    /// </returns>
    public async Task<IReadOnlyList<AddedMail>> AddAsync(
        Submission submission, IReadOnlyList<DueMail> due, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var mails = due.Select(mail => OutboxMail.From(mail, submission.Key, now)).ToList();
        if (mails.Count == 0)
        {
            return [];
        }

        var claims = await Task.WhenAll(mails.Select(mail => ClaimAsync(submission, mail, cancellationToken)));
        cancellationToken.ThrowIfCancellationRequested();

        // Not cancelled: the outcome of the claims would be unknown.
        if (await outbox.TryAddAsync([.. claims.Select(claim => claim.Mail)], CancellationToken.None) is { } added)
        {
            return [.. claims.Zip(added, (claim, mail) => claim with { Mail = mail })];
        }

        foreach (var claim in claims.Where(claim => claim.Claimed is not null))
        {
            composer.QuotaFor(submission, claim.Mail)?.Release(submission, claim.Mail);
        }

        return [.. (await AddMissingAsync(submission, mails, cancellationToken)).Select(mail => new AddedMail(mail))];
    }

    private async Task<IReadOnlyList<OutboxMail>> AddMissingAsync(
        Submission submission, IReadOnlyList<OutboxMail> mails, CancellationToken cancellationToken)
    {
        var rows = await outbox.ListAsync(submission.Key, cancellationToken);
        var missing = mails.ExceptBy(rows.Select(row => row.RowKey), mail => mail.RowKey).ToList();
        if (missing.Count == 0)
        {
            return rows;
        }

        await outbox.TryAddAsync(missing, cancellationToken);
        return await outbox.ListAsync(submission.Key, cancellationToken);
    }

    // What cannot be sent now is only due: it is told why when it is advanced. So is a template that throws.
    private async Task<AddedMail> ClaimAsync(
        Submission submission, OutboxMail mail, CancellationToken cancellationToken)
    {
        var composing = ComposeAsync(submission, mail, cancellationToken);
        await ((Task)composing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return composing is { IsCompletedSuccessfully: true, Result: { } outgoing }
            ? new AddedMail(mail.Claim(clock.GetUtcNow()), outgoing)
            : new AddedMail(mail);
    }

    private async Task<OutgoingMail?> ComposeAsync(
        Submission submission, OutboxMail mail, CancellationToken cancellationToken) =>
        sender.GetSendDelay() is null
        && await composer.ComposeAsync(submission, mail, cancellationToken) is { Outgoing: { } outgoing }
        && (composer.QuotaFor(submission, mail) is not { } quota
            || await quota.TryAcquireAsync(submission, mail, cancellationToken))
            ? outgoing
            : null;
}

/// <param name="Claimed">What to send, if this worker claimed it as it added it; otherwise null.</param>
internal sealed record AddedMail(OutboxMail Mail, OutgoingMail? Claimed = null);
