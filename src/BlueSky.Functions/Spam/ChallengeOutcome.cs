using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Spam;

/// <summary>What came of a challenge.</summary>
internal enum ChallengeOutcome
{
    /// <summary>None is switched on.</summary>
    NotAsked,
    Passed,

    /// <summary>The token is missing or wrong, or came too late.</summary>
    Failed,

    /// <summary>Nobody could say: the verifier did not answer, or not as it should.</summary>
    Unverifiable,
}

/// <param name="Token">What passed, if it is for the app to see that it is used once; null otherwise.</param>
internal sealed record ChallengeAnswer(ChallengeOutcome Outcome, OneTimeToken? Token = null);
