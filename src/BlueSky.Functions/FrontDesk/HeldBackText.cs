using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.FrontDesk;

/// <summary>Says in plain words why a request was held back.</summary>
internal static class HeldBackText
{
    private const string SignalsPrefix = "spam signals: ";

    // Words of the spam filter and of the webhook, and what they mean to someone who answers the phone.
    private static readonly (string Reason, string Words)[] Known =
    [
        (QuarantineReason.Honeypot, "A field that people cannot see was filled in, which robots do."),
        (QuarantineReason.BlockedSender, "Someone here called an earlier request of this sender spam."),
        ("the challenge could not be verified", "The check for robots could not be done."),
        ("breaks the form's rules", "Some fields are not as the form asks for them."),
        ("unknown form", "It came from a form that the website's settings do not know."),
        ("the hook", "It did not arrive in the usual way."),
        ("cut to what", "It was too long to be stored in full."),
    ];

    private static readonly (string Signal, string Words)[] Signals =
    [
        ("sent at once", "the form was filled in faster than a person can"),
        ("too fast", "the form was filled in very fast"),
        ("a driven browser", "a program filled in the form"),
        ("no browser", "it did not come from a web browser"),
        ("a sales word", "it reads like an advertisement"),
        ("sales words", "it reads like an advertisement"),
        ("link in", "there is a link where none belongs"),
        ("scrambled name", "the name looks made up"),
        ("markup", "the text has program code in it"),
        ("mostly links", "the text is mostly links"),
        ("shady link", "a link hides where it leads"),
        ("links", "the message has many links"),
        ("many posts from one network", "many requests came from the same place"),
        ("the same text from elsewhere", "the same text came from several places"),
    ];

    /// <param name="reason">The submission's error.</param>
    public static string Of(string? reason)
    {
        if (reason is null)
        {
            return "It looks like spam.";
        }

        if (reason.StartsWith(SignalsPrefix, StringComparison.Ordinal))
        {
            var words = Signals.Where(signal => reason.Contains(signal.Signal, StringComparison.Ordinal))
                .Select(signal => signal.Words).Distinct().ToList();
            return words.Count == 0 ? "It looks like spam." : Sentence(words);
        }

        var sentences = Known.Where(known => reason.Contains(known.Reason, StringComparison.Ordinal))
            .Select(known => known.Words).ToList();
        return sentences.Count == 0 ? "It looks like spam." : string.Join(' ', sentences);
    }

    private static string Sentence(List<string> words)
    {
        var all = words.Count == 1 ? words[0] : $"{string.Join(", ", words.SkipLast(1))}, and {words[^1]}";
        return $"{char.ToUpperInvariant(all[0])}{all[1..]}.";
    }
}
