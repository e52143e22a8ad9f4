namespace BlueSky.Endurance;

/// <summary>A form that was answered with success.</summary>
/// <param name="Ids">Every id it was answered with: one, if all is well.</param>
/// <param name="At">When its first visitor saw the success.</param>
internal sealed record Accepted(FormPost Post, IReadOnlySet<string> Ids, DateTimeOffset At)
{
    /// <summary>From the first click until then, tries without an answer included.</summary>
    public TimeSpan Waited { get; init; }
}
