namespace BlueSky.Functions.Forms;

/// <summary>A name and a value as sent in a body; names may repeat.</summary>
internal readonly record struct PostedField(string Name, string Value);

/// <summary>The content of a body, in order.</summary>
/// <param name="FileField">A field that a file with content was attached to; the content was not kept.</param>
internal sealed record PostedForm(IReadOnlyList<PostedField> Fields, string? FileField = null)
{
    /// <summary>Parsers drop the rest: a body of 64 KiB could hold 30,000 values.</summary>
    public const int MaxValues = 1_000;

    /// <summary>A field's first value; null when the field was not sent.</summary>
    public string? this[string name] =>
        Fields.Where(field => field.Name == name).Select(field => field.Value).FirstOrDefault();

    /// <summary>Some values were dropped.</summary>
    public bool HasTooManyValues { get; init; }
}
