namespace BlueSky.Content.Mails;

/// <summary>Reasons for an email that several emails share.</summary>
internal static class MailReason
{
    public const string Staff = "You get this mail because the website's settings name you as staff.";
}
