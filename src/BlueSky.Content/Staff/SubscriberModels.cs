namespace BlueSky.Content.Staff;

/// <summary>How many subscribers there are, and a page of them.</summary>
/// <param name="Figures">The counts by state.</param>
/// <param name="Growth">"46 new in November, 57 in October"</param>
/// <param name="Months">New subscribers of the last twelve months, the oldest first.</param>
/// <param name="Title">"Newest first", "Unsubscribed", "Results for …"</param>
/// <param name="Words">What was searched for; null without a search.</param>
public sealed record SubscriberListModel(
    StaffFrame Frame, IReadOnlyList<Figure> Figures, string Growth, IReadOnlyList<MonthCount> Months, string Title,
    string? Words, IReadOnlyList<SubscriberRow> Rows)
{
    /// <summary>In place of rows, e.g. that an address is not on the list.</summary>
    public string? Empty { get; init; }

    public Uri? Previous { get; init; }

    public Uri? Next { get; init; }
}

/// <param name="Month">"December 2025"</param>
public sealed record MonthCount(string Month, int Count);

/// <param name="How">"Website", "File: paper list, January 2026"</param>
public sealed record SubscriberRow(Uri Link, string Email, Tag State, string Since, string How);

/// <summary>One subscriber.</summary>
/// <param name="Record">The consent record, and what came after it.</param>
public sealed record SubscriberModel(
    StaffFrame Frame, Uri Link, string Email, Tag State, IReadOnlyList<Fact> Record)
{
    /// <summary>Whether the subscription can be ended.</summary>
    public bool CanUnsubscribe { get; init; }

    /// <summary>Whether email is stopped, so that it can be allowed again.</summary>
    public bool CanLift { get; init; }

    /// <summary>What was just done; null when nothing was.</summary>
    public string? Saved { get; init; }
}

/// <summary>The free resources, to be edited.</summary>
/// <param name="Rows">Those there are, and empty ones for more.</param>
public sealed record ResourcesModel(StaffFrame Frame, int Version, IReadOnlyList<ResourceRow> Rows)
{
    public string? Saved { get; init; }

    /// <summary>"Rosa changed this at 9:40 AM."; null when there is no conflict.</summary>
    public string? Conflict { get; init; }

    /// <summary>Whether only links that do not open stand against saving.</summary>
    public bool MaySaveAnyway { get; init; }
}

/// <param name="Language">The tag of a language.</param>
/// <param name="Problem">What is wrong with it; null when nothing is.</param>
public sealed record ResourceRow(string Title, string Url, string Summary, string Language, string? Problem = null);
