namespace BlueSky.Content.Mails;

/// <summary>Tells staff, at most once a day, what is quarantined or failed, and what to do.</summary>
public sealed partial class StaffDigestMail
{
    private const string Title = "The website's forms need a look";

    private const string Opening = "Since the last digest, not everything went through by itself.";

    private const string Which = "Which";

    private const string WhatToDo = "What you can do";

    private const string Look =
        "Held back: somebody real may be waiting for you. Whoever runs the website's backend can show a submission " +
        "by its reference, and release it if it is real.";

    private const string Robots =
        "Held back as robots: nothing. They filled a field that people do not see, and are not listed.";

    private const string Mend =
        "Not processed, not sent: nobody was told of these submissions, or somebody lacks a mail. Whoever runs the " +
        "backend can see the reason, mend it, and put them back.";

    public static async Task<MailContent> RenderAsync(ContentRenderer renderer, StaffDigestModel model) => new(
        Title,
        Text(model),
        await renderer.RenderAsync<StaffDigestMail>(model));

    private static List<string> Counts(StaffDigestModel model) => Those(
        (model.Failed, $"Submissions not processed: {model.Failed}"),
        (model.Unsent, $"Mails not sent: {model.Unsent}"),
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
        Title,
        PlainText.Wrap(Opening),
        string.Join('\n', Counts(model)),
        PlainText.Wrap($"As of: {model.LocalTime}"),
        model.Lines.Count > 0 ? Which : null,
        .. model.Lines.Select(line => $"{line.Reference}\n{PlainText.Quote(line.Words, 2)}"),
        More(model),
        WhatToDo,
        .. Advice(model).Select(PlainText.Wrap),
        PlainText.Wrap(MailReason.Staff),
        MailFooter.Text(model.Clinic),
    ]);
}
