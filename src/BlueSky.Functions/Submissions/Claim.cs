namespace BlueSky.Functions.Submissions;

/// <summary>
/// A unique key that only one submission can hold: its content for a time span, or a one-time token. It is stored in
/// the submission's partition, in the same transaction.
/// </summary>
/// <param name="Key">A keyed hash of the content or the token.</param>
/// <param name="Holder">The id of the submission that holds it.</param>
/// <param name="Content">A keyed hash of the holder's content.</param>
/// <param name="At">When the holder was received.</param>
internal sealed record Claim(string Key, string Holder, string Content, DateTimeOffset At)
{
    /// <summary>The stored version to replace; null when none may exist.</summary>
    public string? Version { get; init; }
}

/// <summary>A token for one submission and its retries.</summary>
/// <param name="Id">Unique.</param>
/// <param name="IssuedAt">The token was not used before this time.</param>
internal sealed record OneTimeToken(string Id, DateTimeOffset IssuedAt);
