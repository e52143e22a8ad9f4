namespace BlueSky.Functions.Spam;

/// <summary>One thing about a post that bots do more often than people.</summary>
/// <param name="Reason">For staff, who look at what was quarantined; it quotes nothing.</param>
internal sealed record Signal(string Reason, int Points);
