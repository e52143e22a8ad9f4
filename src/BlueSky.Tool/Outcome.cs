namespace BlueSky.Tool;

/// <summary>What came of a command.</summary>
/// <param name="Code">What the program ends with.</param>
/// <param name="Words">For the audit: a few words, nothing personal.</param>
/// <param name="Submissions">The ids that it was about.</param>
internal sealed record Outcome(int Code, string Words, IReadOnlyList<string> Submissions)
{
    /// <summary>The ids of those that somebody was taken out of.</summary>
    public IReadOnlyList<string> Redacted { get; init; } = [];

    public static Outcome Done(params IReadOnlyList<string> submissions) => new(ExitCode.Done, "done", submissions);

    public static Outcome Nothing(params IReadOnlyList<string> submissions) =>
        new(ExitCode.Nothing, "nothing", submissions);
}
