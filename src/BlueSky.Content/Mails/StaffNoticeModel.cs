namespace BlueSky.Content.Mails;

/// <summary>What a notice to staff is about.</summary>
public enum NoticeKind
{
    /// <summary>A person waits for an answer.</summary>
    Request,

    /// <summary>A request that looks like spam: staff must say whether it is.</summary>
    HeldBack,

    /// <summary>Nothing to do.</summary>
    Subscriber,
}

/// <summary>
/// The data of a notice about a submission. <paramref name="FormTitle"/> is a fixed name such as "Consultation
/// request", and <paramref name="VisitorAction"/> a fixed phrase such as "asked for a free consultation". Only
/// <paramref name="Details"/> may contain text that a visitor typed; they are omitted when null or empty.
/// </summary>
/// <param name="Promise">By when a request is promised an answer, e.g. "Monday, November 30, 5 PM".</param>
public sealed record StaffNoticeModel(
    ClinicDetails Clinic,
    NoticeKind Kind,
    string Reference,
    string FormTitle,
    string VisitorAction,
    NoticeTime Received,
    string Promise,
    Uri Link,
    IReadOnlyList<NoticeField>? Details);

/// <param name="Day">In a sentence: "today, Friday, November 27, at 12:36 PM".</param>
/// <param name="LocalTime">In the clinic's time zone, which it names.</param>
/// <param name="Age">At the time of this email: "2 minutes".</param>
public sealed record NoticeTime(string Day, string LocalTime, string Age);

/// <summary>A field as the visitor sent it; the label may come from the visitor too.</summary>
/// <param name="Link">Where the value leads, such as a phone number's <c>tel:</c>; null for text.</param>
public sealed record NoticeField(string Label, string Value, Uri? Link = null);
