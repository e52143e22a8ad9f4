using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Requests;

/// <summary>A change to a request by a person.</summary>
/// <param name="By">The email address of the person, or an operator's name.</param>
/// <param name="TryAgainAt">After a call without an answer: when to call again.</param>
internal sealed record RequestChange(
    RequestAction Action, string By, string? Note = null, DateTimeOffset? TryAgainAt = null);

/// <summary>The changes of a request's state.</summary>
internal static class RequestTransitions
{
    /// <param name="canBeProcessed">Whether its form is known and its fields are valid.</param>
    /// <returns>Null when this cannot be done in its state.</returns>
    public static Submission? Apply(
        this Submission request, RequestChange change, DateTimeOffset now, bool canBeProcessed) => change.Action switch
    {
        RequestAction.Note => request.Handle(request.Handling),
        RequestAction.Spam => request.Handle(Handled(HandlingState.Spam, change, now)),
        RequestAction.Real when IsDoubtful(request) => Accept(request, change, now, canBeProcessed),
        RequestAction.Reopen when IsSpam(request) => Accept(request, change, now, canBeProcessed),
        RequestAction.Reopen when request.Handling is { State: not HandlingState.New } && !request.IsHeldBack =>
            request.Handle(Handled(HandlingState.New, change, now)),
        RequestAction.Called when !IsDoubtful(request) => request.Handle(Handled(HandlingState.Called, change, now)),
        RequestAction.Booked when !IsDoubtful(request) => request.Handle(Handled(HandlingState.Booked, change, now)),
        RequestAction.NotAPatient when !IsDoubtful(request) =>
            request.Handle(Handled(HandlingState.Closed, change, now)),
        RequestAction.NoAnswer when !IsDoubtful(request) => request.Handle(
            Handled(HandlingState.Tried, change, now) with { TryAgainAt = change.TryAgainAt }),
        _ => null,
    };

    /// <summary>
    /// Restores what a change altered; emails that were sent stay sent.
    /// </summary>
    public static Submission Restore(this Submission request, RequestAction action, RequestSnapshot before)
    {
        var restored = request.Handle(before.Handling);
        // Only these two release it. After any other change, processing may have released it meanwhile.
        return action is RequestAction.Real or RequestAction.Reopen && before.State == SubmissionState.Quarantined
            ? restored with { State = before.State, Error = before.Error }
            : restored;
    }

    private static bool IsSpam(Submission request) => request.Handling.State == HandlingState.Spam;

    private static bool IsDoubtful(Submission request) => request.IsHeldBack || IsSpam(request);

    private static Submission Accept(
        Submission request, RequestChange change, DateTimeOffset now, bool canBeProcessed)
    {
        var accepted = request.Handle(Handled(HandlingState.New, change, now));
        return request.State == SubmissionState.Quarantined && canBeProcessed
            ? accepted with { State = SubmissionState.Received, Error = null }
            : accepted;
    }

    private static Handling Handled(HandlingState state, RequestChange change, DateTimeOffset now) =>
        new(state, change.By, now);

    private static Submission Handle(this Submission request, Handling handling) =>
        request with { Handling = (handling with { Changes = request.Handling.Changes }).WithNextChange() };
}
