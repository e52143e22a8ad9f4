using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Requests;

/// <summary>Where a request is on the list of open requests.</summary>
internal enum RequestGroup
{
    /// <summary>Past the promised time.</summary>
    Late,
    New,

    /// <summary>Called without an answer; to be tried again later.</summary>
    Tried,

    /// <summary>Quarantined: staff decide whether it is real.</summary>
    Held,

    /// <summary>Not on the list any more.</summary>
    Done,
}

/// <summary>A request as the list shows it.</summary>
internal sealed record RequestLine
{
    public required SubmissionKey Key { get; init; }

    public required string Kind { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public required DateTimeOffset PromisedBy { get; init; }

    public bool IsHeldBack { get; init; }

    public required Handling Handling { get; init; }

    public string? Name { get; init; }

    public string? Phone { get; init; }

    public string? Email { get; init; }

    public string? PreferredContact { get; init; }

    public string? PreferredTime { get; init; }

    public string? Language { get; init; }

    /// <summary>Why it is held back, or why it failed.</summary>
    public string? Reason { get; init; }

    /// <summary>Who looked at it, each person's last time; in no order.</summary>
    public IReadOnlyList<RequestViewing> Viewings { get; init; } = [];

    public RequestGroup GroupAt(DateTimeOffset now) =>
        IsHeldBack ? RequestGroup.Held
        : Handling.IsDone ? RequestGroup.Done
        : Handling is { State: HandlingState.Tried, TryAgainAt: { } again } && again > now ? RequestGroup.Tried
        : PromisedBy < now ? RequestGroup.Late
        : Handling is { State: HandlingState.Tried, TryAgainAt: null } ? RequestGroup.Tried
        : RequestGroup.New;
}

/// <param name="By">The email address of the person.</param>
internal sealed record RequestViewing(string By, DateTimeOffset At);
