namespace BlueSky.Content.Mails;

/// <summary>
/// What waits for a person, counted and listed by reference; nothing personal. <paramref name="LocalTime"/> is in the
/// clinic's zone and names it.
/// </summary>
/// <param name="Quarantined">Submissions held back; each is among the lines, as far as these go.</param>
/// <param name="Honeypots">Submissions held back as robots', which are only counted.</param>
/// <param name="Failed">Submissions that could not be processed.</param>
/// <param name="Unsent">Mails that failed or wait for something to be mended.</param>
public sealed record StaffDigestModel(
    ClinicDetails Clinic,
    string LocalTime,
    int Quarantined,
    int Honeypots,
    int Failed,
    int Unsent,
    IReadOnlyList<DigestLine> Lines);

public sealed record DigestLine(string Reference, string Words);
