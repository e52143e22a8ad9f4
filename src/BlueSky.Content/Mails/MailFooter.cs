namespace BlueSky.Content.Mails;

/// <summary>The footer of each text part; that of the HTML part is in the layout.</summary>
internal static class MailFooter
{
    public static string Text(ClinicDetails clinic) =>
        $"{PlainText.Wrap(clinic.Name)}\n{clinic.Phone}\n{PlainText.Wrap(clinic.PostalAddress)}";
}
