namespace BlueSky.Content.Mails;

/// <summary>The end of each text part; that of the HTML part is in the layout.</summary>
internal static class MailFooter
{
    // Email programs know this line, and leave out what follows when a person answers.
    private const string Separator = "-- ";

    /// <param name="reasons">Why the reader gets this email, and how to stop it.</param>
    public static IEnumerable<string> Text(ClinicDetails clinic, params IEnumerable<string> reasons) =>
    [
        Separator,
        .. reasons,
        $"{PlainText.Wrap(clinic.Name)}\n{PlainText.Wrap(clinic.PostalAddress)}\n{clinic.Phone}",
    ];

    public static IEnumerable<string> StaffText(ClinicDetails clinic) =>
        Text(clinic, PlainText.Wrap(MailReason.Staff), PlainText.Wrap(MailReason.TakenOff));

    public static string Signature(ClinicDetails clinic) =>
        $"{clinic.Texts["Signature.Closing"]}\n{PlainText.Wrap(clinic.Signature)}";
}
