namespace BlueSky.Content.Mails;

/// <summary>
/// What staff learn of a submission. <paramref name="FormTitle"/> is a fixed name such as "Consultation request",
/// <paramref name="LocalTime"/> is in the clinic's zone and names it. Only <paramref name="Details"/> may hold what a
/// visitor typed; null or empty leaves them out.
/// </summary>
public sealed record StaffNoticeModel(
    ClinicDetails Clinic,
    string Reference,
    string FormTitle,
    string LocalTime,
    Uri? Link,
    IReadOnlyList<NoticeField>? Details);

/// <summary>A field as the visitor filled it; its label may be the visitor's too.</summary>
public sealed record NoticeField(string Label, string Value);
