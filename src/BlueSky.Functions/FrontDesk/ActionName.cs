using BlueSky.Functions.Requests;

namespace BlueSky.Functions.FrontDesk;

/// <summary>The values of the field <c>do</c>.</summary>
internal static class ActionName
{
    private static readonly (string Name, RequestAction Action)[] All =
    [
        ("called", RequestAction.Called),
        ("no-answer", RequestAction.NoAnswer),
        ("booked", RequestAction.Booked),
        ("not-a-patient", RequestAction.NotAPatient),
        ("reopen", RequestAction.Reopen),
        ("undo", RequestAction.Undo),
        ("real", RequestAction.Real),
        ("spam", RequestAction.Spam),
        ("note", RequestAction.Note),
    ];

    /// <summary>Null for another value.</summary>
    public static RequestAction? Parse(string? name) =>
        All.Where(each => each.Name == name).Select(each => (RequestAction?)each.Action).FirstOrDefault();

    public static string Of(RequestAction action) => All.First(each => each.Action == action).Name;
}
