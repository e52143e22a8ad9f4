namespace BlueSky.Tool;

/// <summary>Result of a command.</summary>
/// <param name="Code">The exit code.</param>
/// <param name="Summary">A few words for the audit, without personal data.</param>
/// <param name="Submissions">The ids of the submissions that were shown or changed.</param>
internal sealed record Outcome(int Code, string Summary, IReadOnlyList<string> Submissions)
{
    /// <summary>The ids of other people's submissions from which the person was removed.</summary>
    public IReadOnlyList<string> Redacted { get; init; } = [];

    /// <summary>The starts of the keys of the recipients that were cleared.</summary>
    public IReadOnlyList<string> Recipients { get; init; } = [];

    /// <summary>Counts, without personal data.</summary>
    public string? Details { get; init; }

    public static Outcome Done(params IReadOnlyList<string> submissions) => new(ExitCode.Done, "done", submissions);

    public static Outcome Nothing(params IReadOnlyList<string> submissions) =>
        new(ExitCode.Nothing, "nothing", submissions);
}
