namespace BlueSky.Content.Mails;

/// <summary>Why somebody gets a mail, where several mails say the same.</summary>
internal static class MailReason
{
    public const string Staff = "You get this mail because the website's settings name you as staff.";
}
