namespace BlueSky.Content.Mails;

/// <summary>The sentence that says when visitors can call.</summary>
internal static class MailHours
{
    /// <returns>Null when the hours are not known.</returns>
    public static string? Of(ClinicDetails clinic) =>
        clinic.Hours is { } hours ? clinic.Texts.Format("Help.Hours", ("hours", hours)) : null;
}
