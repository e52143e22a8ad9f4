using BlueSky.Content.Mails;

namespace BlueSky.Content.Staff;

/// <summary>All news.</summary>
public sealed record NewsListModel(StaffFrame Frame, IReadOnlyList<NewsLine> News);

/// <param name="When">"Today, 9:40 AM"</param>
/// <param name="Label">What was then: "Saved:", "Sent:".</param>
/// <param name="Arrived">"348 of 352", "not sent"</param>
public sealed record NewsLine(Uri Link, string Subject, Tag State, string Label, string When, string Arrived);

/// <summary>News that are being written.</summary>
/// <param name="Link">The address of the news, to which the form posts.</param>
/// <param name="Version">Which version of the text is changed.</param>
public sealed record NewsEditModel(StaffFrame Frame, Uri Link, string Subject, string Text, int Version)
{
    public string? SubjectProblem { get; init; }

    public IReadOnlyList<string> TextProblems { get; init; } = [];

    /// <summary>What a colleague saved meanwhile; null when there is no conflict.</summary>
    public NewsConflict? Conflict { get; init; }

    /// <summary>"Saved at 9:40 AM"; null when it was not saved just now.</summary>
    public string? Saved { get; init; }
}

/// <param name="Heading">"Rosa changed this at 9:40 AM"</param>
public sealed record NewsConflict(string Heading, string Subject, string Text);

/// <summary>News before they are sent.</summary>
/// <param name="View">How they are shown.</param>
/// <param name="TextPart">What email programs without HTML show.</param>
/// <param name="TestTo">The viewer's address.</param>
/// <param name="Tested">"Test sent at 9:42 AM"; null without a test of this text.</param>
/// <param name="Recipients">How many are subscribed now.</param>
/// <param name="Takes">"It takes about 7 minutes."</param>
/// <param name="Zone">The clinic's time zone in words.</param>
public sealed record NewsPreviewModel(
    StaffFrame Frame, Uri Link, NewsView View, string Subject, NewsText Text, string TextPart, int Version,
    string TestTo, string? Tested, int Recipients, string Takes, string Zone)
{
    /// <summary>Why it cannot be sent at all; null when it can.</summary>
    public string? CannotSend { get; init; }

    public string Count { get; init; } = "";

    public string At { get; init; } = "";

    public string? CountProblem { get; init; }

    public string? AtProblem { get; init; }
}

public enum NewsView
{
    Desktop,
    Phone,
    Text,
}

/// <summary>News that are scheduled, being sent, or ended.</summary>
/// <param name="Title">"Sending: Our holiday hours"</param>
/// <param name="Progress">"236 of 412 sent."</param>
/// <param name="Rest">"About 3 minutes left."</param>
/// <param name="Note">What else there is to know, e.g. "You can close this page."</param>
/// <param name="Buttons">What can be done.</param>
public sealed record NewsProgressModel(
    StaffFrame Frame, Uri Link, string Title, string Progress, string Rest, string Note, int Done, int Total,
    IReadOnlyList<NewsAction> Buttons, IReadOnlyList<Figure> Figures);

/// <param name="Do">The value of the field <c>do</c>; null for a link that shows the page again.</param>
/// <param name="IsWarning">It cannot be taken back.</param>
public sealed record NewsAction(string Label, string? Do, bool IsWarning = false);

/// <summary>A number with its name.</summary>
/// <param name="Link">What it counts; null without a link.</param>
public sealed record Figure(string Name, int Number, Uri? Link = null);
