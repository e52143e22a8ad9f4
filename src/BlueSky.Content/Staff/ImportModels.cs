namespace BlueSky.Content.Staff;

/// <summary>The page that takes a file of subscribers.</summary>
/// <param name="Problem">Why the last file was not taken; null at first.</param>
public sealed record ImportUploadModel(StaffFrame Frame, string? Problem = null);

/// <summary>What an import of a file would do.</summary>
/// <param name="Import">The import's id.</param>
/// <param name="Title">"contacts-2026.csv has 215 addresses"</param>
/// <param name="Unreadable">The lines that cannot be read, those that say the same together.</param>
/// <param name="MoreUnreadable">How many more there are.</param>
/// <param name="Button">"Add 187 people"</param>
public sealed record ImportPreviewModel(
    StaffFrame Frame, string Import, string Title, IReadOnlyList<Figure> Figures,
    IReadOnlyList<UnreadableLines> Unreadable, int UnreadableCount, int MoreUnreadable, string Button,
    ImportFields Fields);

/// <param name="Numbers">"77, 78, 131"</param>
/// <param name="Text">What they say; empty when they say nothing.</param>
public sealed record UnreadableLines(string Numbers, string Text);

/// <summary>What a person fills in, and what is wrong with it.</summary>
/// <param name="Confirm"><c>already</c> or <c>ask</c>; null at first.</param>
public sealed record ImportFields(string Source = "", bool Asked = false, string? Confirm = null)
{
    public string? SourceProblem { get; init; }

    public string? AskedProblem { get; init; }

    public string? ConfirmProblem { get; init; }

    /// <summary>Each problem with the id of its field.</summary>
    public IReadOnlyList<(string Field, string Problem)> Problems =>
    [
        .. Of("source", SourceProblem), .. Of("asked", AskedProblem), .. Of("confirm-already", ConfirmProblem),
    ];

    private static IEnumerable<(string Field, string Problem)> Of(string field, string? problem) =>
        problem is null ? [] : [(field, problem)];
}

/// <summary>How far an import is.</summary>
/// <param name="Title">"Adding contacts-2026.csv"</param>
/// <param name="Message">A sentence or two about what happens next.</param>
/// <param name="Done">How many addresses are done, of <paramref name="All"/>; null when it does not run.</param>
/// <param name="Refresh">This page; null when it does not run.</param>
public sealed record ImportProgressModel(
    StaffFrame Frame, string Title, string Message, IReadOnlyList<Figure> Figures, int? Done, int All, Uri? Refresh);
