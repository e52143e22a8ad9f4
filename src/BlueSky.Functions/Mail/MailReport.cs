namespace BlueSky.Functions.Mail;

/// <summary>
/// What SendGrid says of a mail that it took. Reports come late, repeated and in any order, so they only ever move a
/// mail up, and of two that say the same one is always preferred: whatever the order, the row ends the same.
/// </summary>
/// <param name="State">Accepted or a later state.</param>
/// <param name="Note">What the row's Error will say; null when all is well.</param>
internal sealed record MailReport(MailState State, string? MessageId, string? Note)
{
    /// <returns>The mail as it is known now; itself when there is nothing new.</returns>
    public OutboxMail ApplyTo(OutboxMail mail, DateTimeOffset now)
    {
        var messageId = First(mail.MessageId, MessageId);
        return Exceeds(mail)
            ? mail with
            {
                State = State,
                ChangedAt = mail.State == State ? mail.ChangedAt : now,
                NextAttemptAt = null,
                MessageId = messageId,
                Error = Note,
            }
            : mail with { MessageId = messageId };
    }

    private bool Exceeds(OutboxMail mail) =>
        RankOf(State) > RankOf(mail.State)
        || (RankOf(State) == RankOf(mail.State) && string.CompareOrdinal(Note, mail.Error) > 0);

    // Whatever we believed of a mail before, also that it failed: a report is proof that SendGrid has it.
    private static int RankOf(MailState state) => state switch
    {
        MailState.Accepted => 1,
        MailState.Delivered => 2,
        MailState.Dropped => 3,
        MailState.Bounced => 4,
        _ => 0,
    };

    // A mail that was sent twice has two ids; it does not matter which is kept, only that it is always the same.
    private static string? First(string? one, string? other) =>
        one is null || (other is not null && string.CompareOrdinal(other, one) < 0) ? other : one;
}
