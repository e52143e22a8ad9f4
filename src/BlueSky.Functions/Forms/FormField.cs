namespace BlueSky.Functions.Forms;

internal enum FieldKind
{
    /// <summary>One line.</summary>
    Text,

    /// <summary>Free text of several lines.</summary>
    LongText,
    Email,
    Phone,
}

/// <summary>A field that a form defines.</summary>
/// <param name="Name">Used in storage and in error responses.</param>
/// <param name="Label">Shown beside the field and in messages.</param>
/// <param name="MaxLength">In characters; a line break counts as one, as in a browser's <c>maxlength</c>.</param>
internal sealed record FormField(
    string Name, string Label, FieldKind Kind, int MaxLength, bool Required = false, string AutoComplete = "off")
{
    public static FormField Email(bool required) =>
        new("email", "Email", FieldKind.Email, EmailAddress.MaxLength, required, "email");

    public static FormField PersonName(bool required) =>
        new("name", "Name", FieldKind.Text, 100, required, "name");
}
