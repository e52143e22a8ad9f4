using BlueSky.Functions.Settings;

namespace BlueSky.Functions.Spam;

/// <summary>How a post was made.</summary>
internal static class VisitSignals
{
    public static IEnumerable<Signal> Of(Visit visit, SpamSettings settings)
    {
        // Not enough to be quarantined for: clocks are wrong, and some people press Enter on what a browser filled in.
        if (visit.FilledIn < settings.FastestPost / 3)
        {
            yield return new Signal("sent at once", 4);
        }
        else if (visit.FilledIn < settings.FastestPost)
        {
            yield return new Signal("too fast", 2);
        }

        if (visit.IsDriven)
        {
            yield return new Signal("a driven browser", 5);
        }

        if (!visit.IsBrowser)
        {
            yield return new Signal("no browser", 1);
        }
    }
}
