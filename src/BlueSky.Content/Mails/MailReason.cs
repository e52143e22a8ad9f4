namespace BlueSky.Content.Mails;

/// <summary>Why staff get an email.</summary>
internal static class MailReason
{
    public const string Staff = "You get this email because you are on the clinic’s staff list for the website.";
    public const string TakenOff = "To be taken off the list, ask the person who runs the website.";
}
