namespace BlueSky.Functions.Submissions;

/// <summary>
/// What only one submission can have: its content for a span of time, or a token that is good for one post. It is
/// stored in the submission's transaction, and in its partition.
/// </summary>
/// <param name="Key">A keyed hash of what is claimed.</param>
/// <param name="Holder">The id of the submission that has it.</param>
/// <param name="Content">A keyed hash of the holder's content.</param>
/// <param name="At">When the holder was received.</param>
internal sealed record Claim(string Key, string Holder, string Content, DateTimeOffset At)
{
    /// <summary>The stored version that is to be replaced; null when there must be none.</summary>
    public string? Version { get; init; }
}

/// <summary>A token that is good for one submission, and its retries.</summary>
/// <param name="Id">What tells tokens apart.</param>
/// <param name="IssuedAt">It cannot have been used before.</param>
internal sealed record OneTimeToken(string Id, DateTimeOffset IssuedAt);
