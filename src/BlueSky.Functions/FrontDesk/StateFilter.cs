using BlueSky.Functions.Requests;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.FrontDesk;

/// <summary>A choice of states in a search.</summary>
/// <param name="Name">The value of the field <c>state</c>.</param>
/// <param name="Stored">Only rows in this state are read; null for all rows.</param>
/// <param name="Includes">Whether a request in a group belongs to it.</param>
internal sealed record StateFilter(
    string Name, string Label, HandlingState? Stored, Func<RequestGroup, bool> Includes)
{
    public static readonly StateFilter Any = new("", "Any state", null, _ => true);

    public static readonly StateFilter Done = new("done", "Done", null, group => group == RequestGroup.Done);

    public static readonly IReadOnlyList<StateFilter> All =
    [
        Any,
        new("open", "Waiting for us", null, IsOpen),
        // Rows without a state are new, too.
        new("new", "New", null, group => group is RequestGroup.New or RequestGroup.Late),
        new("tried", "Tried, no answer", HandlingState.Tried, IsOpen),
        new("held", "Held back", null, group => group == RequestGroup.Held),
        Done,
        Of("called", HandlingState.Called),
        Of("booked", HandlingState.Booked),
        Of("closed", HandlingState.Closed),
        Of("spam", HandlingState.Spam),
    ];

    /// <returns>Any state, when there is no such name.</returns>
    public static StateFilter Named(string? name) => All.FirstOrDefault(filter => filter.Name == name) ?? Any;

    private static StateFilter Of(string name, HandlingState state) =>
        new(name, RequestText.NameOf(state), state, group => group == RequestGroup.Done);

    private static bool IsOpen(RequestGroup group) =>
        group is RequestGroup.New or RequestGroup.Late or RequestGroup.Tried;
}
