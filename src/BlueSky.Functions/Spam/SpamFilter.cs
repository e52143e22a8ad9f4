using BlueSky.Functions.Forms;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Spam;

/// <summary>Adds up the points of all signals.</summary>
internal sealed class SpamFilter(SpamSettings settings)
{
    /// <param name="rates">See <see cref="PostRates"/>.</param>
    public Verdict Judge(Form form, FormEntry entry, PostSource source, IEnumerable<Signal> rates)
    {
        List<Signal> signals =
        [
            .. SourceSignals.Of(source, settings),
            .. TextSignals.Of(form, entry),
            .. SalesSignals.Of(form, entry),
            .. rates,
        ];
        var points = signals.Sum(signal => signal.Points);

        return form.MayBeRefused && IsOver(settings.RefuseAt, points) ? new Verdict.Refuse()
            : IsOver(settings.QuarantineAt, points)
                ? new Verdict.Store(new Judgement(
                    $"spam signals: {string.Join(", ", signals.Select(signal => signal.Reason))}"))
            : new Verdict.Store(new Judgement(IsClean: signals.Count == 0));
    }

    private static bool IsOver(int threshold, int points) => threshold > 0 && points >= threshold;
}

/// <summary>One thing about a post that bots do more often than people.</summary>
/// <param name="Reason">Shown to staff for a quarantined post; contains no text of the post.</param>
internal sealed record Signal(string Reason, int Points);

/// <summary>The decision about a valid post.</summary>
internal abstract record Verdict
{
    private Verdict()
    {
    }

    /// <summary>Stored; the response is a success, even if the post is suspicious.</summary>
    internal sealed record Store(Judgement Judgement) : Verdict;

    /// <summary>Not stored: almost certainly spam.</summary>
    internal sealed record Refuse : Verdict;

    /// <summary>Not stored: a challenge is required, and its token is missing, wrong or already used.</summary>
    internal sealed record ChallengeFailed : Verdict;
}
