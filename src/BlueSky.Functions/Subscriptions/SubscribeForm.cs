using BlueSky.Functions.Forms;

namespace BlueSky.Functions.Subscriptions;

/// <summary>"Subscribe for free resources &amp; news updates": the form in every page's footer.</summary>
internal sealed class SubscribeForm : Form
{
    public const string FormName = "subscribe";

    public override string Name => FormName;

    public override string Title => "Subscriber";

    public override IReadOnlyList<FormField> Fields { get; } =
    [
        FormField.Email(required: true),
        FormField.PersonName(required: false),
    ];

    // Who is refused by mistake is told so, and loses a newsletter.
    public override bool MayBeRefused => true;

    public override bool WaitsForAnswer => false;

    // Who subscribes again after a minute means it: the first mail may not have come.
    public override TimeSpan RepeatWindow => TimeSpan.FromMinutes(1);
}
