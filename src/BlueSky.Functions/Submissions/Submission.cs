using BlueSky.Functions.Forms;

namespace BlueSky.Functions.Submissions;

/// <summary>A form post that was accepted: the record that everything else follows from.</summary>
internal sealed record Submission
{
    /// <summary>Short enough to be read aloud, e.g. <c>BSK-7F3K-9Q2M</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The whole keyed hash that the id abbreviates; tells a repeat from a collision.</summary>
    public required string Hash { get; init; }

    public required string Kind { get; init; }

    public required SubmissionState State { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public string? Email { get; init; }

    public string? Name { get; init; }

    /// <summary>As written.</summary>
    public string? Phone { get; init; }

    public string? PhoneDigits { get; init; }

    public string? Message { get; init; }

    /// <summary>All fields without a property of their own.</summary>
    public IReadOnlyList<PostedField> Fields { get; init; } = [];

    /// <summary>The page the form was on, without its query, or a webhook; null when nobody said.</summary>
    public string? Source { get; init; }

    /// <summary>
    /// Which network it was posted from: a keyed hash that is another one each day,
    /// <see cref="PostedFrom.HiddenOrigin"/>, or null when it was not posted to a form.
    /// </summary>
    public string? Network { get; init; }

    /// <summary>How often processing was finished or given up.</summary>
    public int Attempts { get; init; }

    /// <summary>Why it is quarantined or failed.</summary>
    public string? Error { get; init; }

    /// <summary>
    /// The span that it was accepted in, as W3C's <c>traceparent</c>; null when nobody was listening.
    /// </summary>
    public string? TraceParent { get; init; }

    /// <summary>The stored version that this was read at; null when it was not read.</summary>
    public string? Version { get; init; }

    /// <summary>Whether a form's field has a property of its own here.</summary>
    public static bool HasColumnFor(PostedField field) => field.Name is "email" or "name" or "phone" or "message";

    /// <summary>To be processed from the start, as if it had just been accepted.</summary>
    public Submission AsReceived() => this with { State = SubmissionState.Received, Error = null };

    public SubmissionKey Key => new(SubmissionKey.DayOf(ReceivedAt), Id);
}

internal enum SubmissionState
{
    /// <summary>Stored; what follows from it is not done yet.</summary>
    Received,

    /// <summary>What it changes is done and every due mail has its outbox row.</summary>
    Processed,

    /// <summary>Kept for a person to look at; nothing follows by itself.</summary>
    Quarantined,

    /// <summary>Could not be processed; the reason is in the row.</summary>
    Failed,
}

/// <summary>The reasons of quarantined submissions that something else follows from.</summary>
internal static class QuarantineReason
{
    /// <summary>What most robots do: nobody needs to be told of each.</summary>
    public const string Honeypot = "honeypot field filled";
}
