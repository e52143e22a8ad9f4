namespace BlueSky.Content.Mails;

/// <summary>
/// Tells staff, at most once a day, how many requests wait, and what is quarantined or failed and what to do about it.
/// </summary>
public sealed partial class StaffDigestMail
{
    private const string Button = "Open the list";

    private const string TroubleTitle = "The website's forms need a look";

    private const string Trouble = "Not everything went through by itself";

    private const string Which = "Which";

    private const string WhatToDo = "What you can do";

    private const string Look =
        "Held back: a person may have meant it. Whoever runs the website's backend can show a submission by its " +
        "reference, and release it if it is real.";

    private const string Robots =
        "Held back as robots: nothing. They filled a field that people do not see, and are not listed.";

    private const string Mend =
        "Not processed, not sent: nobody was told of these submissions, or somebody lacks an email. Whoever runs the " +
        "backend can see the reason, fix it, and requeue them.";

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
        _ => string.Join(", ", Counts(model)),
    };

    private static string? Opening(StaffDigestModel model) => model.Waiting switch
    {
        { Oldest: { IsPastPromise: true } oldest } =>
            $"The oldest request came {oldest.Time}. It is past the time we promised.",
        { Oldest: { } oldest } =>
            $"The oldest request came {oldest.Time}. There is still time: we promised an answer by {oldest.Promise}.",
        { HeldBack: 1 } => "It looks a bit like spam, but it may be a patient. Until you choose, nobody is called.",
        { HeldBack: > 1 } =>
            "They look a bit like spam, but one of them may be a patient. Until you choose, nobody is called.",
        _ => null,
    };

    private static List<string> Groups(DigestWaiting waiting) => Those(
        (waiting.Late, $"Waiting too long: {waiting.Late}"),
        (waiting.New, $"New: {waiting.New}"),
        (waiting.Tried, $"Tried, no answer: {waiting.Tried}"),
        (waiting.HeldBack, $"Held back: is it a real person?: {HeldBack(waiting)}"));

    private static string HeldBack(DigestWaiting waiting) =>
        waiting.IsMoreHeldBack ? $"more than {waiting.HeldBack}" : $"{waiting.HeldBack}";

    private static string Schedule(StaffDigestModel model) =>
        $"This email comes at {model.RemindAt} on business days, as long as someone is waiting. It stops when the " +
        "list is empty.";

    private static bool HasWaiting(StaffDigestModel model) => model.Waiting.Open + model.Waiting.HeldBack > 0;

    private static List<string> Counts(StaffDigestModel model) => Those(
        (model.Failed, $"Submissions not processed: {model.Failed}"),
        (model.Unsent, $"Emails not sent: {model.Unsent}"),
        (model.Quarantined, $"Submissions held back: {model.Quarantined}"),
        (model.Honeypots, $"Submissions held back as robots: {model.Honeypots}"));

    private static List<string> Advice(StaffDigestModel model) => Those(
        (model.Failed + model.Unsent, Mend), (model.Quarantined, Look), (model.Honeypots, Robots));

    private static List<string> Those(params IEnumerable<(int Count, string Words)> choices) =>
        [.. choices.Where(choice => choice.Count > 0).Select(choice => choice.Words)];

    private static string? More(StaffDigestModel model) =>
        model.Failed + model.Unsent + model.Quarantined - model.Lines.Count is > 0 and var more
            ? $"And {more} more."
            : null;

    private static string Text(StaffDigestModel model) => PlainText.Blocks(
    [
        Title(model),
        Opening(model) is { } opening ? PlainText.Wrap(opening) : null,
        .. HasWaiting(model) ? WaitingText(model) : [],
        .. Counts(model).Count > 0 ? TroubleText(model) : [],
        PlainText.Wrap($"As of: {model.LocalTime}"),
        PlainText.Wrap(MailReason.Staff),
        MailFooter.Text(model.Clinic),
    ]);

    private static IEnumerable<string> WaitingText(StaffDigestModel model) =>
    [
        string.Join('\n', Groups(model.Waiting)),
        $"{Button}:\n{model.List.AbsoluteUri}",
        PlainText.Wrap(Schedule(model)),
    ];

    private static IEnumerable<string?> TroubleText(StaffDigestModel model) =>
    [
        $"{Trouble}\n{string.Join('\n', Counts(model))}",
        model.Lines.Count > 0 ? Which : null,
        .. model.Lines.Select(line => $"{line.Reference}\n{PlainText.Quote(line.Words, 2)}"),
        More(model),
        WhatToDo,
        .. Advice(model).Select(PlainText.Wrap),
    ];
}
