using BlueSky.Functions.Forms;

namespace BlueSky.Functions.Consultations;

/// <summary>"Request a free consultation": a name, a way to reply, and an optional message.</summary>
internal sealed class ConsultationForm : Form
{
    public const string FormName = "consultation";

    public override string Name => FormName;

    public override string Title => "Consultation request";

    public override string VisitorAction => "asked for a free consultation";

    public override IReadOnlyList<FormField> Fields { get; } =
    [
        FormField.PersonName(required: true),
        FormField.Email(required: false),
        new("phone", "Phone", FieldKind.Phone, 100, AutoComplete: "tel"),
        new("preferred_contact", "Preferred contact", FieldKind.LongText, 100),
        new("preferred_time", "Preferred time", FieldKind.LongText, 100),
        new("message", "Message", FieldKind.LongText, 5_000),
    ];

    public override IEnumerable<FieldError> CheckTogether(FormEntry entry)
    {
        if (entry["email"] is null && entry["phone"] is null)
        {
            var code = entry.WasSent("email") || entry.WasSent("phone") ? FieldError.Empty : FieldError.Missing;
            yield return new FieldError(code, "email", "Please leave an email address or a phone number.");
        }
        else if (entry["phone"] is null && EmailAddress.TryParse(entry["email"]!) is { CanBeSentTo: false })
        {
            yield return FieldError.CannotBeSentTo("email");
        }
    }
}
