using BlueSky.Functions.Forms;
using BlueSky.Functions.Settings;

namespace BlueSky.Functions.Spam;

/// <summary>Adds the signals up.</summary>
internal sealed class SpamFilter(SpamSettings settings, Traffic traffic)
{
    public Verdict Judge(Form form, FormEntry entry, Visit visit)
    {
        List<Signal> signals =
        [
            .. VisitSignals.Of(visit, settings),
            .. TextSignals.Of(form, entry),
            .. SalesSignals.Of(form, entry),
            .. traffic.Count(form, entry, visit),
        ];
        var points = signals.Sum(signal => signal.Points);

        return form.MayBeRefused && IsOver(settings.RefuseAt, points) ? new Verdict.Refuse()
            : IsOver(settings.QuarantineAt, points)
                ? new Verdict.Quarantine($"spam signals: {string.Join(", ", signals.Select(signal => signal.Reason))}")
            : new Verdict.Accept();
    }

    private static bool IsOver(int threshold, int points) => threshold > 0 && points >= threshold;
}
