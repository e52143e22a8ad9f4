namespace BlueSky.Functions.Spam;

/// <summary>Signals of how a post was sent.</summary>
internal static class SourceSignals
{
    public static IEnumerable<Signal> Of(PostSource source, SpamSettings settings)
    {
        // Not enough for quarantine: clocks can be wrong, and browsers fill in forms automatically.
        if (source.FillTime < settings.FastestPost / 3)
        {
            yield return new Signal("sent at once", 4);
        }
        else if (source.FillTime < settings.FastestPost)
        {
            yield return new Signal("too fast", 2);
        }

        if (source.IsAutomated)
        {
            yield return new Signal("a driven browser", 5);
        }

        if (!source.IsBrowser)
        {
            yield return new Signal("no browser", 1);
        }
    }
}
