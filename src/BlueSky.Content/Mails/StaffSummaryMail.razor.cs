namespace BlueSky.Content.Mails;

/// <summary>
/// What staff learn when more came in an hour than they are told of one by one. <paramref name="FormTitle"/> is a fixed
/// name such as "Consultation request"; <paramref name="Since"/> is in the clinic's zone and names it.
/// </summary>
/// <param name="Count">How many this tells of.</param>
/// <param name="Items">Which, as far as an email is the place for it.</param>
public sealed record StaffSummaryModel(
    ClinicDetails Clinic, string FormTitle, int Count, string Since, IReadOnlyList<SummaryItem> Items);

/// <param name="Reference">A submission's id.</param>
public sealed record SummaryItem(string Reference, Uri? Link);

/// <summary>Tells staff of many submissions at once; nothing a visitor typed is in it.</summary>
public sealed partial class StaffSummaryMail
{
    private const string Why =
        "Each is stored. Many at once may be misuse of the form; to be told of more of them one by one, raise the " +
        "setting Limits:StaffNoticesPerHour.";

    public static async Task<MailContent> RenderAsync(ContentRenderer renderer, StaffSummaryModel model) => new(
        Title(model),
        Text(model),
        await renderer.RenderAsync<StaffSummaryMail>(model));

    private static string Title(StaffSummaryModel model) =>
        $"{model.Count} more: {char.ToLowerInvariant(model.FormTitle[0])}{model.FormTitle[1..]}";

    private static string Opening(StaffSummaryModel model) =>
        $"More came within an hour than you are told of one by one. These came since {model.Since}:";

    private static string? More(StaffSummaryModel model) =>
        model.Count > model.Items.Count ? $"And {model.Count - model.Items.Count} more." : null;

    private static string Text(StaffSummaryModel model) => PlainText.Blocks(
    [
        Title(model),
        PlainText.Wrap(Opening(model)),
        string.Join('\n', model.Items.Select(item =>
            item.Link is { } link ? $"{item.Reference}\n{link.AbsoluteUri}" : item.Reference)),
        More(model),
        PlainText.Wrap(Why),
        PlainText.Wrap(MailReason.Staff),
        MailFooter.Text(model.Clinic),
    ]);
}
