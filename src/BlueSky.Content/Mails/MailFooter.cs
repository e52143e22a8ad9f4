namespace BlueSky.Content.Mails;

/// <summary>The lines that end each text part; the html one is in the layout.</summary>
internal static class MailFooter
{
    public static string Text(ClinicDetails clinic) =>
        $"{PlainText.Wrap(clinic.Name)}\n{clinic.Phone}\n{PlainText.Wrap(clinic.PostalAddress)}";
}
