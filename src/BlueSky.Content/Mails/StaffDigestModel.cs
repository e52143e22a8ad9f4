namespace BlueSky.Content.Mails;

/// <summary>
/// The requests that wait, and submissions and emails that need attention, as counts and references, without personal
/// data. <paramref name="LocalTime"/> is in the clinic's time zone and names it.
/// </summary>
/// <param name="Quarantined">Quarantined submissions that are no requests, which are listed, up to a limit.</param>
/// <param name="Honeypots">Submissions quarantined as posts of bots, which are only counted.</param>
/// <param name="Failed">Submissions that could not be processed.</param>
/// <param name="Unsent">Emails that failed or are parked until something is fixed.</param>
/// <param name="RemindAt">When this email comes, e.g. "8 AM".</param>
public sealed record StaffDigestModel(
    ClinicDetails Clinic,
    string LocalTime,
    DigestWaiting Waiting,
    int Quarantined,
    int Honeypots,
    int Failed,
    int Unsent,
    IReadOnlyList<DigestLine> Lines,
    Uri List,
    string RemindAt);

/// <summary>How many requests are in each group of the list.</summary>
/// <param name="Oldest">Of the open requests, without those that are held back; null when there is none.</param>
public sealed record DigestWaiting(
    int Late, int New, int Tried, int HeldBack, bool IsMoreHeldBack, OldestRequest? Oldest)
{
    internal int Open => Late + New + Tried;
}

/// <param name="Time">"on Tuesday, November 24, at 2:10 PM"</param>
/// <param name="Day">"Tuesday, November 24"</param>
/// <param name="Promise">By when it was promised an answer: "Wednesday, November 25, 5 PM".</param>
public sealed record OldestRequest(string Time, string Day, string Promise, bool IsPastPromise);

public sealed record DigestLine(string Reference, string Words);
