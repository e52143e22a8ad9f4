using BlueSky.Functions.Forms;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Spam;

/// <summary>Adds the signals up.</summary>
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
/// <param name="Reason">For staff, who look at what was quarantined; it quotes nothing.</param>
internal sealed record Signal(string Reason, int Points);

/// <summary>What is done with a post that keeps its form's rules.</summary>
internal abstract record Verdict
{
    private Verdict()
    {
    }

    /// <summary>Stored, and answered as a success whatever is thought of it.</summary>
    internal sealed record Store(Judgement Judgement) : Verdict;

    /// <summary>Not stored: no person posts this, or hardly one.</summary>
    internal sealed record Refuse : Verdict;

    /// <summary>Not stored: a challenge is required, and its token is missing, wrong or used up.</summary>
    internal sealed record ChallengeFailed : Verdict;
}
