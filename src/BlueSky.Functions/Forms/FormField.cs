namespace BlueSky.Functions.Forms;

internal enum FieldKind
{
    /// <summary>One line.</summary>
    Text,

    /// <summary>Free text, of several lines.</summary>
    LongText,
    Email,
    Phone,
}

/// <summary>A field that a form knows by name.</summary>
/// <param name="Name">The name it is stored and reported under.</param>
/// <param name="Label">What people read beside it.</param>
/// <param name="MaxLength">In characters; a line break counts as one, as in a browser's <c>maxlength</c>.</param>
internal sealed record FormField(
    string Name, string Label, FieldKind Kind, int MaxLength, bool Required = false, string AutoComplete = "off")
{
    public static FormField Email(bool required) =>
        new("email", "Email", FieldKind.Email, EmailAddress.MaxLength, required, "email");

    public static FormField PersonName(bool required) =>
        new("name", "Name", FieldKind.Text, 100, required, "name");
}
