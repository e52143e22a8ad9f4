namespace BlueSky.Content.Mails;

/// <summary>
/// The data of a summary, which replaces the notices above the hourly limit. <paramref name="Since"/> is in the
/// clinic's time zone and names it.
/// </summary>
/// <param name="Count">The number of submissions.</param>
/// <param name="Items">The submissions, up to a limit.</param>
/// <param name="List">The list of all requests; null when these are not on it.</param>
public sealed record StaffSummaryModel(
    ClinicDetails Clinic, NoticeKind Kind, int Count, string Since, IReadOnlyList<SummaryItem> Items, Uri? List);

/// <param name="Reference">A submission's id.</param>
public sealed record SummaryItem(string Reference, Uri Link);

/// <summary>Tells staff about many submissions at once; contains nothing a visitor typed.</summary>
public sealed partial class StaffSummaryMail
{
    private const string Button = "Open the list";

    public static async Task<MailContent> RenderAsync(ContentRenderer renderer, StaffSummaryModel model) => new(
        Title(model),
        Text(model),
        await renderer.RenderAsync<StaffSummaryMail>(model));

    private static string Title(StaffSummaryModel model) => (model.Kind, model.Count) switch
    {
        (NoticeKind.HeldBack, 1) => "1 more request is held back",
        (NoticeKind.HeldBack, var count) => $"{count} more requests are held back",
        (NoticeKind.Request, 1) => "1 more request came in",
        (NoticeKind.Request, var count) => $"{count} more requests came in",
        (_, 1) => "1 more person signed up",
        (_, var count) => $"{count} more people signed up",
    };

    private static string Preheader(StaffSummaryModel model) => model.Kind switch
    {
        NoticeKind.HeldBack => "Please take a quick look at each.",
        NoticeKind.Request => "You get one email about all of them.",
        _ => "There is nothing to do.",
    };

    private static string Opening(StaffSummaryModel model) =>
        "More came in one hour than we tell you about one by one. This email lists the others. They came in since " +
        $"{model.Since}.";

    private static string? More(StaffSummaryModel model) =>
        model.Count > model.Items.Count ? $"And {model.Count - model.Items.Count} more." : null;

    private static string Why(StaffSummaryModel model) => model.Kind switch
    {
        NoticeKind.HeldBack =>
            "Nothing is lost: each one is on the list. So many at once are mostly spam, but one of them may be a " +
            "patient.",
        NoticeKind.Request =>
            "Nothing is lost: each one is on the list. So many at once can be spam. If they are real and you want an " +
            "email for each, ask the person who runs the website to raise the setting Limits:StaffNoticesPerHour.",
        _ => "Nothing is lost: each one is stored. So many at once can be spam.",
    };

    private static string Text(StaffSummaryModel model) => PlainText.Blocks(
    [
        PlainText.Title(Title(model)),
        PlainText.Wrap(Opening(model)),
        string.Join('\n', model.Items.Select(item => $"* {item.Reference}\n  {item.Link.AbsoluteUri}")),
        More(model),
        model.List is { } list ? PlainText.Link(Button, list) : null,
        PlainText.Wrap(Why(model)),
        .. MailFooter.StaffText(model.Clinic),
    ]);
}
