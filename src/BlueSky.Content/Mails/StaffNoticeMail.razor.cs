namespace BlueSky.Content.Mails;

/// <summary>Tells staff about a request or a new subscriber; the subject contains nothing a visitor typed.</summary>
public sealed partial class StaffNoticeMail
{
    private const string DetailsHeading = "What the visitor wrote";
    private const string Caution = "All of this was typed on the website. Open links in it only if you trust them.";

    public static async Task<MailContent> RenderAsync(ContentRenderer renderer, StaffNoticeModel model) => new(
        $"{Title(model)} {model.Reference}",
        Text(model),
        await renderer.RenderAsync<StaffNoticeMail>(model));

    private static string Title(StaffNoticeModel model) =>
        $"New {char.ToLowerInvariant(model.FormTitle[0])}{model.FormTitle[1..]}";

    private static string Text(StaffNoticeModel model) => PlainText.Blocks(
    [
        Title(model),
        $"Reference: {model.Reference}\nForm: {model.FormTitle}\nReceived: {model.LocalTime}",
        model.Link is { } link ? $"Open it:\n{link.AbsoluteUri}" : null,
        .. Details(model.Details ?? []),
        PlainText.Wrap(MailReason.Staff),
        MailFooter.Text(model.Clinic),
    ]);

    private static IEnumerable<string> Details(IReadOnlyList<NoticeField> fields) => fields.Count == 0
        ? []
        : [
            $"{DetailsHeading}\n{PlainText.Wrap(Caution)}",
            .. fields.Select(field => $"{PlainText.Quote(field.Label, 2)}\n{PlainText.Quote(field.Value, 6)}"),
        ];
}
