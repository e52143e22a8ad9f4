using BlueSky.Functions.Forms;
using BlueSky.Functions.Settings;
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
