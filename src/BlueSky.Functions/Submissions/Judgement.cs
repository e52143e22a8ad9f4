namespace BlueSky.Functions.Submissions;

/// <summary>What is thought of a post that is stored.</summary>
/// <param name="Suspicion">Why it is held back; null when it is not.</param>
/// <param name="IsClean">Nothing about it is suspicious: as a repeat, it releases what was held back.</param>
/// <param name="Token">The solved challenge that came with it; null when none had to.</param>
internal sealed record Judgement(string? Suspicion = null, bool IsClean = false, OneTimeToken? Token = null);
