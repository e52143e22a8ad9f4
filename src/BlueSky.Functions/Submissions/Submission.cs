using BlueSky.Functions.Forms;
using BlueSky.Functions.Settings;

namespace BlueSky.Functions.Submissions;

/// <summary>An accepted post of a form or page, webhook call or timer run. Processing starts from it.</summary>
internal sealed record Submission
{
    /// <summary>The kind of a submission whose form is in no setting.</summary>
    public const string UnknownKind = "unknown";

    /// <summary>Short enough to read aloud, e.g. <c>BSK-7F3K-9Q2M</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The full keyed hash that the id shortens; distinguishes repeats from collisions.</summary>
    public required string Hash { get; init; }

    public required string Kind { get; init; }

    public required SubmissionState State { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public string? Email { get; init; }

    public string? Name { get; init; }

    /// <summary>As typed.</summary>
    public string? Phone { get; init; }

    public string? PhoneDigits { get; init; }

    public string? Message { get; init; }

    /// <summary>All fields without their own property.</summary>
    public IReadOnlyList<PostedField> Fields { get; init; } = [];

    /// <summary>The page of the form, without its query, or a webhook; null when unknown.</summary>
    public string? Source { get; init; }

    /// <summary>
    /// The network it was posted from: a keyed hash that changes daily, <see cref="PostedFrom.HiddenOrigin"/>, or null
    /// when it was not posted to a form.
    /// </summary>
    public string? Network { get; init; }

    /// <summary>How often processing was completed or failed.</summary>
    public int Attempts { get; init; }

    /// <summary>Why it is quarantined or failed.</summary>
    public string? Error { get; init; }

    public Handling Handling { get; init; } = Handling.None;

    /// <summary>The time by which the visitor was promised an answer; null when nothing was promised.</summary>
    public DateTimeOffset? PromisedBy { get; init; }

    /// <summary>The visitor's preferred language, as a language tag; null when unknown.</summary>
    public string? Language { get; init; }

    /// <summary>The span of its acceptance, as a W3C <c>traceparent</c>; null when it was not traced.</summary>
    public string? TraceParent { get; init; }

    /// <summary>The stored version when this was read; null when it was not read from the table.</summary>
    public string? Version { get; init; }

    /// <summary>Whether a field has its own property here.</summary>
    public static bool HasColumnFor(PostedField field) => field.Name is "email" or "name" or "phone" or "message";

    /// <summary>Waits until staff decide whether it is a real request.</summary>
    public bool IsHeldBack => State == SubmissionState.Quarantined && Handling.By is null;

    /// <summary>What was promised; for a request from before promises were stored, what would be.</summary>
    public DateTimeOffset AnswerBy(ClinicHours hours) => PromisedBy ?? hours.AnswerBy(ReceivedAt);

    /// <summary>A copy to be processed from the start, as if it had just been accepted.</summary>
    public Submission AsReceived() => this with
    {
        State = SubmissionState.Received,
        Error = null,
        Handling = Handling.WithNextChange(),
    };

    public SubmissionKey Key => new(SubmissionKey.DayOf(ReceivedAt), Id);
}

internal enum SubmissionState
{
    /// <summary>Stored; not processed yet.</summary>
    Received,

    /// <summary>Its changes are done, and every due email has its outbox row.</summary>
    Processed,

    /// <summary>Kept for staff to review; not processed automatically.</summary>
    Quarantined,

    /// <summary>Processing failed; the reason is in the row.</summary>
    Failed,
}

/// <summary>Reasons for quarantine that other code tests.</summary>
internal static class QuarantineReason
{
    /// <summary>Very common for bots: counted, not listed, in the digest.</summary>
    public const string Honeypot = "honeypot field filled";

    public const string BlockedSender = "staff called an earlier post of this sender spam";
}
