namespace BlueSky.Functions.Spam;

/// <summary>What is done with a post that keeps its form's rules.</summary>
internal abstract record Verdict
{
    private Verdict()
    {
    }

    internal sealed record Accept : Verdict;

    /// <summary>Stored for a person to look at, and answered like success.</summary>
    /// <param name="Reason">What the row says about it.</param>
    internal sealed record Quarantine(string Reason) : Verdict;

    /// <summary>Not stored: no person posts this, or hardly one.</summary>
    internal sealed record Refuse : Verdict;

    /// <summary>Not stored: a challenge is required, and its token is missing or wrong.</summary>
    internal sealed record ChallengeFailed : Verdict;
}
