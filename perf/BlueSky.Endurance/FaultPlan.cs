namespace BlueSky.Endurance;

/// <summary>What the SendGrid stand-in does to the next sends: about a third of them meet a fault.</summary>
internal static class FaultPlan
{
    // A send that nothing happens to uses up a step too.
    private static readonly object None = new { delayMs = 0 };

    // Two of nine leave the outcome unknown. Short delays: a send must end before Mail:SendingFor gives it up.
    private static readonly Func<SeededRandom, object>[] Faults =
    [
        _ => new { status = 503 },
        _ => new { status = 503 },
        _ => new { status = 503 },
        random => new { status = 429, resetInSeconds = 1 + random.Below(2) },
        random => new { status = 429, resetInSeconds = 1 + random.Below(2) },
        random => new { delayMs = 200 + random.Below(1_300) },
        random => new { delayMs = 200 + random.Below(1_300) },
        _ => new { reset = true },
        _ => new { acceptThenReset = true },
    ];

    public static IReadOnlyList<object> Draw(int sends, SeededRandom random) =>
        [.. Enumerable.Range(0, sends).Select(_ => random.Below(3) == 0 ? random.Of(Faults)(random) : None)];
}
