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
/// <param name="Name">Used in storage, in error responses and in the keys of the visitor's texts.</param>
/// <param name="Label">Shown to staff; visitors see <c>Field.{Name}.Label</c> of their texts, if there is one.</param>
/// <param name="MaxLength">In characters; a line break counts as one, as in a browser's <c>maxlength</c>.</param>
internal sealed record FormField(
    string Name, string Label, FieldKind Kind, int MaxLength, bool Required = false, string AutoComplete = "off")
{
    /// <summary>The choices of a list; empty for a field that takes text. Other values are accepted too.</summary>
    public IReadOnlyList<FieldOption> Options { get; init; } = [];

    /// <summary>The key of a hint below the label; null for none.</summary>
    public string? HintKey { get; init; }

    /// <summary>The key of a hint that the field shares with its neighbors; null for none.</summary>
    public string? GroupHintKey { get; init; }

    /// <summary>Whether it takes half a line of a wide page.</summary>
    public bool IsShort { get; init; }

    public static FormField Email(bool required) =>
        new("email", "Email", FieldKind.Email, EmailAddress.MaxLength, required, "email");

    public static FormField PersonName(bool required) =>
        new("name", "Name", FieldKind.Text, 100, required, "name");
}

/// <summary>A choice of a list.</summary>
/// <param name="Value">What is sent and stored, in English.</param>
/// <param name="TextKey">The key of what visitors see.</param>
internal sealed record FieldOption(string Value, string TextKey);
