using BlueSky.Content.Localization;

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
            [
                $"Someone {model.VisitorAction} **{model.Received.Day}**.",
                $"We promised to be in touch **by {model.Promise}**.",
            ],
            "Open and call"),
        NoticeKind.HeldBack => new(
            "Is this a real person?",
            "We held back one request. Please take a quick look.",
            [
                $"The website held back a request **{model.Received.Day}**. It looks a bit like spam, but it may be a "
                + "patient.",
                "Please look at it and choose **Real person** or **Spam**. It takes a few seconds.",
            ],
            "Take a look",
            "Until you choose, nobody is called and no email goes out."),
        NoticeKind.Subscriber => new(
            "A new subscriber",
            "There is nothing to do.",
            [$"Someone {model.VisitorAction} **{model.Received.Day}**. There is nothing to do."],
            "Take a look"),
        _ => throw new ArgumentOutOfRangeException(nameof(model)),
    };

    private static (string Name, string Value)[] Facts(StaffNoticeModel model) =>
    [
        ("Reference", model.Reference),
        ("Form", model.FormTitle),
        ("Received", model.Received.LocalTime),
        ("Age", $"{model.Received.Age} when this email was written"),
    ];

    private static bool HasDetails(StaffNoticeModel model) => model.Details is { Count: > 0 };

    private static bool IsPrivate(StaffNoticeModel model) => !HasDetails(model) && model.Kind != NoticeKind.Subscriber;

    private static string Text(StaffNoticeModel model)
    {
        var words = WordsFor(model);
        return PlainText.Blocks(
        [
            PlainText.Title(words.Title),
            .. words.Opening.Select(line => PlainText.Wrap(Phrase.Plain(line))),
            PlainText.Link(words.Button, model.Link),
            words.Consequence is { } consequence ? PlainText.Wrap(consequence) : null,
            .. Details(model.Details ?? []),
            IsPrivate(model) ? PlainText.Wrap(Privacy) : null,
            string.Join('\n', Facts(model).Select(fact => PlainText.Wrap($"{fact.Name}: {fact.Value}"))),
            .. MailFooter.StaffText(model.Clinic),
        ]);
    }

    private static IEnumerable<string> Details(IReadOnlyList<NoticeField> fields) => fields.Count == 0
        ? []
        : [
            PlainText.Heading(DetailsHeading),
            PlainText.Wrap(Caution),
            .. fields.Select(field => $"{PlainText.Quote(field.Label, 4)}\n{PlainText.Quote(field.Value, 6)}"),
        ];

    /// <param name="Opening">Paragraphs before the button.</param>
    /// <param name="Consequence">What follows, after the button; null for nothing.</param>
    private sealed record Words(
        string Title, string Preheader, IReadOnlyList<string> Opening, string Button, string? Consequence = null);
}
