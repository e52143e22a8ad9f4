using System.Globalization;
using System.Security.Cryptography;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Requests;

/// <summary>What a person can do with a request.</summary>
internal enum RequestAction
{
    /// <summary>Looked at it; changes nothing.</summary>
    View,
    Called,
    NoAnswer,
    Booked,
    NotAPatient,
    Reopen,

    /// <summary>A request that was held back is real.</summary>
    Real,
    Spam,

    /// <summary>Only wrote a note.</summary>
    Note,

    /// <summary>Took back the own last change.</summary>
    Undo,
}

/// <summary>An entry in a request's history. It is stored beside the request and removed with it.</summary>
internal sealed record RequestEvent
{
    /// <summary>Sorts by time; unique.</summary>
    public required string Id { get; init; }

    public required RequestAction Action { get; init; }

    /// <summary>The email address of the person, or an operator's name.</summary>
    public required string By { get; init; }

    public required DateTimeOffset At { get; init; }

    public string? Note { get; init; }

    /// <summary>What <see cref="RequestAction.Undo"/> restores; null for a view.</summary>
    public RequestSnapshot? Before { get; init; }

    /// <summary>When the person took it back; null when it counts.</summary>
    public DateTimeOffset? UndoneAt { get; init; }

    /// <summary>A change that counts: not a view, and not taken back.</summary>
    public bool IsChange => Before is not null && UndoneAt is null;

    public static RequestEvent Of(RequestAction action, string by, DateTimeOffset now, string? note = null) => new()
    {
        Id = string.Create(
            CultureInfo.InvariantCulture,
            $"{now.UtcDateTime:yyyyMMddHHmmssfff}.{RandomNumberGenerator.GetHexString(8, lowercase: true)}"),
        Action = action,
        By = by,
        At = now,
        Note = note,
    };
}

internal static class RequestHistory
{
    /// <summary>
    /// The last change that counts; null when there is none. By the number of changes before it, because the clocks of
    /// two instances may differ.
    /// </summary>
    public static RequestEvent? LastChange(this IEnumerable<RequestEvent> history) =>
        history.Where(entry => entry.IsChange).MaxBy(entry => entry.Before!.Handling.Changes);
}

/// <summary>The part of a request that a change may alter.</summary>
internal sealed record RequestSnapshot(SubmissionState State, string? Error, Handling Handling)
{
    public static RequestSnapshot Of(Submission submission) =>
        new(submission.State, submission.Error, submission.Handling);
}
