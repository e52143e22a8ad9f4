using BlueSky.Content.Localization;
using BlueSky.Functions.Forms;

namespace BlueSky.Functions.Consultations;

/// <summary>"Request a free consultation": a name, a way to reply, and an optional message.</summary>
internal sealed class ConsultationForm : Form
{
    public const string FormName = "consultation";

    private const string ReachHint = "FormPage.ReachHint";

    public override string Name => FormName;

    public override string Title => "Consultation request";

    public override string VisitorAction => "asked for a free consultation";

    public override string ButtonKey => "FormPage.SendRequest";

    public override IReadOnlyList<FormField> Fields { get; } =
    [
        FormField.PersonName(required: true),
        new("phone", "Phone", FieldKind.Phone, 100, AutoComplete: "tel") { GroupHintKey = ReachHint, IsShort = true },
        FormField.Email(required: false) with { GroupHintKey = ReachHint, IsShort = true },
        new("preferred_contact", "Preferred contact", FieldKind.LongText, 100)
        {
            Options =
            [
                new("", "Field.preferred_contact.Either"),
                new("Phone", "Field.preferred_contact.Phone"),
                new("Email", "Field.preferred_contact.Email"),
            ],
            IsShort = true,
        },
        new("preferred_time", "Preferred time", FieldKind.LongText, 100) { IsShort = true },
        new("message", "Message", FieldKind.LongText, 5_000) { HintKey = "FormPage.MessageHint" },
    ];

    public override IEnumerable<FieldError> CheckTogether(FormEntry entry, Texts texts)
    {
        if (entry["email"] is null && entry["phone"] is null)
        {
            var code = entry.WasSent("email") || entry.WasSent("phone") ? FieldError.Empty : FieldError.Missing;
            yield return new FieldError(code, "email", texts["Field.Unreachable"]);
        }
        else if (entry["phone"] is null && EmailAddress.TryParse(entry["email"]!) is { CanBeSentTo: false })
        {
            yield return FieldError.CannotBeSentTo("email", texts);
        }
    }
}
