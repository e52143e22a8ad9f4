namespace BlueSky.Content.Staff;

/// <summary>The list of open requests by group, each in the order in which people are to be called.</summary>
public sealed record RequestListModel(
    StaffFrame Frame,
    IReadOnlyList<RequestCard> Late,
    IReadOnlyList<RequestCard> New,
    IReadOnlyList<RequestCard> Tried,
    HeldBackCards HeldBack,
    SavedMessage? Saved = null)
{
    internal int Waiting => Late.Count + New.Count + Tried.Count;

    internal RequestCard? First => Late.Concat(New).Concat(Tried).FirstOrDefault();
}

/// <summary>A row of the list.</summary>
/// <param name="When">A sentence: "Since Tuesday, 2:10 PM (3 days)" or "Today, 8:36 AM. Call by Monday, 5 PM".</param>
/// <param name="LastTry">Who tried to reach the person and when to try again.</param>
/// <param name="BestTime">As the visitor typed it.</param>
/// <param name="Tags">"New to you", "Rosa opened it 3 min ago", "Prefers email", "Language: Spanish (es)".</param>
public sealed record RequestCard(
    Uri Link,
    int Version,
    string Name,
    string When,
    string? LastTry,
    string? BestTime,
    IReadOnlyList<Tag> Tags,
    Contact? Contact);

/// <summary>The newest of the requests that were held back.</summary>
/// <param name="Count">How many there are, as far as they were counted.</param>
/// <param name="IsMore">Whether there are more than counted.</param>
public sealed record HeldBackCards(IReadOnlyList<HeldBackCard> Newest, int Count, bool IsMore);

/// <param name="Reason">Why it was held back, in words.</param>
public sealed record HeldBackCard(Uri Link, string Name, string When, string Reason);
