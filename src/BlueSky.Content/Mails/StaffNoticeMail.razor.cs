namespace BlueSky.Content.Mails;

/// <summary>
/// Tells staff about a request, a request that is held back, or a new subscriber; the subject contains nothing a
/// visitor typed.
/// </summary>
public sealed partial class StaffNoticeMail
{
    private const string Privacy =
        "To protect privacy, this email holds no name, no phone number and no message. You see them after you sign in.";

    private const string DetailsHeading = "What the visitor wrote";
    private const string Caution = "All of this was typed on the website. Open links in it only if you trust them.";

    public static async Task<MailContent> RenderAsync(ContentRenderer renderer, StaffNoticeModel model) => new(
        $"{WordsFor(model).Title} ({model.Reference})",
        Text(model),
        await renderer.RenderAsync<StaffNoticeMail>(model));

    private static Words WordsFor(StaffNoticeModel model) => model.Kind switch
    {
        NoticeKind.Request => new(
            "A new request is waiting",
            $"Promised answer: by {model.Promise}.",
            $"Someone {model.VisitorAction} {model.Received.Day}.",
            $"We promised to be in touch by {model.Promise}.",
            "Open and call"),
        NoticeKind.HeldBack => new(
            "Is this a real person?",
            "We held back one request. Please take a quick look.",
            $"The website held back a request {model.Received.Day}. It looks a bit like spam, but it may be a patient.",
            "Please look at it and choose \"Real person\" or \"Spam\". It takes a few seconds. Until you choose, " +
            "nobody is called, and the visitor gets no email.",
            "Take a look"),
        NoticeKind.Subscriber => new(
            "A new subscriber",
            $"Someone {model.VisitorAction} {model.Received.Day}.",
            $"Someone {model.VisitorAction} {model.Received.Day}.",
            "There is nothing to do.",
            "Open it"),
        _ => throw new ArgumentOutOfRangeException(nameof(model)),
    };

    private static (string Name, string Value)[] Facts(StaffNoticeModel model) =>
    [
        ("Reference", model.Reference),
        ("Form", model.FormTitle),
        ("Received", model.Received.LocalTime),
        ("Age", $"{model.Received.Age}, when this email was written"),
    ];

    private static bool HasDetails(StaffNoticeModel model) => model.Details is { Count: > 0 };

    private static bool IsPrivate(StaffNoticeModel model) => !HasDetails(model) && model.Kind != NoticeKind.Subscriber;

    private static string Text(StaffNoticeModel model)
    {
        var words = WordsFor(model);
        return PlainText.Blocks(
        [
            words.Title,
            PlainText.Wrap(words.Opening),
            PlainText.Wrap(words.ToDo),
            $"{words.Button}:\n{model.Link.AbsoluteUri}",
            .. Details(model.Details ?? []),
            string.Join('\n', Facts(model).Select(fact => $"{fact.Name}: {fact.Value}")),
            IsPrivate(model) ? PlainText.Wrap(Privacy) : null,
            PlainText.Wrap(MailReason.Staff),
            MailFooter.Text(model.Clinic),
        ]);
    }

    private static IEnumerable<string> Details(IReadOnlyList<NoticeField> fields) => fields.Count == 0
        ? []
        : [
            $"{DetailsHeading}\n{PlainText.Wrap(Caution)}",
            .. fields.Select(field => $"{PlainText.Quote(field.Label, 2)}\n{PlainText.Quote(field.Value, 6)}"),
        ];

    private sealed record Words(string Title, string Preheader, string Opening, string ToDo, string Button);
}
