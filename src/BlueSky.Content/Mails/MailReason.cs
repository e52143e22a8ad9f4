namespace BlueSky.Content.Mails;

/// <summary>Reasons for an email that several emails share.</summary>
internal static class MailReason
{
    public const string Staff =
        "You get this email because you are on the clinic's staff list for the website. To be taken off the list, " +
        "ask the person who runs the website.";
}
