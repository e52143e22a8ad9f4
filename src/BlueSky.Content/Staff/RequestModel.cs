namespace BlueSky.Content.Staff;

/// <summary>The page of one request.</summary>
/// <param name="Link">The address of the page, to which its forms post.</param>
/// <param name="FirstName">Used where the whole name would be too much.</param>
/// <param name="Summary">"Waiting since Tuesday, November 24, 2:10 PM (3 days). Promised by Wednesday, 5 PM."</param>
/// <param name="State">What came of it; null while it waits.</param>
/// <param name="Facts">All that was typed except the message, and what else is known.</param>
/// <param name="Message">What the visitor wrote; null when they wrote nothing.</param>
/// <param name="History">What happened, newest first.</param>
public sealed record RequestModel(
    StaffFrame Frame,
    Uri Link,
    string Reference,
    int Version,
    RequestStage Stage,
    string Name,
    string FirstName,
    string Summary,
    Tag? State,
    Contact? Contact,
    IReadOnlyList<Fact> Facts,
    string? Message,
    IReadOnlyList<HistoryEntry> History)
{
    /// <summary>Why the request was held back, in words.</summary>
    public string? HeldBackBecause { get; init; }

    /// <summary>When to try again; null where "no answer" is no longer an outcome.</summary>
    public TryAgain? TryAgain { get; init; }

    /// <summary>The text of the note field: what was typed when a change could not be saved.</summary>
    public string Note { get; init; } = "";

    public SavedMessage? Saved { get; init; }

    public EditConflict? Conflict { get; init; }

    /// <summary>"You marked this as No answer, today, 10:12 AM": a change that the viewer can undo.</summary>
    public string? OwnLastChange { get; init; }
}

/// <summary>Which buttons a request has.</summary>
public enum RequestStage
{
    Open,
    HeldBack,

    /// <summary>They talked; a visit may still be booked.</summary>
    Called,

    Done,
    Spam,
}

/// <summary>A row of facts; the value is text unless it has a tel: or mailto: link.</summary>
public sealed record Fact(string Name, string Value, Uri? Link = null);

/// <summary>The labels of the two times to try again: "Later today", when there is one, and "Monday morning".</summary>
public sealed record TryAgain(string? Today, string NextDay);

/// <summary>Somebody else changed the request while it was open, and nothing was saved.</summary>
/// <param name="Heading">"Rosa was here first"</param>
/// <param name="Detail">What was changed and when, and that the note is still in its field.</param>
/// <param name="Again">Saves the change nevertheless; null when it no longer fits.</param>
public sealed record EditConflict(string Heading, string Detail, SaveAgain? Again);

/// <param name="Label">"Save mine as well: We talked"</param>
/// <param name="Do">The action to send again.</param>
/// <param name="TryAgain">The value of <c>again</c>, if the action had one.</param>
public sealed record SaveAgain(string Label, string Do, string? TryAgain = null);

/// <param name="Written">The note that somebody wrote; line breaks are kept.</param>
public sealed record HistoryEntry(string Text, string At, HistoryKind Kind = HistoryKind.Plain, string? Written = null)
{
    internal string? CssClass => Kind switch
    {
        HistoryKind.Ok => "ok",
        HistoryKind.No => "no",
        HistoryKind.Open => "open",
        _ => null,
    };
}

public enum HistoryKind
{
    Plain,
    Ok,
    No,
    Open,
}
