namespace BlueSky.LocalHost.Demo;

/// <summary>An invented request for a consultation.</summary>
/// <param name="Age">How long ago it came in.</param>
internal sealed record DemoRequest(string Id, string Name, TimeSpan Age)
{
    /// <summary>The time of the promised answer is over.</summary>
    public bool IsLate { get; init; }

    public string? Phone { get; init; }

    public string? Email { get; init; }

    public string? Message { get; init; }

    public string? PreferredContact { get; init; }

    public string? PreferredTime { get; init; }

    public string Language { get; init; } = "en";

    /// <summary>Why the website held it back; null when it did not.</summary>
    public string? HeldBackBecause { get; init; }

    /// <summary>What staff did with it, in order.</summary>
    public IReadOnlyList<DemoChange> Changes { get; init; } = [];
}

/// <param name="Do">The value of the pressed button.</param>
internal sealed record DemoChange(string Do, string? Note = null, string? Again = null);
