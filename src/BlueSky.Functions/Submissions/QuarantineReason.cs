namespace BlueSky.Functions.Submissions;

/// <summary>The reasons of quarantined submissions that something else follows from.</summary>
internal static class QuarantineReason
{
    /// <summary>What most robots do: nobody needs to be told of each.</summary>
    public const string Honeypot = "honeypot field filled";
}
