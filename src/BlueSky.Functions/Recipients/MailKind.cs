namespace BlueSky.Functions.Recipients;

/// <summary>Which of a recipient's histories counts a mail.</summary>
internal sealed record MailKind(Func<Recipient, MailHistory> HistoryOf, Func<Recipient, MailHistory, Recipient> With)
{
    public static readonly MailKind Confirmation = new(
        recipient => recipient.Confirmations, (recipient, history) => recipient with { Confirmations = history });

    public static readonly MailKind Acknowledgement = new(
        recipient => recipient.Acknowledgements, (recipient, history) => recipient with { Acknowledgements = history });

    public static readonly MailKind Welcome = new(
        recipient => recipient.Welcomes, (recipient, history) => recipient with { Welcomes = history });

    public static readonly MailKind Manage = new(
        recipient => recipient.ManageMails, (recipient, history) => recipient with { ManageMails = history });
}
