namespace BlueSky.Functions.Challenges;

/// <summary>What came of a challenge.</summary>
internal enum ChallengeOutcome
{
    /// <summary>None is switched on.</summary>
    NotAsked,
    Passed,

    /// <summary>The token is missing or wrong, has been used, or came too late.</summary>
    Failed,

    /// <summary>Nobody could say: the verifier did not answer, or not as it should.</summary>
    Unverifiable,
}
