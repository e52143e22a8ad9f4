namespace BlueSky.Content.Mails;

/// <summary>
/// The data of a notice about a submission. <paramref name="FormTitle"/> is a fixed name such as "Consultation
/// request", <paramref name="LocalTime"/> is in the clinic's time zone and names it. Only <paramref name="Details"/>
/// may contain text that a visitor typed; they are omitted when null or empty.
/// </summary>
public sealed record StaffNoticeModel(
    ClinicDetails Clinic,
    string Reference,
    string FormTitle,
    string LocalTime,
    Uri? Link,
    IReadOnlyList<NoticeField>? Details);

/// <summary>A field as the visitor sent it; the label may come from the visitor too.</summary>
public sealed record NoticeField(string Label, string Value);
