namespace BlueSky.Content.Mails;

/// <summary>
/// Submissions and emails that need attention, as counts and references, without personal data.
/// <paramref name="LocalTime"/> is in the clinic's time zone and names it.
/// </summary>
/// <param name="Quarantined">Quarantined submissions, which are listed, up to a limit.</param>
/// <param name="Honeypots">Submissions quarantined as posts of bots, which are only counted.</param>
/// <param name="Failed">Submissions that could not be processed.</param>
/// <param name="Unsent">Emails that failed or are parked until something is fixed.</param>
public sealed record StaffDigestModel(
    ClinicDetails Clinic,
    string LocalTime,
    int Quarantined,
    int Honeypots,
    int Failed,
    int Unsent,
    IReadOnlyList<DigestLine> Lines);

public sealed record DigestLine(string Reference, string Words);
