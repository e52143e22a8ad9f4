using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Spam;

/// <summary>What is done with a post that keeps its form's rules.</summary>
internal abstract record Verdict
{
    private Verdict()
    {
    }

    /// <summary>Stored, and answered as a success whatever is thought of it.</summary>
    internal sealed record Store(Judgement Judgement) : Verdict;

    /// <summary>Not stored: no person posts this, or hardly one.</summary>
    internal sealed record Refuse : Verdict;

    /// <summary>Not stored: a challenge is required, and its token is missing, wrong or used up.</summary>
    internal sealed record ChallengeFailed : Verdict;
}
