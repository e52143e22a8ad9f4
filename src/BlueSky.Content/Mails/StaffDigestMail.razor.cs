using BlueSky.Content.Localization;

namespace BlueSky.Content.Mails;

/// <summary>
/// Tells staff, at most once a day, how many requests wait, and what is quarantined or failed and what to do about it.
/// </summary>
public sealed partial class StaffDigestMail
{
    private const string Button = "Open the list";

    private const string TroubleTitle = "Please look at the website’s forms";

    private const string Trouble = "Some things did not go through";

    private const string Which = "Which ones";

    private const string WhatToDo = "What you can do";

    private const string Look =
        "Held back: a person may have meant it. The person who runs the website can look at each by its reference, " +
        "and release it if it is real.";

    private const string Robots =
        "Held back as robots: nothing to do. They filled in a field that people do not see, and are not listed.";

    private const string Fix =
        "Not processed or not sent: staff may not have been told, or a visitor got no email. The person who runs the " +
        "website can see why, fix it, and requeue them.";

    public static async Task<MailContent> RenderAsync(ContentRenderer renderer, StaffDigestModel model) => new(
        Title(model),
        Text(model),
        await renderer.RenderAsync<StaffDigestMail>(model));

    private static string Title(StaffDigestModel model) => model.Waiting switch
    {
        { Open: 1 } => "1 person is waiting",
        { Open: > 1 and var open } => $"{open} people are waiting",
        { HeldBack: 1 } => "Is this a real person? 1 request is held back",
        { IsMoreHeldBack: true } => $"Is this a real person? More than {model.Waiting.HeldBack} requests are held back",
        { HeldBack: > 1 } => $"Is this a real person? {model.Waiting.HeldBack} requests are held back",
        _ => TroubleTitle,
    };

    private static string Preheader(StaffDigestModel model) => model.Waiting switch
    {
        { Oldest: { } oldest } => $"The oldest request came on {oldest.Day}.",
        { HeldBack: > 0 } => "Please take a quick look.",
        _ => Lines(Counts(model)).Replace("\n", ", ", StringComparison.Ordinal) + ".",
    };

    private static string? Opening(StaffDigestModel model) => model.Waiting switch
    {
        { Oldest: { IsPastPromise: true } oldest } =>
            $"The oldest request came {Bold(oldest.Time)}. It is past the time we promised.",
        { Oldest: { } oldest } =>
            $"The oldest request came {Bold(oldest.Time)}. There is still time: we promised an answer by " +
            $"**{oldest.Promise}**.",
        { HeldBack: 1 } => "It looks a bit like spam, but it may be a patient. Until you choose, nobody is called.",
        { HeldBack: > 1 } =>
            "They look a bit like spam, but one of them may be a patient. Until you choose, nobody is called.",
        _ => null,
    };

    // All but the word before the day: "came on **Tuesday**", but "came **today, Friday**".
    private static string Bold(string time) =>
        time.StartsWith("on ", StringComparison.Ordinal) ? $"on **{time["on ".Length..]}**" : $"**{time}**";

    private static List<MailCount> Groups(DigestWaiting waiting) => Those(
        (waiting.Late, new MailCount("Waiting too long", $"{waiting.Late}", IsUrgent: true)),
        (waiting.New, new MailCount("New", $"{waiting.New}")),
        (waiting.Tried, new MailCount("Tried, no answer", $"{waiting.Tried}")),
        (waiting.HeldBack, new MailCount("Held back: is it a real person?", HeldBack(waiting))));

    private static string HeldBack(DigestWaiting waiting) =>
        waiting.IsMoreHeldBack ? $"more than {waiting.HeldBack}" : $"{waiting.HeldBack}";

    private static string Schedule(StaffDigestModel model) =>
        $"This email comes at {model.RemindAt} on business days, as long as someone is waiting. It stops when the " +
        "list is empty.";

    private static bool HasWaiting(StaffDigestModel model) => model.Waiting.Open + model.Waiting.HeldBack > 0;

    private static List<MailCount> Counts(StaffDigestModel model) => Those(
        (model.Failed, new MailCount("Submissions not processed", $"{model.Failed}")),
        (model.Unsent, new MailCount("Emails not sent", $"{model.Unsent}")),
        (model.Quarantined, new MailCount("Submissions held back", $"{model.Quarantined}")),
        (model.Honeypots, new MailCount("Submissions held back as robots", $"{model.Honeypots}")));

    private static List<string> Advice(StaffDigestModel model) => Those(
        (model.Failed + model.Unsent, Fix), (model.Quarantined, Look), (model.Honeypots, Robots));

    private static List<T> Those<T>(params IEnumerable<(int Count, T Item)> choices) =>
        [.. choices.Where(choice => choice.Count > 0).Select(choice => choice.Item)];

    private static string Lines(IEnumerable<MailCount> counts) =>
        string.Join('\n', counts.Select(count => $"{count.Label}: {count.Value}"));

    private static string? More(StaffDigestModel model) =>
        model.Failed + model.Unsent + model.Quarantined - model.Lines.Count is > 0 and var more
            ? $"And {more} more."
            : null;

    private static string Text(StaffDigestModel model) => PlainText.Blocks(
    [
        PlainText.Title(Title(model)),
        Opening(model) is { } opening ? PlainText.Wrap(Phrase.Plain(opening)) : null,
        .. HasWaiting(model) ? WaitingText(model) : [],
        .. Counts(model).Count > 0 ? TroubleText(model) : [],
        PlainText.Wrap($"As of: {model.LocalTime}"),
        .. MailFooter.StaffText(model.Clinic),
    ]);

    private static IEnumerable<string> WaitingText(StaffDigestModel model) =>
    [
        Lines(Groups(model.Waiting)),
        PlainText.Link(Button, model.List),
        PlainText.Wrap(Schedule(model)),
    ];

    private static IEnumerable<string?> TroubleText(StaffDigestModel model) =>
    [
        PlainText.Heading(Trouble),
        Lines(Counts(model)),
        model.Lines.Count > 0 ? PlainText.Heading(Which) : null,
        .. model.Lines.Select(line => $"{line.Reference}\n{PlainText.Quote(line.Words, 2)}"),
        More(model),
        PlainText.Heading(WhatToDo),
        string.Join('\n', Advice(model).Select(advice => PlainText.Item("*", advice))),
    ];
}
