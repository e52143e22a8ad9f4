namespace BlueSky.Content.Mails;

/// <summary>
/// The data of a summary, which replaces the notices above the hourly limit. <paramref name="FormTitle"/> is a fixed
/// name such as "Consultation request"; <paramref name="Since"/> is in the clinic's time zone and names it.
/// </summary>
/// <param name="Count">The number of submissions.</param>
/// <param name="Items">The submissions, up to a limit.</param>
/// <param name="List">The list of all requests; null when these are not on it.</param>
public sealed record StaffSummaryModel(
    ClinicDetails Clinic, NoticeKind Kind, string FormTitle, int Count, string Since, IReadOnlyList<SummaryItem> Items,
    Uri? List);

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

    private static string Title(StaffSummaryModel model) => model.Kind switch
    {
        NoticeKind.HeldBack when model.Count == 1 => "1 more request is held back",
        NoticeKind.HeldBack => $"{model.Count} more requests are held back",
        _ => $"{model.Count} more: {char.ToLowerInvariant(model.FormTitle[0])}{model.FormTitle[1..]}",
    };

    private static string Opening(StaffSummaryModel model) =>
        $"More came within an hour than you are told of one by one. These came since {model.Since}:";

    private static string? More(StaffSummaryModel model) =>
        model.Count > model.Items.Count ? $"And {model.Count - model.Items.Count} more." : null;

    private static string Why(StaffSummaryModel model) => model.Kind switch
    {
        NoticeKind.Request =>
            "Each is stored. Many at once may be misuse of the form; to be told of more of them one by one, raise " +
            "the setting Limits:StaffNoticesPerHour.",
        NoticeKind.HeldBack =>
            "Each is stored. Many at once are mostly spam, but one of them may be a patient: please look at each.",
        _ => "Each is stored. Many at once may be misuse of the form.",
    };

    private static string Text(StaffSummaryModel model) => PlainText.Blocks(
    [
        Title(model),
        PlainText.Wrap(Opening(model)),
        string.Join('\n', model.Items.Select(item => $"{item.Reference}\n{item.Link.AbsoluteUri}")),
        More(model),
        model.List is { } list ? $"{Button}:\n{list.AbsoluteUri}" : null,
        PlainText.Wrap(Why(model)),
        PlainText.Wrap(MailReason.Staff),
        MailFooter.Text(model.Clinic),
    ]);
}
