namespace BlueSky.Functions.Submissions;

/// <summary>What came of a request, according to staff.</summary>
internal enum HandlingState
{
    /// <summary>Waits for an answer.</summary>
    New,

    /// <summary>Called without an answer.</summary>
    Tried,

    /// <summary>Staff talked with the person.</summary>
    Called,

    /// <summary>A visit is booked.</summary>
    Booked,

    /// <summary>Not a patient.</summary>
    Closed,
    Spam,
}

/// <summary>The handling of a request by staff.</summary>
/// <param name="State">Null when there is nothing to handle, e.g. for a subscription.</param>
/// <param name="By">The email address of the person who changed it last; null when no person has.</param>
/// <param name="TryAgainAt">When to call again; until then it is not among the new ones.</param>
/// <param name="Changes">
/// The number of changes to what staff see of the request, whoever made them. A page posts back the number that it
/// showed, so that a change in between is noticed; and the index takes no older one.
/// </param>
internal sealed record Handling(
    HandlingState? State = null, string? By = null, DateTimeOffset? At = null, DateTimeOffset? TryAgainAt = null,
    int Changes = 0)
{
    public static readonly Handling None = new();

    public static readonly Handling New = new(HandlingState.New);

    /// <summary>A copy for a changed request.</summary>
    public Handling WithNextChange() => this with { Changes = Changes + 1 };

    /// <summary>Nothing is left to do for staff.</summary>
    public bool IsDone =>
        State is HandlingState.Called or HandlingState.Booked or HandlingState.Closed or HandlingState.Spam;
}
