using BlueSky.Functions.Forms;

namespace BlueSky.Functions.Subscriptions;

/// <summary>"Subscribe for free resources &amp; news updates": the form in every page's footer.</summary>
internal sealed class SubscribeForm : Form
{
    public const string FormName = "subscribe";

    public override string Name => FormName;

    public override string Title => "Subscriber";

    public override string VisitorAction => "signed up for news";

    public override string ButtonKey => "FormPage.Subscribe";

    public override IReadOnlyList<FormField> Fields { get; } =
    [
        FormField.Email(required: true),
        FormField.PersonName(required: false),
    ];

    // A visitor who is refused by mistake sees the reason, and only misses a newsletter.
    public override bool MayBeRefused => true;

    public override bool WaitsForAnswer => false;

    // Short: a visitor who subscribes again after a minute may not have got the first email.
    public override TimeSpan RepeatWindow => TimeSpan.FromMinutes(1);
}
